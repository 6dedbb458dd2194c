from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "roedtraad.foundation.organisation"

    def ready(self) -> None:
        from roedtraad.foundation.audit import wording

        wording.add(
            {
                "unit.reorganised": _("changed the organisation: %(thing)s"),
                "unit.reorganisation_undone": _(
                    "took a change of the organisation back: %(thing)s"
                ),
                "unit.facts_changed": _("corrected facts of %(thing)s"),
                "unit.staff_recorded": _("recorded the staff of %(thing)s"),
            }
        )
