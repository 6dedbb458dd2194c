from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "roedtraad.insight.analytics"

    def ready(self) -> None:
        from roedtraad.foundation.notices import clock

        from . import jobs

        clock.every(30, "analytics.freshen", jobs.freshen)
        clock.every(24 * 3600, "analytics.make_anew", jobs.make_anew)
