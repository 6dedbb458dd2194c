from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    name = "roedtraad.steering.followup"

    def ready(self) -> None:
        from roedtraad.foundation.accounts.access import Permission
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.notices import calendar, clock, today
        from roedtraad.foundation.ui import navigation
        from roedtraad.steering.indicators import closed

        from . import jobs
        from .log_words import PHRASES
        from .queries import responsible, wheel
        from .queries.closed import locked_periods

        wording.add(PHRASES)
        closed.provide(locked_periods)
        today.provide(responsible.items)
        calendar.provide(wheel.events, in_feeds=True)
        navigation.add(_("Follow-up"), "followup:wheel", Permission.WHEEL_VIEW, order=45)
        clock.every(3600, "followup.turn", jobs.turn_the_wheel)
