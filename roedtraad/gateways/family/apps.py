from django.apps import AppConfig


class FamilyConfig(AppConfig):
    name = "roedtraad.gateways.family"

    def ready(self) -> None:
        from roedtraad.casework.profiles import family_alerts
        from roedtraad.foundation.notices import kinds
        from roedtraad.foundation.ui import panels

        kinds.add(
            family_alerts.WANTS_CHANGE,
            describe=family_alerts.describe,
            count=family_alerts.count,
        )
        panels.fill("case_page", url_name="family_access:panel")
