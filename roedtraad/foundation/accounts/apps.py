from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "roedtraad.foundation.accounts"

    def ready(self) -> None:
        from roedtraad.foundation.ui import navigation, visitor

        from .queries.visiting import visitor_of

        visitor.find_by(visitor_of)
        navigation.add(_("My account"), "accounts:own_profile", place=navigation.USER, order=10)
