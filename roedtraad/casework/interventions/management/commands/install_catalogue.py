from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from roedtraad.casework.interventions.services.catalogue import install_catalogue


class Command(BaseCommand):
    help = "Brings in the shipped ladder and intervention types that are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("%(count)d rows added.") % {"count": install_catalogue()})
