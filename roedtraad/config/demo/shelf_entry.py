"""What an indicator of the demonstration's library is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from roedtraad.steering.indicators.models import Aggregation, Direction, Frequency, IndicatorKind
from roedtraad.steering.indicators.passport import Division, Group, Level, Passport

K, D, A, F = IndicatorKind, Direction, Aggregation, Frequency


@dataclass(frozen=True)
class Entry:
    """An indicator of the library; `base` is out of how many a unit usually counts."""

    title: str
    definition: str
    purpose: str
    decision: str
    rule: str
    source: str
    kind: IndicatorKind = K.PERCENTAGE
    share: tuple[str, str] = ("", "")
    measured_in: str = "%"
    direction: Direction = D.UP
    frequency: Frequency = F.QUARTER
    over: tuple[Aggregation, Aggregation] = (A.MEAN, A.MEAN)
    base: int = 48
    divided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rubric: tuple[Level, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    def passport(self, steward: Any) -> Passport:
        is_share = self.kind == K.PERCENTAGE
        highest = Decimal(100) if is_share else None
        values = {
            "title": self.title,
            "definition": self.definition,
            "purpose": self.purpose,
            "decision": self.decision,
            "counting_rule": self.rule,
            "source": self.source,
            "kind": self.kind,
            "numerator_text": self.share[0],
            "denominator_text": self.share[1],
            "measured_in": self.measured_in,
            "direction": self.direction,
            "frequency": self.frequency,
            "over_time": self.over[0],
            "over_units": self.over[1],
            "lowest": None if self.kind in (K.MILESTONE, K.EVIDENCE) else Decimal(0),
            "highest": highest,
            "steward": steward,
            **self.more,
        }
        divisions = tuple(
            Division(title, tuple(Group(each) for each in groups))
            for title, groups in self.divided.items()
        )
        return Passport(values, self.rubric, divisions)


PERSONS = {"is_about_persons": True}
SUMS = (A.SUM, A.SUM)
CASES, STAFF = "Fagsystemet, sagsgangen", "Løn- og fraværssystemet"
WAITING: Mapping[str, Any] = {"measured_in": "dage", "kind": K.NUMBER, "direction": D.DOWN}
