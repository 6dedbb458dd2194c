from datetime import date
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roedtraad.foundation.accounts.models import User
    from roedtraad.foundation.notices.today import Item


class ImportingConfig(AppConfig):
    name = "roedtraad.gateways.importing"

    def ready(self) -> None:
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.notices import today
        from roedtraad.foundation.ui import navigation, panels

        from .log_words import PHRASES

        wording.add(PHRASES)
        navigation.add(_("Read a plan in"), "importing:upload", "plan_read_in", 60)
        today.provide(_unfinished)
        for page in ("goal", "agreement", "strategy"):
            panels.fill(f"{page}_page", url_name=f"importing:{page}_source")


def _unfinished(user: "User", on: date) -> "Iterator[Item]":
    """Documents somebody began to read in and has not finished."""
    from django.urls import reverse
    from django.utils.translation import gettext

    from roedtraad.foundation.notices.today import Item

    from .queries import unfinished_of

    for reading in unfinished_of(user):
        yield Item(
            label=gettext("Look through %(document)s") % {"document": reading.document},
            url=reverse("importing:review", args=[reading.pk]),
            act=gettext("Continue"),
            context=str(reading.unit),
        )
