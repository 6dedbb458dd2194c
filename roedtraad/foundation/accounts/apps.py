from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "roedtraad.foundation.accounts"

    def ready(self) -> None:
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.ui import navigation, visitor

        from . import second_factors
        from .log_words import PHRASES
        from .queries.visiting import administers_something, visitor_of

        wording.add(PHRASES)
        second_factors.listen()
        visitor.find_by(visitor_of)
        navigation.add(_("My account"), "accounts:own_profile", place=navigation.USER, order=10)
        navigation.add(
            *(_("Units"), "accounts:unit_list", "unit_view", 20),
            place=navigation.USER,
            about=_("The tree of the municipality, each unit's facts, and who has a role there."),
        )
        navigation.add(
            *(_("Who may what?"), "accounts:who_may_what", None, 30),
            place=navigation.USER,
            about=_("Every role, and what it may see and do."),
        )
        navigation.add(_("Administration"), "accounts:administration", administers_something, 95)
        for label, about, name, permission, order in [
            (
                *(_("Users"), _("Invite, give and end roles, unlock and deactivate.")),
                *("user_list", "user_manage", 10),
            ),
            (
                _("Change the organisation"),
                _("Split, merge, move and rename units on a date, with a preview."),
                *("reorganisations", "unit_edit", 20),
            ),
            (
                _("Units and users from a spreadsheet"),
                _("Take in a whole organisation at once."),
                *("roster_upload", "user_manage", 30),
            ),
            (
                *(_("Audit log"), _("Who did and read what, when and why.")),
                *("log", "audit_view", 90),
            ),
        ]:
            navigation.add(
                *(label, f"accounts:{name}", permission, order),
                place="administration",
                about=about,
            )
