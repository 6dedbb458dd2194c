"""What has been said of whether measurements can be believed, and who may say more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import GivenKeys, prepared
from roedtraad.steering.indicators.models import (
    CredibilityKind,
    CredibilityNote,
    IndicatorUse,
    Measurement,
)

from .safe import whole_for
from .series import measurements_by_use

NEWEST = 6
SHAPES = {
    CredibilityKind.SIGNED_OFF: "reached",
    CredibilityKind.SETTLED: "good",
    CredibilityKind.DOUBT: "bad",
}


@dataclass(frozen=True)
class Believed:
    """A measurement with every word said of it, oldest first; the last one counts."""

    measurement: Measurement
    words: Sequence[CredibilityNote]

    @property
    def last(self) -> CredibilityNote | None:
        return self.words[-1] if self.words else None

    @property
    def is_doubted(self) -> bool:
        return self.last is not None and self.last.kind == CredibilityKind.DOUBT

    @property
    def shape(self) -> str:
        return SHAPES[CredibilityKind(self.last.kind)] if self.last else "none"


def newest_believed(measurements: Sequence[Measurement]) -> list[Believed]:
    """The newest of a series, newest first, without what is not handed out; 1 query."""
    shown = [each for each in measurements if not each.is_hidden][-NEWEST:]
    words = _words(each.pk for each in shown)
    return [Believed(each, words.get(each.pk, [])) for each in reversed(shown)]


def believed_for(user: User, use: IndicatorUse, pk: int) -> Believed:
    """A measurement that stands; 404 for one that is replaced, or not handed out to `user`."""
    whole = whole_for(user, [use])
    rows = measurements_by_use([use.pk], whole=whole).get(use.pk, [])
    found = next((each for each in rows if each.pk == pk and not each.is_hidden), None)
    if found is None:
        raise Http404
    return Believed(found, _words([pk]).get(pk, []))


def _words(measurements: Iterable[int]) -> dict[int, list[CredibilityNote]]:
    found: defaultdict[int, list[CredibilityNote]] = defaultdict(list)
    for row in _notes().rows(measurements=measurements):
        found[row.measurement_id].append(row)
    return dict(found)


@prepared
def _notes() -> QuerySet[CredibilityNote]:
    rows = CredibilityNote.objects.filter(measurement__in=GivenKeys("measurements"))
    return rows.select_related("said_by").order_by("pk")
