"""The rows of a version as the rules that scoring takes."""

from __future__ import annotations

from .instruments_scoring import ItemRule, ScaleRule
from .models import InstrumentVersion


def rules_of(version: InstrumentVersion) -> tuple[list[ItemRule], list[ScaleRule]]:
    """Every question and every scale of a version; as many queries whatever it holds."""
    blocks = {
        block.pk: {option.value: option.points for option in block.options.all()}
        for block in version.blocks.prefetch_related("options")
    }
    items = [ItemRule(each.number, blocks[each.answer_set_id]) for each in version.items.all()]
    rows = version.scales.prefetch_related("scale_items__item", "parts")
    scales = [
        ScaleRule(
            key=row.key,
            scoring=row.scoring,
            items=tuple(sorted(each.item.number for each in row.scale_items.all())),
            turned=frozenset(
                each.item.number for each in row.scale_items.all() if each.is_reversed
            ),
            parts=tuple(part.key for part in row.parts.all()),
            fewest_answered=row.fewest_answered,
            factor=row.factor,
        )
        for row in rows
    ]
    return items, scales
