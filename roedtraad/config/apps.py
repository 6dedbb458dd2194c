from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "roedtraad.config"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from .sessions import begin

        user_logged_in.connect(begin, dispatch_uid="roedtraad.sessions")
