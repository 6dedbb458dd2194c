"""The elements of a proposal: which kinds there are, their fields, and the way from and to JSON.

A proposal's JSON (see `plans`) is a tree of lists. Here it becomes elements with a kind, fields,
a parent and a place in the document: what a person accepts, corrects, splits, merges, moves, drops.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.lib.periods import find_periods
from roedtraad.steering.agreements.models import Direction, Origin, PlanForm
from roedtraad.steering.indicators.models import Direction as Better
from roedtraad.steering.indicators.models import IndicatorKind

from .measures import measure_of, measure_of_levels
from .places import Place, best_place
from .plans.loose import Loose

Json: TypeAlias = Mapping[str, Any]
SURE, LOOK = 0.8, 0.5  # from which confidence the reader is sure, or asks for a look


@dataclass(frozen=True)
class Kind:
    """A kind of element: where in the JSON it stands, its fields in order, what lies below it."""

    key: str
    label: str | Promise
    json_key: str
    fields: Mapping[str, str | Promise]
    children: tuple[str, ...] = ()
    main: str = "title"  # the field shown in the tree
    long: tuple[str, ...] = ()  # fields of several lines


LEVELS = ("baseline", "target", "low", "high")
NUMBERS = frozenset({"staff", "full_time_equivalents", "amount", *LEVELS})
# fields that hold one of a few values, and what each is called
CHOICES: Mapping[str, Mapping[str, str | Promise]] = {
    "direction": dict(Direction.choices),
    "origin": dict(Origin.choices),
    "measure": dict(IndicatorKind.choices),
    "better": dict(Better.choices),
    "kind": {
        "contract": PlanForm.CONTRACT.label,
        "dialogue": PlanForm.DIALOGUE.label,
        "business_plan": PlanForm.BUSINESS_PLAN.label,
        "framework": PlanForm.SOCIAL_PLAN.label,
        "strategy": _("strategy"),
        "unknown": _("not a plan, it seems"),
    },
}

_TITLE = {"title": _("title"), "text": _("text")}
_DUE = {"text": _("text"), "due": _("due")}
# kinds that hold what no element took: they count for nothing until somebody makes more of them
UNCOUNTED = frozenset({"unplaced", "frame"})

KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "plan",
            _("the plan itself"),
            "",
            {
                "title": _("title"),
                "kind": _("kind"),
                "municipality": _("municipality"),
                "unit": _("unit"),
                "period": _("period"),
                "case_number": _("case number"),
                "mission": _("mission"),
            },
            long=("mission",),
        ),
        Kind("party", _("party"), "parties", {"name": _("name")}, main="name"),
        Kind(
            "unit",
            _("unit covered"),
            "units",
            {
                "name": _("name"),
                "staff": _("staff"),
                "full_time_equivalents": _("full-time equivalents"),
            },
            main="name",
        ),
        Kind(
            "fact",
            _("fact"),
            "facts",
            {"label": _("label"), "value": _("value")},
            main="label",
            long=("value",),
        ),
        Kind(
            "budget",
            _("budget line"),
            "budget",
            {"label": _("line"), "amount": _("amount in kroner"), "total": _("total")},
            main="label",
        ),
        Kind(
            "vision",
            _("vision"),
            "visions",
            {**_TITLE, "direction": _("direction")},
            long=("text",),
        ),
        Kind(
            "focus_area",
            _("focus area"),
            "focus_areas",
            {
                "number": _("number"),
                **_TITLE,
                "cross_cutting": _("cross-cutting"),
                "how_measured": _("how measured"),
                "resources": _("resources"),
                "status": _("status"),
            },
            children=("goal",),
            long=("text", "how_measured", "resources", "status"),
        ),
        Kind("theme", _("theme"), "themes", _TITLE, long=("text",)),
        Kind("rule", _("demand"), "rules", {"text": _("text")}, main="text", long=("text",)),
        Kind("project", _("project"), "projects", _TITLE, long=("text",)),
        Kind(
            "profile_heading",
            _("heading of the profile"),
            "profile_headings",
            _TITLE,
            long=("text",),
        ),
        Kind(
            "effect_goal",
            _("effect goal"),
            "effect_goals",
            {"title": _("title"), "target_group": _("target group"), "origin": _("origin")},
            children=("effect_indicator",),
        ),
        Kind(
            "effect_indicator",
            _("effect indicator"),
            "indicators",
            _DUE,
            main="text",
            long=("text",),
        ),
        Kind(
            "goal",
            _("goal"),
            "goals",
            {
                "number": _("number"),
                **_TITLE,
                "method": _("method"),
                "success_criterion": _("success criterion"),
                "follow_up": _("follow-up"),
                "how_measured": _("how measured"),
                "resources": _("resources"),
            },
            children=("action", "indicator"),
            long=("text", "method", "success_criterion", "follow_up", "how_measured", "resources"),
        ),
        Kind(
            "action",
            _("action"),
            "actions",
            {**_DUE, "responsible": _("responsible"), "postponed": _("postponed")},
            main="text",
            long=("text",),
        ),
        Kind(
            "indicator",
            _("indicator"),
            "indicators",
            {
                "text": _("text"),
                "measure": _("kind"),
                "baseline": _("baseline"),
                "target": _("target"),
                "low": _("lower limit"),
                "high": _("upper limit"),
                "measured_in": _("unit of measure"),
                "better": _("direction"),
                "due": _("due"),
            },
            main="text",
            long=("text",),
        ),
        Kind("step", _("calendar step"), "calendar", _DUE, main="text", long=("text",)),
        Kind(
            "section",
            _("text under its own heading"),
            "",
            {"title": _("heading"), "text": _("text"), "place": _("goes into")},
            long=("text",),
        ),
        Kind(
            "frame",
            _("frame of the document"),
            "",
            {"text": _("text")},
            main="text",
            long=("text",),
        ),
        Kind(
            "unplaced",
            _("not placed"),
            "unplaced",
            {"text": _("text")},
            main="text",
            long=("text",),
        ),
    )
}
TOP_LEVEL = tuple(key for key in KINDS if key not in {"action", "indicator", "effect_indicator"})


@dataclass(frozen=True)
class Element:
    """An element as it was read, with those below it."""

    kind: str
    fields: dict[str, Any]
    confidence: float = 1.0
    page: int | None = None
    line_from: int | None = None
    line_to: int | None = None
    children: list[Element] = field(default_factory=list)


def elements_of(
    proposal: Json, loose: Loose | None = None, places: Sequence[Place] = ()
) -> list[Element]:
    """The proposal as a forest: goals lie below the focus area that they name.

    `loose` sorts what was not placed; texts under headings are offered to one of `places`.
    """
    found = [_plan(proposal)]
    goals = [_element("goal", each) for each in proposal.get("goals", [])]
    titles = [each.get("focus_area") for each in proposal.get("goals", [])]
    areas = [_element("focus_area", each) for each in proposal.get("focus_areas", [])]
    by_title = {area.fields["title"]: area for area in areas}
    free: list[Element] = []
    for goal, title in zip(goals, titles, strict=True):
        (by_title[title].children if title in by_title else free).append(goal)
    for key in TOP_LEVEL:
        if key in {"plan", "goal", "focus_area"}:
            found += areas if key == "focus_area" else free if key == "goal" else []
        elif key != "unplaced" or loose is None:
            found += [_element(key, each) for each in proposal.get(KINDS[key].json_key, [])]
    return found if loose is None else [*found, *_left_over(loose, places)]


def _left_over(loose: Loose, places: Sequence[Place]) -> Iterator[Element]:
    for text in loose.texts:
        yield Element(
            "section",
            {"title": text.title, "text": text.text, "place": ""},
            confidence=best_place(text.title, text.text, places).score,
            page=text.page,
            line_from=text.line_from,
            line_to=text.line_to,
        )
    for line in loose.frames:
        yield _line("frame", line.text, line.page, line.line)
    for rest in loose.rest:
        yield _line("unplaced", rest.text, rest.source.page, rest.line)


def _line(kind: str, text: str, page: int | None, number: int) -> Element:
    return Element(kind, {"text": text}, page=page, line_from=number, line_to=number)


def _plan(proposal: Json) -> Element:
    fields = {name: proposal.get(name) for name in KINDS["plan"].fields}
    sources = proposal.get("sources") or {}
    place = sources.get("title") or {}
    return Element(
        "plan",
        fields,
        page=place.get("page"),
        line_from=place.get("line_from"),
        line_to=place.get("line_to"),
    )


def _element(key: str, read: Json) -> Element:
    kind = KINDS[key]
    place = read.get("source") or {}
    line = read.get("line")
    return Element(
        key,
        {name: read.get(name) for name in kind.fields}
        | (_measured(read) if key == "indicator" else {}),
        confidence=float(read.get("confidence") or 0.0),
        page=place.get("page"),
        line_from=place.get("line_from", line),
        line_to=place.get("line_to", line),
        children=list(_below(kind, read)),
    )


def _below(kind: Kind, read: Json) -> Iterator[Element]:
    for child in kind.children:
        if child != "goal":
            yield from (_element(child, each) for each in read.get(KINDS[child].json_key, []))


def _measured(read: Json) -> dict[str, Any]:
    """What an indicator states in numbers; with only a due it is a milestone."""
    text = str(read.get("text") or "")
    beside = [(str(each["label"]), str(each["value"])) for each in read.get("levels") or ()]
    measure = measure_of_levels(text, beside) if beside else measure_of(text)
    if measure is None:
        said = "; ".join(f"{label}: {value}" for label, value in beside)
        kind = IndicatorKind.MILESTONE.value if read.get("due") and not beside else None
        return {"text": f"{text} ({said})" if said else text, "measure": kind}
    levels = {name: getattr(measure, name) for name in LEVELS}
    return {
        "measure": IndicatorKind.NUMBER.value,
        "measured_in": measure.measured_in,
        "better": measure.direction.value,
        "due": read.get("due") or _due_in_heads(beside),
        **{name: None if value is None else str(value) for name, value in levels.items()},
    }


def _due_in_heads(beside: Sequence[tuple[str, str]]) -> dict[str, str | None] | None:
    """The year in the head of the last column: what `Mål 2026` is to be reached by."""
    found = find_periods(beside[-1][0]) if beside else []
    if len(found) != 1:
        return None
    period = found[0].period
    start, end = (day.isoformat() if day else None for day in (period.starts_on, period.ends_on))
    return {"raw": period.raw, "from": start, "to": end}
