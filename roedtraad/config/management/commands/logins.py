from django.core.management.base import BaseCommand

from roedtraad.config.demo.people import demo_logins


class Command(BaseCommand):
    help = "Print the logins of the demonstration"

    def handle(self, *args: object, **options: object) -> None:
        logins = demo_logins()
        self.stdout.write(f"Password for all: {logins[0].password}\n")
        for login in logins:
            self.stdout.write(f"  {login.username:<8} {login.name}, {login.role} ({login.unit})")
