"""The way to a case, as the pages below it show it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.ui.sheets import Crumb

from .models import Case


def trail(case: Case, heading: str = "") -> list[Crumb]:
    """Families, and the case by `heading` or else by its number."""
    return [
        (_("Families"), reverse("cases:list")),
        (heading or case.number, reverse("cases:case", args=[case.pk])),
    ]
