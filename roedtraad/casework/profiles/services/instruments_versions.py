"""The life of a version: begun, perhaps from another, published, taken back while nobody answered.

What a version holds can be told as plain JSON values, from which another is filled: the shipped
ones, a new version like the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.profiles.instruments_rules import rules_of
from roedtraad.casework.profiles.instruments_scoring import reach
from roedtraad.casework.profiles.models import (
    AnswerOption,
    AnswerSet,
    Band,
    InstrumentVersion,
    Item,
    NormSet,
    Reliability,
    Response,
    Scale,
    ScaleItem,
)
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.statistics.unusable import UnusableData

from .instruments import log, require_draft, save_entry

Content = Mapping[str, Any]
SCALE = (
    *("key", "title", "title_en", "scoring", "factor", "fewest_answered", "lowest", "highest"),
    *("better", "is_threshold_inclusive"),
)
NORMS = (
    *("source", "edition", "country", "informant", "sex", "age_from", "age_to", "valid_from"),
    *("valid_to", "sd", "reliable_points", "cutoff_kind", "cutoff", "is_cutoff_inclusive"),
    *("clinical_mean", "clinical_sd", "functional_mean", "functional_sd"),
)
RELIABILITY = ("kind", "value", "informant", "source")


@transaction.atomic
def begin_version(
    version: InstrumentVersion,
    values: Mapping[str, Any],
    like: InstrumentVersion | None,
    *,
    acting_user: User,
) -> InstrumentVersion:
    """Begin a draft, empty or with everything that another version holds."""
    version = save_entry(version, values, acting_user=acting_user)
    if like is not None:
        fill(version, content_of(like))
    return version


@transaction.atomic
def publish(version: InstrumentVersion, *, acting_user: User) -> None:
    """Let a version be answered. What it asks and how it is scored stands from now on."""
    access.require(acting_user, Permission.INSTRUMENT_EDIT)
    require_draft(version)
    items, scales = rules_of(version)
    if not scales:
        raise ValidationError(_("Write a scale first: without one nothing comes of the answers."))
    for rule in scales:
        try:
            reach(rule, items)
        except UnusableData:
            raise ValidationError(
                _("The questions of the scale %(scale)s have answers that count differently.")
                % {"scale": rule.key}
            ) from None
    version.published_at, version.published_by = timezone.now(), acting_user
    version.save(update_fields=["published_at", "published_by"])
    log(version, "published", acting_user)


@transaction.atomic
def take_back(version: InstrumentVersion, *, acting_user: User) -> None:
    """Make a draft again of a version that nobody has answered yet."""
    access.require(acting_user, Permission.INSTRUMENT_EDIT)
    if Response.objects.filter(version=version).exists():
        raise ValidationError(
            _("This version has been answered, and stands. Write a new version instead.")
        )
    version.published_at = version.published_by = None
    version.save(update_fields=["published_at", "published_by"])
    log(version, "taken_back", acting_user)


def content_of(version: InstrumentVersion) -> dict[str, Any]:
    """Everything that a version asks, scores and is held against."""
    blocks = version.blocks.prefetch_related("options", "items")
    scales = version.scales.prefetch_related(
        "scale_items__item", "parts", "norms__bands", "reliabilities"
    )
    return {
        "blocks": [
            {
                "options": [[o.value, o.points, o.label, o.label_en] for o in block.options.all()],
                "questions": [[item.text, item.text_en] for item in block.items.all()],
            }
            for block in blocks
        ],
        "scales": [_scale_content(scale) for scale in scales],
    }


def _scale_content(scale: Scale) -> dict[str, Any]:
    counted = sorted(scale.scale_items.all(), key=lambda each: each.item.number)
    return {
        **_plain(scale, SCALE),
        "numbers": [each.item.number for each in counted],
        "turned": [each.item.number for each in counted if each.is_reversed],
        "parts": [part.key for part in scale.parts.all()],
        "norms": [
            {
                **_plain(norms, NORMS),
                "bands": [[str(b.starts_at), b.title, b.title_en] for b in norms.bands.all()],
            }
            for norms in scale.norms.all()
        ],
        "reliabilities": [_plain(each, RELIABILITY) for each in scale.reliabilities.all()],
    }


def fill(version: InstrumentVersion, content: Content) -> None:
    """Put into an empty version what `content_of` tells. The caller has asked for the right."""
    items: dict[int, Item] = {}
    for position, block in enumerate(content["blocks"], 1):
        answer_set = AnswerSet.objects.create(version=version, position=position)
        AnswerOption.objects.bulk_create(
            AnswerOption(answer_set=answer_set, value=v, points=p, label=label, label_en=english)
            for v, p, label, english in block["options"]
        )
        for text, text_en in block["questions"]:
            number = len(items) + 1
            items[number] = Item.objects.create(
                version=version,
                answer_set=answer_set,
                number=number,
                text=text,
                text_en=text_en,
            )
    scales: dict[str, Scale] = {}
    for position, told in enumerate(content["scales"], 1):
        scales[told["key"]] = _fill_scale(version, position, told, items)
    for told in content["scales"]:
        scales[told["key"]].parts.set([scales[key] for key in told.get("parts", ())])


def _fill_scale(
    version: InstrumentVersion, position: int, told: Content, items: Mapping[int, Item]
) -> Scale:
    scale = Scale.objects.create(version=version, position=position, **_known(told, SCALE))
    turned = set(told.get("turned", ()))
    ScaleItem.objects.bulk_create(
        ScaleItem(scale=scale, item=items[number], is_reversed=number in turned)
        for number in told.get("numbers", ())
    )
    for norms in told.get("norms", ()):
        row = NormSet.objects.create(scale=scale, **_known(norms, NORMS))
        Band.objects.bulk_create(
            Band(norm_set=row, starts_at=at, title=title, title_en=english)
            for at, title, english in norms.get("bands", ())
        )
    for each in told.get("reliabilities", ()):
        Reliability.objects.create(scale=scale, **_known(each, RELIABILITY))
    return scale


def _known(told: Content, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: told[name] for name in names if name in told}


def _plain(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {
        name: value if value is None or isinstance(value, bool | int | str) else str(value)
        for name, value in values.items()
    }
