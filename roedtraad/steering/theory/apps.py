from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TheoryConfig(AppConfig):
    name = "roedtraad.steering.theory"

    def ready(self) -> None:
        from roedtraad.foundation.accounts.access import Permission
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.notices import search
        from roedtraad.foundation.ui import navigation, panels
        from roedtraad.steering.agreements.queries import completeness

        from .queries.demands import lacks_of_agreements
        from .queries.lists import found

        wording.add(
            {
                "theoryofchange.put_in_use": _("put %(thing)s in use"),
                "theoryofchange.ended": _("took %(thing)s out of use"),
                "theoryofchange.discarded": _("threw away %(thing)s"),
            }
        )
        navigation.add(
            _("Theories of change"),
            "theory:list",
            Permission.THEORY_VIEW_IN_USE,
            order=40,
            also=("theory",),
        )
        completeness.also_ask(lacks_of_agreements)
        search.provide(_("Theories of change"), found)
        panels.fill("goal_page", url_name="theory:goal_panel")
        panels.fill("agreement_page", url_name="theory:agreement_panel")
        panels.fill("profile_thread", url_name="theory:profile_thread")
