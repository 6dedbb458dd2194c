from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "roedtraad.insight.reports"

    def ready(self) -> None:
        from roedtraad.foundation.accounts.access import Permission
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.ui import navigation, panels

        wording.add({"report.exported": _("made a document of %(thing)s")})
        navigation.add(
            _("Reports"),
            "reports:index",
            condition=Permission.AGREEMENT_VIEW_APPROVED,
            order=60,
            also=("reports",),
        )
        panels.fill("agreement_head", url_name="reports:agreement_panel")
        panels.fill("strategy_head", url_name="reports:strategy_panel")
        panels.fill("theory_head", url_name="reports:theory_panel")
        panels.fill("indicator_units_head", url_name="reports:units_panel")
