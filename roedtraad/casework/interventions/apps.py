from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterventionsConfig(AppConfig):
    name = "roedtraad.casework.interventions"

    def ready(self) -> None:
        from roedtraad.foundation.accounts.access import Permission
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.notices import search
        from roedtraad.foundation.ui import navigation, panels

        from .queries.catalogue import found

        wording.add(
            {
                "interventiontype.installed": _("installed the catalogue of interventions"),
                "intervention.begun": _("began an intervention"),
                "intervention.ended": _("ended an intervention"),
            }
        )
        panels.fill("case_list_page", url_name="interventions:groups_panel")
        panels.fill("case_page", url_name="interventions:case_panel")
        navigation.add(
            *(_("Intervention types"), "interventions:catalogue"),
            *(Permission.INTERVENTION_TYPE_VIEW, 62),
            place="administration",
            about=_("What is offered, by which paragraph, on which step of the ladder."),
        )
        search.provide(_("Intervention types"), found)
