"""Which goals serve what, and how they stand: what strategy, matrix and lists draw as bars."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Model, Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import ngettext

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.access import goals_for
from roedtraad.steering.agreements.models import (
    AgreementState,
    EffectGoal,
    FocusArea,
    Goal,
    Strategy,
)

from .approved import amended_goals, links_in_force
from .levels import LEVELS_IN_ORDER, levels_of

OVER = (AgreementState.CLOSED, AgreementState.WITHDRAWN)


@dataclass(frozen=True)
class Standing:
    """How some goals stand: by kind of state, how many and the word for it, best first."""

    goals: int
    counts: Mapping[str, tuple[int, str]]

    def __bool__(self) -> bool:
        return self.goals > 0

    @property
    def number(self) -> str:
        number = str(self.goals) if self.goals < 1000 else number_format(self.goals)
        return ngettext("%(number)s goal", "%(number)s goals", self.goals) % {"number": number}

    @property
    def words(self) -> str:
        """ "2 nået, 1 bagud": what the bar shows, for all who see it."""
        return ", ".join(f"{number} {word}" for number, word in self.counts.values())


@dataclass(frozen=True)
class Served:
    """The goals a user may see that are counted, and what each of them serves."""

    levels: Mapping[int, str]
    agreement_of: Mapping[int, int]
    unit_of: Mapping[int, int]
    by_focus_area: Mapping[int, set[int]]
    by_effect_goal: Mapping[int, set[int]]
    by_theme: Mapping[int, set[int]]

    @cached_property
    def _levels_in_words(self) -> list[tuple[str, str, str]]:
        return [(level, kind, str(word)) for level, kind, word in LEVELS_IN_ORDER]

    def standing_of(self, goals: Iterable[int]) -> Standing:
        chosen = set(goals)
        found = Counter(self.levels[goal] for goal in chosen)
        words: dict[str, list[str]] = {}
        numbers: Counter[str] = Counter()
        for level, kind, word in self._levels_in_words:
            if level in found:
                words.setdefault(kind, []).append(word)
                numbers[kind] += found[level]
        counts = {kind: (numbers[kind], " / ".join(dict.fromkeys(words[kind]))) for kind in words}
        return Standing(len(chosen), counts)


def day_counted(strategy: Strategy) -> date | None:
    """The day whose agreements count for a strategy: its last, or None while it runs."""
    return strategy.ends_on if strategy.ends_on < timezone.localdate() else None


def served_by(user: User, *, at: date | None = None) -> Served:
    """All links upward from the goals `user` may see; always the same number of queries.

    Counted are the agreements that are not over; for a day that is past, those whose period it
    lay in.

    A goal serves a focus area of a strategy directly, through its agreement's own focus area, or
    through the effect goal that it serves: by the text in force, while another is discussed.
    """
    goals = goals_for(user).filter(_counted(at)).order_by()
    rows = list(goals.values_list("pk", "agreement_id", "agreement__unit_id", "focus_area_id"))
    frozen = amended_goals(user)
    pks = {row[0] for row in rows} - frozen.keys()
    frozen = {row[0]: frozen[row[0]] for row in rows if row[0] in frozen}
    inside = Q(goal__agreement__in={row[1] for row in rows})
    by_area = _pairs(Goal.focus_areas.through, inside, "focusarea_id", pks)
    by_effect = _pairs(Goal.effect_goals.through, inside, "effectgoal_id", pks)
    by_theme = _pairs(Goal.themes.through, inside, "theme_id", pks)
    own_serves = _serving_areas()
    for goal, _agreement, _unit, own in rows:
        for area in own_serves.get(own, ()) if own and goal not in frozen else ():
            by_area[area].add(goal)
    for goal, approved in frozen.items():
        links = links_in_force(*approved)
        _add(by_area, links.focus_areas, goal)
        _add(by_effect, links.effect_goals, goal)
        _add(by_theme, links.themes, goal)
    area_of_effect = EffectGoal.objects.filter(focus_area__isnull=False)
    for effect, area in area_of_effect.values_list("pk", "focus_area_id"):
        if effect in by_effect and area is not None:
            by_area[area] |= by_effect[effect]
    return Served(
        levels=levels_of([row[0] for row in rows]),
        agreement_of={row[0]: row[1] for row in rows},
        unit_of={row[0]: row[2] for row in rows},
        by_focus_area=by_area,
        by_effect_goal=by_effect,
        by_theme=by_theme,
    )


def _counted(at: date | None) -> Q:
    if at is None:
        return ~Q(agreement__state__in=OVER)
    in_period = Q(agreement__starts_on__lte=at, agreement__ends_on__gte=at)
    return in_period & ~Q(agreement__state=AgreementState.WITHDRAWN)


def _pairs(
    through: type[Model], inside: Q, field: str, seen: Container[int]
) -> defaultdict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = through._default_manager.filter(inside).values_list("goal_id", field)
    for goal, served in rows:
        if goal in seen:
            found[served].add(goal)
    return found


def _add(found: defaultdict[int, set[int]], served: Iterable[int], goal: int) -> None:
    for each in served:
        found[each].add(goal)


def _serving_areas() -> dict[int, list[int]]:
    """For each focus area of an agreement, the focus areas of strategies that it serves."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = FocusArea.serves.through._default_manager.values_list(
        "from_focusarea_id", "to_focusarea_id"
    )
    for own, above in rows:
        found[own].append(above)
    return dict(found)
