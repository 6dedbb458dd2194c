from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnalyticsConfig(AppConfig):
    name = "roedtraad.insight.analytics"

    def ready(self) -> None:
        from roedtraad.foundation.accounts.access import Permission
        from roedtraad.foundation.notices import clock
        from roedtraad.foundation.ui import navigation, panels
        from roedtraad.steering.indicators import registers

        from . import case_measures, jobs

        registers.offer(*case_measures.MEASURES)

        panels.fill("indicator_register", url_name="analytics:register_links")
        navigation.add(
            _("Figures across units"), "analytics:across", Permission.AGREEMENT_VIEW, order=45
        )

        clock.every(30, jobs.FRESHEN, jobs.freshen)
        clock.every(20, "analytics.count_quarter", jobs.count_quarter)
        clock.every_night("analytics.make_anew", jobs.make_anew)
