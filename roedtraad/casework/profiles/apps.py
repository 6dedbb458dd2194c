from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "roedtraad.casework.profiles"
