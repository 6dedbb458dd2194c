"""What the pages show of documents that are being read in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui.templatetags.formats import number
from roedtraad.steering.agreements.models import PlanForm, TemplateVersion
from roedtraad.steering.agreements.template_json import load
from roedtraad.steering.indicators.models import StagedMeasurement

from .elements import CHOICES, KINDS, LOOK, NUMBERS, SURE, UNCOUNTED, Kind
from .measurements.fault_words import SAME, words_of
from .models import Decision, MeasurementImport, PlanReading, ReadElement, ReadingState, ReviewStep
from .places import OWN, Fit, Place, best_place, place_with, places_of

SHOWN_FIGURES, SHOWN_RIGHT = 200, 8  # of a file of measurements
FIRST = 10  # of the least certain elements, how many are shown before the tree
LOOSE = 100  # lines without a place that are shown unless all are asked for
FORM_OF_KIND = {
    "contract": PlanForm.CONTRACT,
    "dialogue": PlanForm.DIALOGUE,
    "business_plan": PlanForm.BUSINESS_PLAN,
    "framework": PlanForm.SOCIAL_PLAN,
}
STRATEGIES = frozenset({"strategy", "framework"})
UNFINISHED = (ReadingState.WAITING, ReadingState.READING, ReadingState.READY)


@dataclass
class Node:
    """An element in the tree of a review, as it is shown."""

    element: ReadElement
    kind: Kind
    main: str
    rest: list[tuple[str, str]]
    children: list[Node] = field(default_factory=list)
    fit: Fit | None = None  # of a text under its own heading: where it goes

    @property
    def certainty(self) -> str:
        """How sure the reader was: sure, look or unsure."""
        sureness = self.element.confidence
        return "sure" if sureness >= SURE else "look" if sureness >= LOOK else "unsure"

    @property
    def may_merge(self) -> bool:
        return self.element.decision != Decision.DROPPED and self.element.kind != "plan"

    @property
    def is_loose(self) -> bool:
        return self.element.kind in UNCOUNTED


@dataclass(frozen=True)
class Review:
    """A proposal as a tree, what was not placed, and how far the look through is."""

    nodes: list[Node]
    sections: list[Node]
    loose: list[Node]
    frames: list[Node]
    total: int
    decided: int
    unsure: list[Node]  # not looked at and not certain, the least certain first
    last_step: ReviewStep | None = None
    more_loose: int = 0  # lines without a place that are not shown
    is_strategy: bool = False  # texts under headings become its introduction

    @property
    def first(self) -> list[Node]:
        """What is to be looked at before all else."""
        return self.unsure[:FIRST]

    @property
    def left_behind(self) -> int:
        """Lines without a place that nobody has asked to keep: no draft takes them along."""
        waiting = sum(node.element.decision == Decision.OPEN for node in self.loose)
        return waiting + self.more_loose

    @property
    def percent(self) -> int:
        return 100 * self.decided // self.total if self.total else 100


def readings_for(user: User) -> QuerySet[PlanReading]:
    """The readings of units for which `user` reads plans in, newest first."""
    paths = access.held_paths(user, Permission.PLAN_READ_IN)
    return PlanReading.objects.filter(access.inside(paths, lookup="unit__path")).select_related(
        "document", "unit", "started_by"
    )


def reading_rows(user: User) -> QuerySet[PlanReading]:
    """The list, each with how many elements there are and how many are decided; one query."""
    placed = ~Q(elements__kind__in=UNCOUNTED)
    open_ = Q(elements__decision=Decision.OPEN)
    return (
        readings_for(user)
        .defer("lines")
        .annotate(
            total=Count("elements", filter=placed),
            still_open=Count("elements", filter=placed & open_),
        )
    )


def unfinished_of(user: User) -> QuerySet[PlanReading]:
    """What `user` has begun and not finished."""
    return readings_for(user).defer("lines").filter(started_by=user, state__in=UNFINISHED)


def review_of(reading: PlanReading, *, only_open: bool = False, all_loose: bool = True) -> Review:
    """The tree of a reading; always three queries."""
    rows = list(reading.elements.all())
    below: defaultdict[int | None, list[ReadElement]] = defaultdict(list)
    for row in rows:
        below[row.parent_id].append(row)
    nodes = [_node(row, below, only_open=only_open) for row in below[None]]
    shown = [node for node in nodes if node is not None]
    placed = [row for row in rows if row.kind not in UNCOUNTED]
    loose, frames, sections = (
        [node for node in shown if node.element.kind == kind]
        for kind in ("unplaced", "frame", "section")
    )
    plan_kind = _plan_kind(reading, rows)
    _place(sections, places_for(plan_kind))
    apart = UNCOUNTED | {"section"}
    return Review(
        nodes=_ordered([node for node in shown if node.element.kind not in apart]),
        sections=sections,
        loose=loose if all_loose else loose[:LOOSE],
        frames=frames,
        total=len(placed),
        decided=sum(row.decision != Decision.OPEN for row in placed),
        unsure=_unsure(placed),
        last_step=reading.steps.select_related("taken_by").last(),
        more_loose=0 if all_loose else max(0, len(loose) - LOOSE),
        is_strategy=plan_kind in STRATEGIES,
    )


def templates_in_use() -> QuerySet[TemplateVersion]:
    """The newest published version of each template in use."""
    versions = TemplateVersion.objects.filter(
        template__is_active=True, published_at__isnull=False
    ).select_related("template")
    newest = {row.template_id: row.pk for row in versions.order_by("number")}
    return versions.filter(pk__in=newest.values()).order_by("template__name")


def usual_template(kind: str) -> TemplateVersion | None:
    """The template that a plan of `kind` usually follows."""
    return templates_in_use().filter(template__form=FORM_OF_KIND.get(kind)).first()


def places_for(kind: str) -> tuple[Place, ...]:
    """The texts of the template that a plan of `kind` usually follows; a strategy has none."""
    version = None if kind in STRATEGIES else usual_template(kind)
    return places_of(load(version.definition)) if version else ()


def fit_of(element: ReadElement, places: Sequence[Place]) -> Fit:
    """Where a text under its own heading goes: where a person said, else where it fits best."""
    chosen = str(element.fields.get("place") or "")
    if chosen == OWN:
        return Fit(None, 1.0)
    if (place := place_with(chosen, places)) is not None:
        return Fit(place, 1.0)
    return best_place(shown(element.fields.get("title")), shown(element.fields.get("text")), places)


@dataclass(frozen=True)
class Placement:
    """Where a text goes when the draft follows a certain template."""

    row: ReadElement
    title: str
    fit: Fit


def placements(nodes: Sequence[Node], version: TemplateVersion | None) -> list[Placement]:
    """Where the texts under headings go in a draft that follows `version`."""
    if version is None:
        return []
    places = places_of(load(version.definition))
    kept = [node for node in nodes if node.element.decision != Decision.DROPPED]
    return [Placement(node.element, node.main, fit_of(node.element, places)) for node in kept]


def _plan_kind(reading: PlanReading, rows: Sequence[ReadElement]) -> str:
    """The kind of the plan, as a person may have corrected it."""
    plan = next((row for row in rows if row.kind == "plan"), None)
    return str((plan and plan.fields.get("kind")) or reading.kind)


def _place(nodes: Sequence[Node], places: Sequence[Place]) -> None:
    for node in nodes:
        node.fit = fit_of(node.element, places)


def _unsure(rows: list[ReadElement]) -> list[Node]:
    """The elements somebody should look at first."""
    asked = [row for row in rows if row.decision == Decision.OPEN and row.confidence < SURE]
    return [node_of(row) for row in sorted(asked, key=lambda row: row.confidence)]


def _ordered(nodes: list[Node]) -> list[Node]:
    """By kind, in the order a plan is read; elements of a kind keep their own order."""
    order = {key: place for place, key in enumerate(KINDS)}
    return sorted(nodes, key=lambda node: order[node.element.kind])


def _node(
    row: ReadElement, below: Mapping[int | None, list[ReadElement]], *, only_open: bool
) -> Node | None:
    found = [_node(child, below, only_open=only_open) for child in below.get(row.pk, [])]
    children = [child for child in found if child is not None]
    if only_open and row.decision != Decision.OPEN and not children:
        return None
    kind = KINDS[row.kind]
    values = [(name, in_words(name, row.fields.get(name))) for name in kind.fields]
    rest = [
        (str(kind.fields[n]), value)
        for n, value in values
        if value and n != kind.main and n != "place"
    ]
    return Node(row, kind, shown(row.fields.get(kind.main)), rest, children)


def node_of(row: ReadElement) -> Node:
    """One element as it is shown, without what lies below it."""
    node = _node(row, {}, only_open=False)
    assert node is not None  # noqa: S101  only a filter leaves elements out
    return node


def lines_of(element: ReadElement) -> list[str]:
    """The lines of the document that an element was read from."""
    first, last = element.line_from or 0, element.line_to or element.line_from or 0
    lines = element.reading.lines
    return [line["text"] for line in lines if first <= line["number"] <= last and line["text"]]


def shown(value: Any) -> str:
    """A field's value as text: a due as it was written, yes as a mark, nothing as nothing."""
    if isinstance(value, Mapping):
        return str(value.get("raw") or "")
    if value is True:
        return "✓"
    return "" if value in (None, False) else str(value)


def in_words(name: str, value: Any) -> str:
    """The value of the field `name` as a reader of this language writes it."""
    if isinstance(value, str) and value in CHOICES.get(name, {}):
        return str(CHOICES[name][value])
    if name in NUMBERS and value not in (None, ""):
        return number(Decimal(str(value)))
    return shown(value)


def possible_parents(element: ReadElement) -> list[ReadElement]:
    """The elements below which this one can be moved, as they follow each other in the plan."""
    kinds = [key for key, kind in KINDS.items() if element.kind in kind.children]
    everything = {row.pk: row for row in element.reading.elements.all()}

    def place(row: ReadElement) -> tuple[int, ...]:
        above = everything.get(row.parent_id or 0)
        return (*(place(above) if above else ()), row.position, row.pk)

    fitting = [
        row
        for row in everything.values()
        if row.kind in kinds and row.pk != element.pk and row.decision != Decision.DROPPED
    ]
    return sorted(fitting, key=place)


def possible_texts(element: ReadElement) -> list[ReadElement]:
    """The elements whose text the words of a loose line or text can be added to."""
    if element.kind not in UNCOUNTED | {"section"}:
        return []
    kinds = [key for key, kind in KINDS.items() if "text" in kind.fields and kind.main == "title"]
    rows = element.reading.elements.filter(kind__in=["plan", *kinds]).exclude(pk=element.pk)
    order = {key: place for place, key in enumerate(KINDS)}
    found = rows.exclude(decision=Decision.DROPPED)
    return sorted(found, key=lambda row: (order[row.kind], row.position))


@dataclass(frozen=True)
class WrongFigure:
    """A figure that cannot be read in: where it stands, what stands there, and why."""

    row_number: int
    column: str
    value: str
    about: str
    sentence: str


@dataclass(frozen=True)
class Divides:
    """What an indicator will be divided by, into which groups."""

    indicator: str
    title: str
    groups: str
    must_add_up: bool


@dataclass(frozen=True)
class CheckedFile:
    """What a check found: how many figures are right, there already, or wrong, and which."""

    right: int
    same: int
    corrections: int
    wrong: int
    makes: list[str]  # names of indicators that are not there yet
    divides: list[Divides]
    rows: list[WrongFigure]
    shown: list[StagedMeasurement]
    titles: dict[int, str]


def imports_for(user: User) -> QuerySet[MeasurementImport]:
    """The files `user` has begun; who looks after the whole municipality sees all."""
    paths = access.held_paths(user, Permission.MEASUREMENT_RECORD)
    rows = MeasurementImport.objects.select_related("document", "unit", "started_by", "batch")
    if any(path.count("/") <= 1 for path in paths):
        return rows
    return rows.filter(access.inside(paths, lookup="unit__path"), started_by=user)


def checked_file(importing: MeasurementImport) -> CheckedFile:
    """The check of a file, with its first wrong and right figures; 3 queries."""
    counts = importing.counts
    wrong = sum(count for fault, count in counts.items() if fault not in ("", SAME))
    staged = StagedMeasurement.objects.of(importing.pk)
    right = staged.filter(fault="").order_by("row_number", "pk")
    return CheckedFile(
        right=counts.get("", 0),
        same=counts.get(SAME, 0),
        corrections=right.filter(earlier_revision__gt=0, cell="").count(),
        wrong=wrong,
        makes=sorted({each[2] for each in importing.wanted if each[3] is None}),
        divides=_divides(importing),
        rows=wrong_figures(importing, SHOWN_FIGURES),
        shown=list(right.filter(cell="")[:SHOWN_RIGHT]),
        titles={each[0]: each[2] for each in importing.wanted},
    )


def _divides(importing: MeasurementImport) -> list[Divides]:
    titles = {each[0]: each[2] for each in importing.wanted}
    return [
        Divides(
            titles.get(next(iter(divided["slots"]), 0), ""),
            each["title"],
            ", ".join(name for _key, name in each["groups"]),
            each["must_add_up"],
        )
        for divided in importing.divided
        for each in divided["divisions"]
    ]


def wrong_figures(importing: MeasurementImport, most: int | None = None) -> list[WrongFigure]:
    """Every wrong figure in the order of the file, or the first `most`."""
    rows = StagedMeasurement.objects.of(importing.pk).exclude(row_number=0)
    rows = rows.exclude(fault__in=("", SAME)).order_by("row_number", "pk")
    titles = {each[0]: each[2] for each in importing.wanted}
    return [
        WrongFigure(
            row_number=row.row_number,
            column=row.column_name,
            value=row.raw,
            about=titles.get(row.slot) or row.note,
            sentence=f"“{row.raw}” {words_of(row.fault)}",
        )
        for row in (rows if most is None else rows[:most])
    ]
