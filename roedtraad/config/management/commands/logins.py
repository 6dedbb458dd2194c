from __future__ import annotations

from django.core.management.base import BaseCommand

from roedtraad.config.demo import people


class Command(BaseCommand):
    help = "Who can sign in to the demonstration"

    def handle(self, **options: object) -> None:
        self.stdout.write(f"  Password of all: {people.PASSWORD}")
        for person in people.PEOPLE:
            self.stdout.write(f"    {person.username:<14} {person.role.value}, {person.unit}")
