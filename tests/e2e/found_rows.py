"""Rows of the demonstration's data, by a model's label, so that importing this loads no models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Arguments = dict[str, Any]


def rows(label: str, **conditions: Any) -> Any:
    from django.apps import apps

    return apps.get_model(label)._default_manager.filter(**conditions).order_by("pk")


def one(label: str, **conditions: Any) -> Any:
    row = rows(label, **conditions).first()
    if row is None:
        raise LookupError(f"the demonstration has no {label} with {conditions}")
    return row


def by_pk(label: str, **conditions: Any) -> Callable[[], list[Arguments]]:
    return lambda: [{"pk": one(label, **conditions).pk}]
