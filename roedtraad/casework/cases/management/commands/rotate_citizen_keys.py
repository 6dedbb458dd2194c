from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from roedtraad.casework.cases.keys import KeysUnusable, check
from roedtraad.casework.cases.services.rotation import rotate


class Command(BaseCommand):
    help = "Makes a new key of CPR numbers and seals every number with it, while the system runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--go-on", action="store_true", help="Finish a change of keys that was cut off."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            check()
            count = rotate(new_key=not options["go_on"])
        except KeysUnusable as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            _("%(count)d CPR numbers are sealed with the new key.") % {"count": count}
        )
        self.stdout.write(
            _("Back the keys up now, and keep the old ones as long as backups from before.")
        )
