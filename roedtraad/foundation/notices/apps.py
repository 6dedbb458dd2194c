from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "roedtraad.foundation.notices"

    def ready(self) -> None:
        from . import clock, jobs

        clock.every(24 * 3600, "notices.delete_old_results", jobs.delete_old_results)
