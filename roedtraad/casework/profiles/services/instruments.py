"""Keeping the catalogue of instruments: what is asked, how it is scored, what it is held against.

What a version asks and how it is scored can be changed until it is published. Norms and
reliabilities are added and corrected at any time: the log keeps what stood before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from roedtraad.casework.profiles.instruments_rules import rules_of
from roedtraad.casework.profiles.instruments_scoring import ScaleRule, reach
from roedtraad.casework.profiles.models import (
    AnswerOption,
    AnswerSet,
    Band,
    InstrumentVersion,
    Item,
    NormSet,
    Scale,
    ScaleItem,
    Scoring,
)
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.statistics.unusable import UnusableData

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Option:
    """An answer as it is written: its value, what it counts, what it says."""

    value: int
    points: int
    label: str = ""
    label_en: str = ""


@dataclass(frozen=True)
class Counted:
    """Which questions of the version a scale counts by number, which are turned round; or parts."""

    numbers: Sequence[int] = ()
    turned: frozenset[int] = frozenset()
    parts: Sequence[Scale] = ()


@transaction.atomic
def save_entry(row: Row, values: Mapping[str, Any], *, acting_user: User) -> Row:
    """Add or change an instrument, a version, a norm set or a reliability."""
    access.require(acting_user, Permission.INSTRUMENT_EDIT)
    if isinstance(row, InstrumentVersion) and set(values) != {"retired_on"}:
        require_draft(row)
    before = shown(row) if row.pk else {}
    for name, value in values.items():
        setattr(row, name, value)
    if shown(row) != before:
        row.save()
        action = "changed" if before else "created"
        log(row, action, acting_user, before=before, after=shown(row))
    return row


@transaction.atomic
def remove_entry(row: models.Model, *, acting_user: User) -> None:
    """Take away a block or scale of a draft, or a norm set or reliability that was a mistake."""
    access.require(acting_user, Permission.INSTRUMENT_EDIT)
    if isinstance(row, AnswerSet | Scale):
        require_draft(row.version)
    log(row, "removed", acting_user, before=shown(row))
    if isinstance(row, AnswerSet):
        version = row.version
        row.delete()
        _number_anew(version)
        return
    row.delete()


@transaction.atomic
def write_block(
    version: InstrumentVersion,
    block: AnswerSet | None,
    options: Sequence[Option],
    questions: Sequence[tuple[str, str]],
    *,
    acting_user: User,
) -> AnswerSet:
    """Write a block: its answers, and its questions in Danish and English (empty: number only).

    Questions keep their place in the scales by their place in the block.
    """
    access.require(acting_user, Permission.INSTRUMENT_EDIT)
    require_draft(version)
    block = block or AnswerSet.objects.create(version=version, position=_next(version.blocks))
    block.options.all().delete()
    AnswerOption.objects.bulk_create(
        AnswerOption(answer_set=block, **vars(option)) for option in options
    )
    items = list(block.items.order_by("number"))
    for item in items[len(questions) :]:
        item.delete()
    highest = version.items.aggregate(last=Max("number"))["last"] or 0
    for place, (text, text_en) in enumerate(questions):
        item = items[place] if place < len(items) else Item(version=version, answer_set=block)
        item.number = item.number or highest + 1 + place
        item.text, item.text_en = text, text_en
        item.save()
    _number_anew(version)
    log(block, "written", acting_user, questions=len(questions), answers=len(options))
    return block


@transaction.atomic
def write_scale(
    scale: Scale, values: Mapping[str, Any], counted: Counted, *, acting_user: User
) -> Scale:
    """Add or change a scale of a draft; where its questions give its ends these are worked out."""
    access.require(acting_user, Permission.INSTRUMENT_EDIT)
    require_draft(scale.version)
    for name, value in values.items():
        setattr(scale, name, value)
    if scale.pk is None:
        scale.position = _next(scale.version.scales)
    _set_ends(scale, counted)
    scale.save()
    items = {item.number: item for item in scale.version.items.all()}
    scale.scale_items.all().delete()
    ScaleItem.objects.bulk_create(
        ScaleItem(scale=scale, item=items[number], is_reversed=number in counted.turned)
        for number in counted.numbers
    )
    scale.parts.set(counted.parts)
    log(scale, "written", acting_user, after=shown(scale))
    return scale


@transaction.atomic
def write_norms(
    norms: NormSet,
    values: Mapping[str, Any],
    bands: Sequence[tuple[Any, str, str]],
    *,
    acting_user: User,
) -> NormSet:
    """Add or change a norm set with its bands (from, Danish, English)."""
    before = _bands(norms) if norms.pk else None
    norms = save_entry(norms, values, acting_user=acting_user)
    norms.bands.all().delete()
    Band.objects.bulk_create(
        Band(norm_set=norms, starts_at=at, title=title, title_en=title_en)
        for at, title, title_en in bands
    )
    after = _bands(norms)
    if before not in (None, after):
        log(norms, "changed", acting_user, before={"bands": before}, after={"bands": after})
    return norms


def _bands(norms: NormSet) -> list[str]:
    rows = Band.objects.filter(norm_set=norms)
    return [f"{row.starts_at} {row.title} {row.title_en}".strip() for row in rows]


def require_draft(version: InstrumentVersion) -> None:
    """Refuse to change what answers may rest on."""
    drafts = InstrumentVersion.objects.filter(published_at=None)
    if version.pk and not drafts.filter(pk=version.pk).exists():
        raise ValidationError(
            _("This version is published, and stands. Write a new version instead.")
        )


def _set_ends(scale: Scale, counted: Counted) -> None:
    """The ends that the questions or the parts give; what is entered has those that are stated."""
    items, _scales = rules_of(scale.version)
    missing = sorted(set(counted.numbers) - {item.number for item in items})
    if missing:
        raise ValidationError(
            {"numbers": _("There is no question %(number)s.") % {"number": missing[0]}}
        )
    if scale.scoring == Scoring.PARTS:
        scale.lowest = sum(part.lowest for part in counted.parts) * scale.factor
        scale.highest = sum(part.highest for part in counted.parts) * scale.factor
        return
    rule = ScaleRule(scale.key, scale.scoring, tuple(counted.numbers), factor=scale.factor)
    try:
        ends = reach(rule, items)
    except UnusableData:
        raise ValidationError(
            {"numbers": _("These questions have answers that count differently.")}
        ) from None
    if ends is not None:
        scale.lowest, scale.highest = ends


def _number_anew(version: InstrumentVersion) -> None:
    """Questions are numbered through the blocks, in two steps since a number is one item's own."""
    items = list(version.items.order_by("answer_set__position", "number"))
    for offset in (10_000, 0):
        for number, item in enumerate(items, 1):
            item.number = offset + number
        Item.objects.bulk_update(items, ["number"])


def _next(rows: Any) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


def log(row: models.Model, action: str, user: User, **detail: Any) -> None:
    audit.record(f"{row._meta.model_name}.{action}", row, acting_user=user, **detail)


def shown(row: models.Model) -> dict[str, object]:
    return {
        field.attname: str(value) if (value := getattr(row, field.attname)) is not None else None
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
