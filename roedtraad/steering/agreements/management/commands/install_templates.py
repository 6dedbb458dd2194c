from django.core.management.base import BaseCommand

from roedtraad.steering.agreements.services.templates import install_templates


class Command(BaseCommand):
    help = "Bring in the templates that come with the product, or what is new in them"

    def handle(self, *args: object, **options: object) -> None:
        for version in install_templates():
            where = "published" if version.published_at else "waits to be published"
            self.stdout.write(f"{version}: {where}")
