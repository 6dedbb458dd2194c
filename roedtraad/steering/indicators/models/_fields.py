from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def value_field(label: StrOrPromise) -> models.DecimalField[Decimal | None, Decimal | None]:
    """A number of any size the field knows, with enough decimals; empty is missing, never 0."""
    return models.DecimalField(label, null=True, blank=True, max_digits=18, decimal_places=4)
