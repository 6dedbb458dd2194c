from typing import Any

from django.core.management.base import BaseCommand

from roedtraad.casework.interventions.services import install_catalogue


class Command(BaseCommand):
    help = "Brings in the shipped ladder and intervention types that are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{install_catalogue()} rows added")
