"""Writes docs/rights.md anew; a test holds it to the table."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from roedtraad.foundation.accounts.rights_document import rights_document


class Command(BaseCommand):
    help = "Write docs/rights.md from the table of rights."

    def handle(self, *args: Any, **options: Any) -> None:
        (settings.BASE_DIR / "docs" / "rights.md").write_text(rights_document(), "utf-8")
