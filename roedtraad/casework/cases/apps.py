from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

PAGES = tuple(
    f"cases:{name}"
    for name in (
        *("new", "case", "edit", "close", "worker_new", "worker_end", "emergency"),
        *("family", "sibling_new"),
        *("emergency_check", "person_new", "person", "person_merge", "authority_new"),
        *("authority_end", "consent_new", "consent_withdraw", "own_numbers", "age_settle"),
        *("transition_new", "transition", "step_new", "step", "complaint_new", "transition_end"),
    )
)


class CasesConfig(AppConfig):
    name = "roedtraad.casework.cases"

    def ready(self) -> None:
        from roedtraad.foundation.accounts.access import Permission
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.notices import clock, kinds, search, today
        from roedtraad.foundation.ui import navigation

        from .alerts import EMERGENCY, RELATED
        from .log_words import PHRASES
        from .queries import found, growing, told
        from .services.growing import open_due_tasks

        wording.add(PHRASES)
        navigation.add(_("Families"), "cases:list", Permission.CASE_WORK, 35, also=PAGES)
        navigation.add(
            *(_("Who has seen a case"), "cases:seen_search", Permission.CASE_LOG_VIEW, 72),
            place="administration",
            also=("cases:seen", "cases:searches", "cases:search_words"),
            about=_("Who has opened somebody's case, when and why."),
        )
        search.provide(_("Cases"), found.found)
        today.provide(growing.items)
        clock.every(24 * 3600, "cases.birthdays", open_due_tasks)
        for kind in (EMERGENCY, RELATED):
            kinds.add(kind, describe=told.describer(kind), count=told.count_of(kind))
