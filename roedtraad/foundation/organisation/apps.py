from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "roedtraad.foundation.organisation"
