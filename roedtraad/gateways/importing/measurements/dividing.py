"""Groups that a table has figures for and that its indicators are not divided by yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.utils.translation import gettext as _

from roedtraad.steering.indicators.models import IndicatorKind
from roedtraad.steering.indicators.passport import FEWEST_GROUPS

from .groups import Named, Portion, portion_of, told_apart
from .known import Division, Known, KnownUse, Scale, Wanted

LONGEST = 80  # title of a division, or of a group
NEW = "n"  # begins the key of a group that is not made yet


@dataclass
class Divided:
    """What one indicator is to be divided by: by title in small letters, title and groups."""

    titles: dict[str, str] = field(default_factory=dict)
    groups: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)  # (key, name)
    numbers: dict[str, int] = field(default_factory=dict)  # below 0
    slots: set[int] = field(default_factory=set)
    is_crossed: bool = False
    not_adding_up: set[int] = field(default_factory=set)

    def divisions(self) -> Sequence[Division]:
        return [
            Division(self.numbers[title], self.titles[title], keys, must_add_up=True)
            for title, groups in self.groups.items()
            for keys in [{name: key for name, (key, _as_written) in groups.items()}]
        ]

    def is_whole(self) -> bool:
        """Whether each division has groups enough to be one, and crossed ones are several."""
        enough = all(len(each) >= FEWEST_GROUPS for each in self.groups.values())
        return enough and (not self.is_crossed or len(self.groups) >= FEWEST_GROUPS)

    def to_json(self) -> dict[str, Any]:
        return {
            "slots": sorted(self.slots),
            "is_crossed": self.is_crossed,
            "divisions": [
                {
                    "number": self.numbers[title],
                    "title": self.titles[title],
                    "must_add_up": self.numbers[title] not in self.not_adding_up,
                    "groups": list(groups.values()),
                }
                for title, groups in self.groups.items()
            ],
        }


class Dividing:
    """The divisions to be made with a file. All is asked for before any figure gets its place."""

    def __init__(self, known: Known, *, divides: bool, title: str) -> None:
        self._known, self._divides, self._title = known, divides, title or _("Group")
        self._found: dict[int | str, Divided] = {}
        self._groups, self._divisions = count(1), count(1)

    def ask(self, wanted: object, named: Named) -> None:
        """Note the groups that a figure of an undivided indicator is of."""
        groups = told_apart(named)
        if not (self._divides and groups and isinstance(wanted, Wanted) and self._may(wanted)):
            return
        found = self._found.setdefault(_key(wanted), Divided())
        found.slots.add(wanted.slot)
        found.is_crossed |= len(groups) > 1
        for heading, name in groups:
            title = (heading or self._title)[:LONGEST]
            plain = title.casefold()
            if plain not in found.groups:
                found.titles[plain], found.groups[plain] = title, {}
                found.numbers[plain] = -next(self._divisions)
            if name.casefold() not in found.groups[plain] and len(name) <= LONGEST:
                found.groups[plain][name.casefold()] = (f"{NEW}{next(self._groups)}", name)

    def use_of(self, wanted: Wanted) -> KnownUse | None:
        """The indicator in use with the divisions it has or is to have."""
        found = self._found.get(_key(wanted))
        if found is None or not found.is_whole():
            return wanted.use
        kind = wanted.kind or IndicatorKind.PERCENTAGE
        use = wanted.use or KnownUse(0, Scale(str(kind)), "")
        return use._replace(divisions=found.divisions(), is_crossed=found.is_crossed)

    def portion(self, wanted: Wanted, named: Named) -> Portion | None:
        return portion_of(self.use_of(wanted), named)

    def loosen(self, numbers: Iterable[int]) -> None:
        """These divisions do not add up to the whole in the file, and need not."""
        for found in self._found.values():
            found.not_adding_up |= set(numbers) & set(found.numbers.values())

    def made(self) -> list[Divided]:
        """What is to be made."""
        return [each for each in self._found.values() if each.is_whole()]

    def _may(self, wanted: Wanted) -> bool:
        use = wanted.use
        if use is None:
            return True
        return not use.divisions and self._known.may_divide(use.indicator)


def _key(wanted: Wanted) -> int | str:
    """Units that use one indicator divide it together."""
    return wanted.use.indicator if wanted.use else wanted.title.casefold()
