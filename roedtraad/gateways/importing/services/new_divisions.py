"""What indicators are divided by in a file and not yet here, declared with the import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.gateways.importing.models import MeasurementImport
from roedtraad.steering.indicators.models import Breakdown, IndicatorUse, StagedMeasurement
from roedtraad.steering.indicators.passport import Division, Group
from roedtraad.steering.indicators.services import batches
from roedtraad.steering.indicators.services.definitions import divide_indicator


def make_divisions(importing: MeasurementImport, *, acting_user: User) -> None:
    """Divide what right figures of groups wait for. The caller holds the transaction.

    The uses they belong to are there. Who may not change a definition is refused.
    """
    rows = StagedMeasurement.objects.of(importing.pk).filter(fault="").exclude(cell="")
    cells = set(rows.values_list("cell", "adds_to").distinct())
    keys: dict[str, str] = {}
    for divided in importing.divided:
        uses = rows.filter(slot__in=divided["slots"]).values("use_id")
        use = IndicatorUse.objects.filter(pk__in=uses).select_related("indicator").first()
        if use is not None:
            keys |= _made(divided, use, importing.document.name, acting_user)
    changed = [
        (cell, adds_to, new, int(keys.get(str(adds_to), adds_to)))
        for cell, adds_to in cells
        if (new := "-".join(keys.get(key, key) for key in cell.split("-"))) != cell
    ]
    batches.regroup(importing.pk, changed)


def _made(
    divided: Mapping[str, Any], use: IndicatorUse, file_name: str, acting_user: User
) -> dict[str, str]:
    """The keys of what is made, by the keys in the file: of groups, and of divisions."""
    indicator = divide_indicator(
        use.indicator.counted_as,
        [
            Division(
                each["title"],
                tuple(Group(name) for _key, name in each["groups"]),
                each["must_add_up"],
            )
            for each in divided["divisions"]
        ],
        is_crossed=divided["is_crossed"],
        reason=_("Read in from %(file)s") % {"file": file_name},
        acting_user=acting_user,
    )
    found: dict[str, str] = {}
    made = Breakdown.objects.filter(indicator=indicator).prefetch_related("groups")
    for each, row in zip(divided["divisions"], made, strict=True):
        found[str(each["number"])] = str(row.pk)
        names = zip(each["groups"], row.groups.all(), strict=True)
        found |= {key: str(group.pk) for (key, _name), group in names}
    return found
