from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "roedtraad.foundation.ui"
