from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from roedtraad.config.demo import people


class Command(BaseCommand):
    help = "Fill an empty database with the municipality of the demonstration"

    def handle(self, **options: object) -> None:
        if settings.MODE == "production":
            raise CommandError("Only a demonstration is seeded: ROEDTRAAD_MODE=demo")
        with transaction.atomic():
            people.add_units()
            people.add_people()
