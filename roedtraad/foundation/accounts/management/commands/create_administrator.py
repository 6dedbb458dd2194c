"""Makes the first administrator (or another one, when all have been lost)."""

from __future__ import annotations

import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.services.founding import create_administrator, is_empty


class Command(BaseCommand):
    @property
    def help(self) -> str:  # type: ignore[override]  # told in the language in use
        return _("Make an administrator of the whole municipality, with a link to set a password.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username")
        parser.add_argument("--email")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument("--council", default="", help=_("the top of the tree, e.g. Byrådet"))

    def handle(self, *args: Any, **options: Any) -> None:
        username = options["username"] or self._ask(_("Username"))
        email = options["email"] or self._ask(_("E-mail"))
        council = options["council"]
        if not council and is_empty():
            council = self._ask(_("Top of the tree (for example Byrådet)")) or "Byrådet"
        try:
            user, link = create_administrator(
                username=username,
                email=email,
                first_name=options["first_name"],
                last_name=options["last_name"],
                council=council,
            )
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(_("%(user)s is administrator.") % {"user": user.username})
        self.stdout.write(_("Choose a password here; the link works once:"))
        self.stdout.write(link)

    def _ask(self, question: str) -> str:
        if not sys.stdin.isatty():
            return ""
        return input(f"{question}: ").strip()
