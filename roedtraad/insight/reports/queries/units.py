"""An indicator over the units that use it, as it is today."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.insight.reports.compose.words import built_on, day
from roedtraad.insight.reports.sources import UnitsSource
from roedtraad.steering.indicators.queries.passport import shown_indicator
from roedtraad.steering.indicators.queries.units import units_page


def units_source(user: User, pk: int, *, language: str) -> UnitsSource:
    """What the page of the units shows `user`; 404 for who may not read the indicator."""
    indicator = shown_indicator(user, pk)
    return UnitsSource(
        indicator=indicator,
        page=units_page(user, indicator),
        as_of=_("As of %(day)s") % {"day": day(timezone.localdate())},
        municipality=settings.MUNICIPALITY,
        language=language,
        built_on=built_on(None),
    )
