from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "roedtraad.gateways.importing"
