"""Empties the database, in a test or a demonstration; never where the log is real."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections
from django.utils.translation import gettext as _

from roedtraad.foundation.audit import append_only, witness


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        if settings.MODE not in {"test", "demo"}:
            raise CommandError(_("The audit log cannot be emptied in a real installation."))
        connection = connections[options["database"]]
        append_only.remove(connection)
        try:
            super().handle(**options)
            witness.begin_anew()
        finally:
            append_only.install(connection)
