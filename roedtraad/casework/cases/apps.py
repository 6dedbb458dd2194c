from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "roedtraad.casework.cases"
