from django.apps import AppConfig


class FamilyConfig(AppConfig):
    name = "roedtraad.gateways.family"

    def ready(self) -> None:
        from roedtraad.foundation.ui import panels

        panels.fill("case_page", url_name="family_access:panel")
