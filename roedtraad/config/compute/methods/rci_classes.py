"""How many are in each class: altogether, with intervals, and by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from roedtraad.config.compute.method import Given
from roedtraad.config.compute.persons import Persons
from roedtraad.config.compute.wording import counted as number_of
from roedtraad.foundation.statistics.clinical_significance import CombinedClass
from roedtraad.foundation.statistics.proportions import wilson
from roedtraad.foundation.statistics.reliable_change import ChangeClass, ChangeMethod

from .rci_cases import Case

AGAINST_THE_OTHERS = {ChangeMethod.HLL, ChangeMethod.HLM}


def counted(cases: Sequence[Case], variant: str) -> dict[str, Any]:
    """`distribution`, with a cut-off `combined`, and the shares with intervals in percent."""
    shown = [case for case in cases if case.judged.is_showable]
    changes = {
        each.value: sum(case.judged.change == each for case in shown) for each in ChangeClass
    }
    values: dict[str, Any] = {"distribution": changes}
    counts = changes
    if _has_cutoff(cases):
        counts = values["combined"] = _combined(shown)
    values[f"{variant}_with_wilson"] = {
        name: _in_percent(count, len(shown)) for name, count in counts.items()
    }
    return values


def _has_cutoff(cases: Sequence[Case]) -> bool:
    return any(case.judged.combined is not None for case in cases)


def _combined(shown: Sequence[Case]) -> dict[str, int]:
    return {
        each.value: sum(case.judged.combined == each for case in shown) for each in CombinedClass
    }


def _in_percent(count: int, n: int) -> dict[str, Any]:
    share = wilson(count, n)
    return {
        "n": count,
        "pct": 100 * share.share,
        "wilson95": [100 * share.interval.lower, 100 * share.interval.upper],
    }


def by_group(cases: Sequence[Case], column: str | None) -> dict[str, Any]:
    """The counts of each group, in the order of the file; nothing without a group."""
    if column is None:
        return {}
    groups = dict.fromkeys(case.group for case in cases)
    return {f"by_{column}": [_group(cases, group) for group in groups]}


def _group(cases: Sequence[Case], group: str | None) -> dict[str, Any]:
    own = [case for case in cases if case.group == group]
    shown = [case for case in own if case.judged.is_showable]
    counts = (
        _combined(shown)
        if _has_cutoff(cases)
        else {each.value: sum(case.judged.change == each for case in shown) for each in ChangeClass}
    )
    hidden = len(own) - len(shown)
    return {
        "group": group,
        "n": len(shown),
        **counts,
        **({"not_showable": hidden} if hidden else {}),
    }


def warnings(cases: Sequence[Case], given: Given, used: Persons) -> Iterator[str]:
    """What the reader of the classes must know."""
    if given["method"] in AGAINST_THE_OTHERS:
        yield (
            f"{given['method']} vejer den enkelte mod gruppens ændring: 'deteriorated' betyder "
            "mindre bedring end de andres, ikke nødvendigvis forværring."
        )
    if given["sd"] is None and given["points"] is None and given["method"] != ChangeMethod.HLM:
        yield (
            "Spredningen er de måltes egen. I en udvalgt gruppe er den for lille, og for mange "
            "ændringer ser reliable ud. Brug spredningen fra redskabets norm."
        )
    hidden = [case for case in cases if not case.judged.is_showable]
    if hidden:
        yield (
            f"{len(hidden)} af {len(used.ids)} personer begyndte så tæt på skalaens ende, at en "
            "reliabel bedring ikke er mulig: den kan ikke vises. De er ikke med i klasserne."
        )
    worse = sum(case.judged.change == ChangeClass.DETERIORATED for case in hidden)
    if worse:
        yield f"{worse} af dem er reliabelt forværret."
    outside = sum(_is_outside(case, given["range"]) for case in cases)
    if outside:
        yield f"{number_of(outside, 'person')} har en score uden for skalaens ender."


def _is_outside(case: Case, reach: Sequence[float] | None) -> bool:
    return reach is not None and not (
        reach[0] <= min(case.pre, case.post) and max(case.pre, case.post) <= reach[1]
    )
