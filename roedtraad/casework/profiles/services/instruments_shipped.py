"""The questionnaires that come with the system: our own, and the keys of well-known ones.

Of the licensed only numbers, names of scales and ends are shipped, never a question: their scores
are entered until the municipality states its licence. No norm is shipped without its source.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from roedtraad.casework.profiles.models import Instrument, InstrumentVersion
from roedtraad.foundation.audit import services as audit

from .instruments_versions import fill

SHIPPED = Path(__file__).parents[1] / "shipped"


@transaction.atomic
def install_instruments() -> int:
    """Bring in the shipped instruments that are not there, and say how many. Others are left."""
    known, added = set(Instrument.objects.values_list("code", flat=True)), 0
    for path in sorted(SHIPPED.glob("*.json")):
        for shipped in json.loads(path.read_text("utf-8")):
            if shipped["instrument"]["code"] in known:
                continue
            instrument = Instrument.objects.create(**shipped["instrument"])
            for told in shipped["versions"]:
                values = {name: value for name, value in told.items() if name != "content"}
                version = InstrumentVersion.objects.create(
                    instrument=instrument, published_at=timezone.now(), **values
                )
                fill(version, shipped["contents"][told["content"]])
            added += 1
    if added:
        audit.record("instrument.installed", Instrument, acting_user=None, count=added)
    return added
