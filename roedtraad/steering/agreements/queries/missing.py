"""Where on the pages of an agreement each lack is put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from roedtraad.steering.agreements.completeness import Missing
from roedtraad.steering.agreements.models import Agreement

SECTION_LIKE = {"goals": "section-goals"}


@dataclass(frozen=True)
class MissingLink:
    """One lack, and the address of the field to write."""

    text: str
    href: str
    is_required: bool


def links_to(agreement: Agreement, found: Iterable[Missing]) -> list[MissingLink]:
    """What is required first."""
    links = [
        MissingLink(each.message, _address(agreement, each), each.severity == "required")
        for each in found
    ]
    return sorted(links, key=lambda each: not each.is_required)


def _address(agreement: Agreement, lack: Missing) -> str:
    kind, pk, field = lack.place.kind, lack.place.pk, lack.place.field
    page = reverse("agreements:page", args=[agreement.pk])
    if kind == "section":
        return f"{page}#section-{field.replace('.', '-')}"
    if kind == "goal" and pk and field == "theory":
        return reverse("agreements:goal_page", args=[pk]) + "#forandringsteori"
    if kind == "goal" and pk:
        if field in ("actions", "indicators"):
            return f"{page}#goal-{pk}"
        write = reverse("agreements:part_edit", args=[agreement.pk, "maal", pk])
        names = {"links": "focus_areas", "owner": "owner_name"}
        return f"{write}#id_{names.get(field, field)}"
    if kind == "focus_area" and pk:
        write = reverse("agreements:part_edit", args=[agreement.pk, "omraade", pk])
        return f"{write}#id_{field}"
    if kind in ("action", "indicator") and pk:
        slug = "handling" if kind == "action" else "indikator"
        return reverse("agreements:part_edit", args=[agreement.pk, slug, pk]) + "#id_due_raw"
    if field == "target_groups":
        write = reverse("agreements:part_edit", args=[agreement.pk, "grundlag", agreement.pk])
        return f"{write}#id_target_groups"
    return f"{page}#section-goals"
