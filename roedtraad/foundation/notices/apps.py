from typing import TYPE_CHECKING, cast

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from roedtraad.foundation.accounts.models import User


class NoticesConfig(AppConfig):
    name = "roedtraad.foundation.notices"

    def ready(self) -> None:
        from roedtraad.foundation.audit import jobs as audit
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.files import jobs as files
        from roedtraad.foundation.organisation import jobs as organisation
        from roedtraad.foundation.ui import navigation, visitor

        from . import clock, found, jobs, looked_after, search, today
        from .queries import unread_count

        wording.add(
            {
                "calendarfeed.address_made": _("made a secret address for a calendar: %(thing)s"),
                "calendarfeed.stopped": _("stopped the calendar subscription of %(thing)s"),
            }
        )
        visitor.count_unread_by(lambda request: unread_count(cast("User", request.user)))
        navigation.add(_("Today"), "notices:today", navigation.signed_in, order=0)
        navigation.add(_("Calendar"), "notices:calendar", navigation.signed_in, order=80)

        today.provide(looked_after.locked_out)
        search.provide(_("Units"), found.units)
        search.provide(_("Users"), found.people)

        clock.every(24 * 3600, "notices.delete_old_results", jobs.delete_old_results)
        clock.every(20, "audit.seal_log", audit.seal_log)
        clock.every(3600, "audit.turn_months", audit.turn_months)
        clock.every(3600, "organisation.follow_the_calendar", organisation.follow_the_calendar)
        clock.every(3600, "files.tidy_up", files.tidy_up)
