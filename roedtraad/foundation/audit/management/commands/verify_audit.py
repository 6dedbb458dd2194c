"""Whether the log is as it was written: status 0 if so, 1 and the first broken place if
not, 2 where there is no log to look at."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from roedtraad.foundation.audit import witness
from roedtraad.foundation.audit.verification import verify


class Command(BaseCommand):
    @property
    def help(self) -> str:  # type: ignore[override]  # told in the language in use
        return _("Verify the audit log from its first seal to its last.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect",
            default="",
            metavar="HASH",
            help=_("a hash noted at an earlier verification"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        noted = [*witness.noted(), *filter(None, [options["expect"]])]
        try:
            found = verify(expected=noted)
        except DatabaseError:
            self.stderr.write(_("There is no log here: the database has not been made yet."))
            sys.exit(2)
        counts = {
            "events": found.events,
            "seals": found.seals,
            "months": found.months,
            "expired": found.expired,
        }
        self.stdout.write(
            _("%(events)s events, %(seals)s seals, %(months)s months (%(expired)s expired).")
            % counts
        )
        self.stdout.write(_("Latest hash: %(hash)s") % {"hash": found.head})
        self.stdout.write(
            _("Held against %(count)s hashes noted outside the database, in %(file)s.")
            % {"count": len(noted), "file": settings.AUDIT_WITNESS}
        )
        if found.broken:
            self.stderr.write(found.broken)
            sys.exit(1)
        self.stdout.write(_("The log is whole."))
