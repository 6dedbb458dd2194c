from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

PAGES_OF_AGREEMENTS = tuple(
    f"agreements:{name}"
    for name in (
        *("new", "missing", "page", "version", "history", "section", "part_new", "part_edit"),
        *("approvals", "amendment", "next_period"),
    )
)
PAGES_OF_GOALS = tuple(
    f"agreements:{name}" for name in ("goal_page", "measurements", "action_status", "judge")
)


class AgreementsConfig(AppConfig):
    name = "roedtraad.steering.agreements"

    def ready(self) -> None:
        from roedtraad.casework.profiles import steered
        from roedtraad.foundation.accounts.access import Permission
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.files import services as files
        from roedtraad.foundation.notices import calendar, clock, kinds, search, today
        from roedtraad.foundation.ui import navigation, panels
        from roedtraad.steering.indicators import belonging, happenings, registers
        from roedtraad.steering.indicators.queries import owed

        from . import jobs
        from .log_words import PHRASES
        from .queries import (
            annexes,
            belongings,
            dates,
            found,
            gathered,
            happened,
            management,
            register_measures,
            told,
        )

        wording.add(PHRASES)
        steered.provide(management.MODEL, management.steered_goal, management.written_goals)
        panels.fill("goal_page", url_name="agreements:management_panel")
        sees = Permission.AGREEMENT_VIEW_APPROVED
        navigation.add(_("Agreements"), "agreements:list", sees, order=20, also=PAGES_OF_AGREEMENTS)
        navigation.add(_("Goals"), "agreements:goal_table", sees, order=30, also=PAGES_OF_GOALS)
        navigation.add(
            _("Strategy"),
            "strategy:list",
            Permission.STRATEGY_VIEW,
            15,
            also=("strategy", "matrix"),
        )
        navigation.add(
            *(_("Templates"), "templates:list", Permission.TEMPLATE_EDIT, 60),
            place="administration",
            about=_("Which sections an agreement has, what a goal is asked, what is checked."),
        )
        navigation.add(
            *(_("Target groups"), "cases:target_groups", Permission.STRATEGY_EDIT, 61),
            place="administration",
            about=_("Whom effect goals and goals concern."),
        )
        for message in told.MESSAGES:
            kinds.add(message.kind, describe=message.describe, count=message.count)
        kinds.add(told.COMMENTED, describe=told.commented, count=told.comments)
        files.keep(annexes.files_in_history)
        happenings.provide(happened.actions_begun)
        belonging.provide(
            readable=belongings.readable,
            shown=belongings.shown,
            owned=belongings.owned,
            approved=belongings.approved,
        )
        belonging.provide_agreed(targets=belongings.agreed_targets, words=belongings.agreed_words)
        registers.offer(*register_measures.MEASURES)
        today.provide(gathered.items)
        today.provide(dates.items)
        owed.leave_out(belongings.not_followed)
        today.provide_standing(gathered.standings, url_name="agreements:goal_table")
        search.provide(_("Agreements"), found.agreements)
        search.provide(_("Goals"), found.goals)
        search.provide(_("Actions"), found.actions)
        search.provide(_("Strategies"), found.strategies)
        search.provide(_("Visions, focus areas and effect goals"), found.aims)
        search.provide(_("Comments"), found.comments)
        calendar.provide(gathered.events, in_feeds=True)
        calendar.provide(dates.events, in_feeds=True)
        clock.every(3600, "agreements.take_effect", jobs.let_approved_agreements_take_effect)
