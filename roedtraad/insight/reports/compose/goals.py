"""The goals of an agreement: what each is, what it serves, what is done, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.foundation.ui.charts import Chart
from roedtraad.insight.reports.document import (
    Block,
    Callout,
    Column,
    Facts,
    Figure,
    Heading,
    Inline,
    Row,
    Table,
    plain,
)
from roedtraad.insight.reports.rich_text import rich_blocks, rich_inline
from roedtraad.insight.reports.sources import AgreementSource, Content
from roedtraad.steering.agreements.queries.content import goals_by_focus_area
from roedtraad.steering.agreements.template_definition import EXTRA, LINKS, FieldDefinition, Text
from roedtraad.steering.agreements.un_goals import UN_GOALS
from roedtraad.steering.indicators.models import IndicatorKind

from .words import MISSING, figure, one_by_one, period, wanted

GOAL_LABELS = {
    "text": gettext_lazy("Goal"),
    "why": gettext_lazy("Why"),
    "method": gettext_lazy("Method"),
    "success_criterion": gettext_lazy("Success criterion"),
    "follow_up": gettext_lazy("Follow-up"),
    "how_measured": gettext_lazy("How measured"),
    "resources": gettext_lazy("Resources"),
    "status_text": gettext_lazy("Status at follow-up"),
}


def goal_blocks(source: AgreementSource, *, level: int) -> list[Block]:
    """All goals, below their focus areas where the agreement has its own."""
    groups = [(area, goals) for area, goals in goals_by_focus_area(source.content) if goals]
    has_areas = any(area is not None for area, _goals in groups)
    blocks: list[Block] = []
    for area, goals in groups:
        if area is not None:
            blocks.append(Heading(level, area["label"], area["number"]))
        elif has_areas:
            blocks.append(Heading(level, _("Other goals")))
        for goal in goals:
            blocks += one_goal(source, goal, level=level + 1 if has_areas else level)
    return blocks


def one_goal(source: AgreementSource, goal: Content, *, level: int) -> list[Block]:
    """A goal: how it stands, what it serves, then each field that the template asks for."""
    blocks: list[Block] = [Heading(level, goal["title"], goal["number"])]
    live = source.live
    if live and goal["id"] in live.levels:
        standing = live.levels[goal["id"]]
        blocks.append(Callout(standing.word, plain(standing.sentence), standing.tone))
    facts = _facts(source, goal)
    if facts:
        blocks.append(Facts("", tuple(facts)))
    for field in (*source.definition.goal_fields, *_unforeseen(source, goal)):
        blocks += _field(source, goal, field, level=level + 1)
    return blocks


def _unforeseen(source: AgreementSource, goal: Content) -> list[FieldDefinition]:
    """Fields the goal has and the template does not ask for: no text is lost."""
    asked = {field.name for field in source.definition.goal_fields}
    extra = {f"{EXTRA}{key}": key.capitalize() for key in goal["extra"]}
    labels = {**{name: str(label) for name, label in GOAL_LABELS.items()}, **extra}
    labels["actions"] = str(source.definition.word("action").many)
    labels["indicators"] = str(source.definition.word("indicator").many)
    return [
        FieldDefinition(name, Text(label, label))
        for name, label in labels.items()
        if name not in asked
    ]


def _facts(source: AgreementSource, goal: Content) -> list[tuple[str, Inline]]:
    """Who answers for it and what it serves."""
    owner = goal["owner_name"] or (goal["owner"] or {}).get("title", "")
    found = [(_("Responsible"), owner)]
    labels = {
        "focus_areas": _("Serves focus areas"),
        "themes": _("Themes"),
        "effect_goals": _("Serves effect goals"),
        "target_groups": _("Target groups"),
    }
    found += [(labels[link], one_by_one(goal[link])) for link in LINKS if link in labels]
    un_goals = ", ".join(f"{each} {UN_GOALS.get(each, '')}".strip() for each in goal["un_goals"])
    found += [
        (capfirst(_("UN goals")), un_goals),
        (_("Why it serves no aim above"), goal["no_link_reason"]),
    ]
    return [(label, plain(value)) for label, value in found if value]


def _field(
    source: AgreementSource, goal: Content, field: FieldDefinition, *, level: int
) -> list[Block]:
    special: dict[str, Callable[[AgreementSource, Content, str], list[Block]]] = {
        "actions": _actions,
        "indicators": _indicators,
    }
    label = str(field.label)
    if field.name in ("owner", "links"):
        return []
    if field.name in special:
        return special[field.name](source, goal, label)
    text = _text(source, goal, field)
    heading = Heading(level, label, is_listed=False)
    return [heading, *rich_blocks(text)] if text.strip() else []


def _text(source: AgreementSource, goal: Content, field: FieldDefinition) -> str:
    if field.is_extra:
        return str(goal["extra"].get(field.extra_key, ""))
    if field.name == "status_text":
        return source.live.status_texts.get(goal["id"], "") if source.live else ""
    return str(goal.get(field.name, ""))


def _named(label: str, goal: Content) -> str:
    return f"{label}: {goal['number']} {goal['title']}".replace("  ", " ")


def _actions(source: AgreementSource, goal: Content, label: str) -> list[Block]:
    if not goal["actions"]:
        return []
    columns = [Column(label, 7), Column(_("Responsible"), 4), Column(_("Due"), 4)]
    rows = [
        [rich_inline(each["text"]), plain(each["responsible"]), plain(period(each["due"]))]
        for each in goal["actions"]
    ]
    if source.live:
        columns.append(Column(_("Status"), 5))
        for row, action in zip(rows, goal["actions"], strict=True):
            row[2], status = _action_now(source, action)
            row.append(status)
    return [_table(_named(label, goal), columns, rows)]


def _action_now(source: AgreementSource, action: Content) -> tuple[Inline, Inline]:
    """When it is due now and how far it is; a date put off stays to be seen."""
    now = source.live.actions.get(action["id"]) if source.live else None
    if now is None:
        return plain(period(action["due"])), plain(MISSING)
    earlier = [_("before: %(due)s") % {"due": due} for due in now.earlier_due]
    due = "\n".join([now.due or period(action["due"]), *earlier])
    return plain(due), plain(f"{now.word}: {now.reason}" if now.reason else now.word)


def _indicators(source: AgreementSource, goal: Content, label: str) -> list[Block]:
    if not goal["indicators"]:
        return []
    columns = [
        Column(label, 10),
        Column(_("Baseline"), 5, is_number=True),
        Column(_("Target"), 4, is_number=True),
        Column(_("Due"), 6),
    ]
    rows = [_indicator(each) for each in goal["indicators"]]
    if source.live:
        columns.append(Column(_("Latest"), 5, is_number=True))
        for row, each in zip(rows, goal["indicators"], strict=True):
            row.append(plain(source.live.latest.get(each["use"], _("not measured"))))
    charts = [
        source.live.charts[each["use"]]
        for each in goal["indicators"]
        if source.live and each["use"] in source.live.charts
    ]
    drawn = [block for chart in charts for block in chart_blocks(chart)]
    return [_table(_named(label, goal), columns, rows), *drawn]


def _indicator(indicator: Content) -> list[Inline]:
    decimals = indicator["decimals"]
    target = indicator["target"]
    name = indicator["text"]
    if indicator["measured_in"]:
        name = f"{name} ({indicator['measured_in']})"
    return [
        plain(name),
        plain(figure(indicator["baseline"], decimals)),
        plain(_target(indicator, decimals)),
        plain(period(target["due"]) if target else MISSING),
    ]


def _target(indicator: Content, decimals: int) -> str:
    target = indicator["target"]
    if indicator["kind"] == IndicatorKind.MILESTONE:
        return _("milestone")
    last = (wanted(target, decimals) if target else "") or MISSING
    on_the_way = (
        f"{wanted(each, decimals)} {period(each['due'])}" for each in indicator.get("stages", ())
    )
    return "\n".join([last, *on_the_way])


def chart_blocks(chart: Chart) -> list[Block]:
    """A chart, and its numbers for who does not see it."""
    title = " ".join(chart.spec["title"]["subtitle"])
    has_notes = any(row[-1] for row in chart.rows)
    shown = len(chart.header) if has_notes else len(chart.header) - 1
    columns = [
        Column(head, _share(place, len(chart.header)), is_number=place in (1, 2))
        for place, head in enumerate(chart.header[:shown])
    ]
    rows = [[plain(cell) for cell in row[:shown]] for row in chart.rows]
    caption = _("Measurements: %(title)s") % {"title": title}
    return [Figure(chart, title), _table(caption, columns, rows)]


def _share(place: int, count: int) -> int:
    """How wide a column of a chart's table is: dates first, numbers, words of notes last."""
    if place == 0:
        return 3
    return 4 if place == count - 1 else 2 if place < 3 else 3


def _table(caption: str, columns: Iterable[Column], rows: Iterable[Iterable[Inline]]) -> Table:
    return Table(caption, tuple(columns), tuple(Row(tuple(row)) for row in rows))
