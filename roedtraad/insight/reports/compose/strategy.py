"""A strategy as a document: mission, visions with their focus areas, effect goals, calendar."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from roedtraad.insight.reports.document import (
    Block,
    BulletList,
    Column,
    Contents,
    Document,
    Facts,
    Heading,
    Inline,
    ListItem,
    Paragraph,
    Row,
    Span,
    Table,
    bold,
    plain,
)
from roedtraad.insight.reports.rich_text import rich_blocks, rich_inline
from roedtraad.insight.reports.sources import StrategySource
from roedtraad.steering.agreements.models import EffectGoal, EffectIndicator
from roedtraad.steering.agreements.queries.standing import Standing
from roedtraad.steering.agreements.queries.strategy import (
    AreaPart,
    DirectionPart,
    EffectPart,
    TargetGroupPart,
    VisionPart,
)
from roedtraad.steering.agreements.rule_words import RULE_LABELS
from roedtraad.steering.agreements.template_definition import RULE_NUMBERS
from roedtraad.steering.agreements.template_json import load_rules

from .together import together_facts, together_table
from .words import day, period

DEMANDS = {
    "minimum_goals": ngettext_lazy(
        "At least %(count)s goal in each agreement",
        "At least %(count)s goals in each agreement",
        "count",
    ),
    "maximum_goals": ngettext_lazy(
        "At most %(count)s goal in each agreement",
        "At most %(count)s goals in each agreement",
        "count",
    ),
    "every_effect_goal_covered": gettext_lazy(
        "Every effect goal of the unit's target groups has a goal that serves it"
    ),
    "every_target_group_covered": gettext_lazy("The goals together cover the unit's target groups"),
    "theme_required": gettext_lazy("Every goal lies in a theme"),
    "indicator_required": gettext_lazy("Every goal has an indicator"),
    "link_required": gettext_lazy("Every goal serves an effect goal, or says why not"),
    "citizen_directed": gettext_lazy("Every goal is directed at citizens"),
    "dates_inside_period": gettext_lazy("All dates lie inside the agreement's period"),
    "theory_required": RULE_LABELS["theory_required"],
    "own_effect_goal": RULE_LABELS["own_effect_goal"],
}


def strategy_document(source: StrategySource) -> Document:
    """The whole strategy."""
    strategy = source.page.strategy
    days = f"{day(strategy.starts_on)} – {day(strategy.ends_on)}"
    summary = (
        (_("Unit"), plain(strategy.unit)),
        (_("Period"), plain(days)),
        (_("State"), plain(strategy.get_state_display())),
        (_("Agreements that serve it"), plain(source.page.agreements)),
    )
    return Document(
        title=strategy.title,
        subtitle=str(strategy.unit),
        municipality=source.municipality,
        as_of=source.as_of,
        language=source.language,
        kind=_("Strategy"),
        blocks=(
            Facts(_("The strategy in short"), summary),
            Contents(2),
            *_text(_("Introduction"), strategy.text),
            *_text(_("Mission"), strategy.mission),
            *_together(source),
            *(block for part in source.page.directions for block in _direction(part)),
            *_themes(source),
            *_effect_goals(source.page.target_groups),
            *_demands(source),
            *_projects(source),
            *_calendar(source),
        ),
    )


def _text(title: str, text: str) -> list[Block]:
    return [Heading(1, title), *rich_blocks(text)] if text.strip() else []


def _together(source: StrategySource) -> list[Block]:
    """How all goals that serve the strategy stand, and by each focus area and effect goal."""
    together = source.page.rolled
    if not source.page.standing:
        return []
    return [
        Heading(1, _("How it stands")),
        together_facts("", together, source.built_on),
        *together_table(
            _("How it stands, by focus area and effect goal"),
            _("Focus area or effect goal"),
            together,
        ),
    ]


def _direction(part: DirectionPart) -> list[Block]:
    if not part.visions:
        return []
    title = _("Visions and focus areas: %(direction)s") % {"direction": part.direction.label}
    blocks: list[Block] = [Heading(1, title)]
    for vision in part.visions:
        blocks += _vision(vision)
    return blocks


def _vision(part: VisionPart) -> list[Block]:
    blocks: list[Block] = []
    if part.vision is not None:
        blocks += [Heading(2, part.vision.title), *rich_blocks(part.vision.text)]
    level = 2 if part.vision is None else 3
    for area in part.areas:
        blocks += _area(area, level)
    return blocks


def _area(part: AreaPart, level: int) -> list[Block]:
    area = part.area
    departments = ", ".join(str(unit) for unit in area.departments.all())
    cross_cutting = Paragraph((Span(_("Cross-cutting focus area"), italic=True),))
    facts: list[tuple[str, Inline]] = []
    if departments:
        facts.append((_("Departments"), plain(departments)))
    facts.append((_("Goals that serve it"), plain(standing_words(part.standing))))
    return [
        Heading(level, area.title, area.number),
        *([cross_cutting] if area.is_cross_cutting else []),
        *rich_blocks(area.text),
        Facts("", tuple(facts)),
    ]


def standing_words(standing: Standing) -> str:
    """How many goals, and how they stand."""
    if not standing:
        return _("no goals yet")
    count = ngettext("%(count)s goal", "%(count)s goals", standing.goals) % {
        "count": standing.goals
    }
    states = ", ".join(f"{number}\xa0{word}" for number, word in standing.counts.values())
    return f"{count}: {states}"


def _themes(source: StrategySource) -> list[Block]:
    if not source.page.themes:
        return []
    columns = (Column(_("Theme"), 2), Column(_("What it means"), 3), Column(_("Goals"), 2))
    rows = tuple(
        Row(
            (
                bold(part.theme.title),
                rich_inline(part.theme.text),
                plain(standing_words(part.standing)),
            )
        )
        for part in source.page.themes
    )
    return [Heading(1, _("Themes")), Table(_("Themes and their goals"), columns, rows)]


def _effect_goals(groups: Sequence[TargetGroupPart]) -> list[Block]:
    if not groups:
        return []
    blocks: list[Block] = [Heading(1, _("Effect goals"))]
    columns = (
        Column(_("Effect goal"), 8),
        Column(_("Set"), 5),
        Column(_("Indicators"), 8),
        Column(_("Goals"), 6),
    )
    for group in groups:
        title = group.target_group.title if group.target_group else _("For all target groups")
        rows = tuple(_effect_goal(part) for part in group.effect_goals)
        caption = _("Effect goals: %(group)s") % {"group": title}
        blocks += [Heading(2, title), Table(caption, columns, rows)]
    return blocks


def _effect_goal(part: EffectPart) -> Row:
    goal = part.effect_goal
    title = bold(goal.title)
    if goal.text.strip():
        title = (*title, Span("\n"), *rich_inline(goal.text))
    return Row(
        (
            title,
            plain(goal.get_origin_display()),
            plain(_indicators(goal)),
            plain(standing_words(part.standing)),
        )
    )


def _indicators(goal: EffectGoal) -> str:
    return "\n".join(_indicator(each) for each in goal.indicators.all()) or _("none yet")


def _indicator(indicator: EffectIndicator) -> str:
    text = indicator.text or _("awaited")
    return f"{text} ({indicator.due_raw})" if indicator.due_raw else text


def _demands(source: StrategySource) -> list[Block]:
    """What the strategy demands of the agreements below it."""
    rules = load_rules(source.page.strategy.rules)
    demands = [
        str(label % {"count": value} if name in RULE_NUMBERS else label)
        for name, label in DEMANDS.items()
        if (value := getattr(rules, name))
    ]
    items = tuple(ListItem(plain(demand)) for demand in demands)
    return [Heading(1, _("Demands on agreements")), BulletList(items)] if items else []


def _projects(source: StrategySource) -> list[Block]:
    if not source.projects:
        return []
    blocks: list[Block] = [Heading(1, _("Projects"))]
    for project in source.projects:
        blocks.append(Heading(2, project.title))
        if project.is_cross_cutting:
            blocks.append(Paragraph((Span(_("Cross-cutting project"), italic=True),)))
        blocks += rich_blocks(project.text)
    return blocks


def _calendar(source: StrategySource) -> list[Block]:
    if not source.calendar:
        return []
    columns = (Column(_("Due"), 2), Column(_("Step"), 5))
    rows = tuple(
        Row(
            (
                plain(
                    period(
                        {
                            "raw": step.due_raw,
                            "from": step.due_from and step.due_from.isoformat(),
                            "to": step.due_on and step.due_on.isoformat(),
                        }
                    )
                ),
                plain(step.text),
            )
        )
        for step in source.calendar
    )
    return [Heading(1, _("Time plan")), Table(_("Steps of the strategy"), columns, rows)]
