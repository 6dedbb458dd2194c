from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from roedtraad.config.demo.play import is_played, play


class Command(BaseCommand):
    help = "Fill an empty database with the invented municipality of the demonstration"

    def handle(self, *args: object, **options: object) -> None:
        if settings.MODE == "production":
            raise CommandError("Only a demonstration is seeded: ROEDTRAAD_MODE=demo")
        if is_played():
            self.stdout.write("There are users already; nothing is done.")
            return
        play()
