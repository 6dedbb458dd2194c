from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "roedtraad.steering.agreements"
