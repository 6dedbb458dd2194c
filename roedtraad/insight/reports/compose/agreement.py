"""An agreement as a document, section by section as its template orders them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

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
    PageBreak,
    Paragraph,
    Row,
    Span,
    Table,
    plain,
)
from roedtraad.insight.reports.rich_text import rich_blocks, rich_inline
from roedtraad.insight.reports.sources import AgreementSource, Content
from roedtraad.steering.agreements.models import BudgetTiming, PartyRole
from roedtraad.steering.agreements.queries.budget import budget_table
from roedtraad.steering.agreements.template_definition import SectionDefinition, SectionKind, Text

from .goals import goal_blocks
from .words import MISSING, day, figure, one_by_one, period, titles, whole_period

MANY_GOALS = 30  # then the contents list only the parts above them
Maker = Callable[[AgreementSource, SectionDefinition], list[Block]]


def agreement_document(source: AgreementSource) -> Document:
    """The whole agreement."""
    content = source.content
    few = len(content["goals"]) <= MANY_GOALS
    return Document(
        title=content["title"],
        subtitle=_subtitle(content),
        municipality=source.municipality,
        as_of=source.as_of,
        language=source.language,
        kind=source.template,
        blocks=(
            Facts(_("The agreement in short"), tuple(_summary(source))),
            Contents(3 if few else 2),
            PageBreak(),
            *_sections(source),
            *_signatures(source),
            *_amendments(source),
        ),
    )


def _subtitle(content: Content) -> str:
    """Whose it is and for when, as far as the title does not say so."""
    parts = (content["unit"]["title"], period(content["period"]))
    return ", ".join(part for part in parts if part not in content["title"])


def _summary(source: AgreementSource) -> list[tuple[str, Inline]]:
    content = source.content
    timing = content["budget_timing"]
    found = [
        (_("Parties"), "\n".join(_party(source, each) for each in content["parties"])),
        (_("Period"), whole_period(content["period"])),
        (_("Units covered"), titles(content["units"])),
        (_("Made"), "" if timing == BudgetTiming.UNKNOWN else str(BudgetTiming(timing).label)),
        (_("Strategies"), titles(content["strategies"])),
        (_("Target groups"), titles(content["target_groups"])),
        (_("Case number"), content["case_number"]),
        (_("State"), source.state),
        (_("Figures"), capfirst(source.built_on)),
    ]
    return [(label, plain(value)) for label, value in found if value]


def _party(source: AgreementSource, party: Content) -> str:
    word = "principal" if party["role"] == PartyRole.PRINCIPAL else "unit"
    role = str(source.definition.word(word).one).lower()
    by = party["represented_by"]
    return f"{party['unit']['title']} ({role})" + (f", {by}" if by else "")


def _sections(source: AgreementSource) -> list[Block]:
    makers: dict[SectionKind, Maker] = {
        SectionKind.FACTS: _facts,
        SectionKind.UNITS: _units,
        SectionKind.BUDGET: _budget,
        SectionKind.FOCUS_AREAS: _focus_areas,
        SectionKind.GOALS: _goals,
        SectionKind.PROJECTS: _projects,
        SectionKind.CALENDAR: _calendar,
        SectionKind.MINUTES: _minutes,
        SectionKind.ANNEXES: _annexes,
    }
    blocks: list[Block] = []
    for section in source.definition.sections:
        made = makers.get(section.kind, _texts)(source, section)
        if made:
            blocks += [Heading(1, str(section.label)), *made]
    return blocks + _unforeseen(source, makers) + _own_sections(source)


def _unforeseen(source: AgreementSource, makers: Mapping[SectionKind, Maker]) -> list[Block]:
    """Parts the agreement has and the template has no section for: no text is lost."""
    definition = source.definition
    labels = {
        SectionKind.FACTS: _("Facts"),
        SectionKind.BUDGET: _("Budget"),
        SectionKind.FOCUS_AREAS: str(definition.word("focus_area").many),
        SectionKind.GOALS: str(definition.word("goal").many),
        SectionKind.PROJECTS: _("Projects"),
        SectionKind.MINUTES: _("Minutes of the dialogue"),
        SectionKind.ANNEXES: _("Annexes"),
    }
    foreseen = {section.kind for section in definition.sections}
    blocks: list[Block] = []
    for kind, label in labels.items():
        if kind not in foreseen:
            section = SectionDefinition(kind.value, kind, Text(label, label))
            made = makers[kind](source, section)
            blocks += [Heading(1, label), *made] if made else []
    return blocks


def _texts(source: AgreementSource, section: SectionDefinition) -> list[Block]:
    written = {each["key"]: each["text"] for each in source.content["sections"]}
    written.update(source.live.sections if source.live else {})
    blocks: list[Block] = []
    for part in section.texts:
        text = written.get(part.key, "")
        if not text.strip():
            continue
        if section.parts:
            blocks.append(Heading(2, str(part.label)))
        blocks += rich_blocks(text)
    return blocks


def _own_sections(source: AgreementSource) -> list[Block]:
    """Texts beyond what the template asks for."""
    asked = {part.key for section in source.definition.sections for part in section.texts}
    blocks: list[Block] = []
    for each in source.content["sections"]:
        if each["key"] not in asked:
            blocks += [Heading(1, each["label"] or each["key"]), *rich_blocks(each["text"])]
    return blocks


def _facts(source: AgreementSource, section: SectionDefinition) -> list[Block]:
    pairs = [(each["label"], rich_inline(each["value"])) for each in source.content["facts"]]
    return [Facts(str(section.label), tuple(pairs))] if pairs else []


def _units(source: AgreementSource, section: SectionDefinition) -> list[Block]:
    if not source.staff:
        items = tuple(ListItem(plain(each["title"])) for each in source.content["units"])
        return [BulletList(items)] if items else []
    columns = (
        Column(_("Unit"), 4),
        Column(_("Staff"), 1, is_number=True),
        Column(_("Full-time equivalents"), 2, is_number=True),
        Column(_("Year"), 1),
    )
    rows = tuple(
        Row(
            (
                plain(each.unit),
                plain(figure(each.staff)),
                plain(figure(each.full_time_equivalents)),
                plain(each.year),
            )
        )
        for each in source.staff
    )
    return [Table(str(section.label), columns, rows)]


def _budget(source: AgreementSource, section: SectionDefinition) -> list[Block]:
    """Lines by year; totals stand out."""
    budget = budget_table(source.content["budget"])
    if not budget:
        return []
    decimals = 2 if any(Decimal(line["amount"]) % 1 for line in budget.lines) else 0
    columns = (
        Column(_("Line"), 3),
        *(Column(str(year), 2, is_number=True) for year in budget.years),
    )
    rows = tuple(
        Row(
            (
                plain(row.label),
                *(plain(figure(line["amount"] if line else None, decimals)) for line in row.cells),
            ),
            is_total=row.is_total,
        )
        for row in budget.rows
    )
    caption = _("%(title)s, Danish kroner") % {"title": section.label}
    return [Table(caption, columns, rows, has_row_headers=True)]


def _focus_areas(source: AgreementSource, section: SectionDefinition) -> list[Block]:
    blocks: list[Block] = []
    for area in source.content["focus_areas"]:
        blocks.append(Heading(2, area["label"], area["number"]))
        if area["is_cross_cutting"]:
            blocks.append(Paragraph((Span(_("Cross-cutting focus area"), italic=True),)))
        if area.get("departments"):
            others = plain(one_by_one(area["departments"]))
            blocks.append(Facts("", ((_("Together with"), others),)))
        if area["serves"]:
            blocks.append(Facts("", ((_("Serves"), plain(one_by_one(area["serves"]))),)))
        labels = {field.name: str(field.label) for field in source.definition.focus_area_fields}
        for name in dict.fromkeys([*labels, "text", "how_measured", "resources"]):
            text = str(area.get(name, ""))
            if text.strip():
                label = labels.get(name)
                blocks += [Heading(3, label, is_listed=False)] if label else []
                blocks += rich_blocks(text)
    return blocks


def _goals(source: AgreementSource, section: SectionDefinition) -> list[Block]:
    return goal_blocks(source, level=2)


def _projects(source: AgreementSource, section: SectionDefinition) -> list[Block]:
    blocks: list[Block] = []
    for each in source.content["projects"]:
        blocks.append(Heading(2, each["title"]))
        if each["is_cross_cutting"]:
            blocks.append(Paragraph((Span(_("Cross-cutting project"), italic=True),)))
        blocks += rich_blocks(each["text"])
    return blocks


def _calendar(source: AgreementSource, section: SectionDefinition) -> list[Block]:
    """Everything that is due, in the order it is due."""
    dues = sorted(_dues(source.content["goals"]), key=lambda due: due[0]["to"] or "")
    columns = (Column(_("Due"), 2), Column(_("What"), 4), Column(_("Goal"), 3))
    rows = tuple(
        Row((plain(period(due)), rich_inline(text), plain(goal))) for due, text, goal in dues
    )
    return [Table(str(section.label), columns, rows)] if rows else []


def _dues(goals: Iterable[Content]) -> list[tuple[Content, str, str]]:
    found = []
    for goal in goals:
        name = f"{goal['number']} {goal['title']}".strip()
        found += [(each["due"], each["text"], name) for each in goal["actions"]]
        found += [
            (each["target"]["due"], each["text"], name)
            for each in goal["indicators"]
            if each["target"]
        ]
    return [due for due in found if due[0]["raw"] or due[0]["to"]]


def _minutes(source: AgreementSource, section: SectionDefinition) -> list[Block]:
    blocks: list[Block] = []
    for each in source.live.minutes if source.live else ():
        blocks.append(Heading(2, day(each.held_on)))
        if each.attendees:
            blocks.append(Paragraph((Span(each.attendees, italic=True),)))
        blocks += rich_blocks(each.text)
    return blocks


def _annexes(source: AgreementSource, section: SectionDefinition) -> list[Block]:
    items = tuple(
        ListItem((Span(each["label"], url=each["url"]),)) for each in source.content["annexes"]
    )
    return [BulletList(items)] if items else []


def _signatures(source: AgreementSource) -> list[Block]:
    if not source.signatures:
        return []
    columns = (Column(_("Party"), 3), Column(_("Approved by"), 3), Column(_("Date"), 2))
    rows = tuple(
        Row((plain(each.party), plain(each.name or MISSING), plain(day(each.on))))
        for each in source.signatures
    )
    return [Heading(1, _("Approval")), Table(_("Approved by the parties"), columns, rows)]


def _amendments(source: AgreementSource) -> list[Block]:
    if not source.amendments:
        return []
    columns = (Column(_("No."), 1), Column(_("Date"), 2), Column(_("Reason"), 6))
    rows = tuple(
        Row((plain(each.number), plain(day(each.on)), rich_inline(each.reason)))
        for each in source.amendments
    )
    return [
        Heading(1, _("Amendments")),
        Table(_("Amendments of the agreement"), columns, rows),
    ]
