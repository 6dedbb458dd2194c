"""What lies in a unit: by today's tree, or by that of a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from roedtraad.foundation.organisation import queries as organisation
from roedtraad.foundation.organisation.models import Unit


def in_unit(unit: Unit, on: date | None, *, lookup: str = "unit") -> Q:
    """A filter that keeps what lies in `unit` or below it as the tree was on the day."""
    if on is None:
        return Q(**{f"{lookup}__path__startswith": unit.path})
    return Q(**{f"{lookup}__in": organisation.units_below(unit, on).values("pk")})
