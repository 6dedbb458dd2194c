"""How a person is called where they are shown."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from .models import Citizen


def listed(citizen: Citizen) -> str:
    """In lists, on print and in files: a protected name is not written."""
    return _("Protected name") if citizen.is_protected else str(citizen)


def called(citizen: Citizen) -> str:
    """As one speaks of somebody to those who know them; a protected name is not written."""
    return _("Protected name") if citizen.is_protected else citizen.first_name


def age_on(born_on: date | None, on: date) -> int | None:
    """Whole years; whoever is born on 29 February grows older on 1 March."""
    if born_on is None:
        return None
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
