"""How the goals stand, on as few pages as can be: first what stands out, then every goal."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.ui.state_bar import StateCount, states_bar
from roedtraad.insight.reports.document import (
    Block,
    Callout,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Row,
    Table,
    Tone,
    bold,
    plain,
)
from roedtraad.insight.reports.sources import GoalLine, OverviewSource

from .together import together_facts

MOST_THAT_STAND_OUT = 5
NEED_A_DECISION = (Tone.BAD, Tone.LATE)
SMALL_BAR = 34  # pixels high


def overview_document(source: OverviewSource) -> Document:
    """The status of every goal given."""
    return Document(
        title=_("Status of the goals"),
        subtitle=source.about,
        municipality=source.municipality,
        as_of=source.as_of,
        language=source.language,
        kind=_("Status overview"),
        blocks=(*_whole(source), *_together(source), *_standing_out(source), *_by_unit(source)),
    )


def _whole(source: OverviewSource) -> list[Block]:
    if not source.goals:
        return [Paragraph(plain(_("There are no goals to show here yet.")), "lead")]
    standings = sorted((line.standing for line in source.goals), key=lambda each: each.rank)
    found = Counter((each.word, each.tone.value) for each in standings)  # best first
    counts = [StateCount(word, number, tone) for (word, tone), number in found.items()]
    well = [each for each in standings if each.tone in (Tone.GOOD, Tone.FAIR)]
    title = ngettext(
        "%(well)s of %(count)s goal is reached or on the way",
        "%(well)s of %(count)s goals are reached or on the way",
        len(source.goals),
    ) % {"well": len(well), "count": len(source.goals)}
    chart = states_bar(title, counts)
    small = replace(chart, spec={**chart.spec, "height": SMALL_BAR})
    columns = (Column(_("Status"), 2), Column(_("Goals"), 1, is_number=True))
    rows = tuple(Row((plain(each.word), plain(each.count))) for each in counts)
    return [
        Paragraph(plain(_how_much(source)), "lead"),
        Figure(small, _("How the goals stand")),
        Table(_("How the goals stand"), columns, rows, has_row_headers=True, is_narrow=True),
    ]


def _together(source: OverviewSource) -> list[Block]:
    """The three parts over all goals, each by itself; who is missing is named."""
    if source.together is None:
        return []
    return [together_facts(_("All goals together"), source.together, source.built_on)]


def _how_much(source: OverviewSource) -> str:
    agreements = {(line.unit, line.agreement) for line in source.goals}
    units = {line.unit for line in source.goals}
    goals = ngettext("%(count)s goal", "%(count)s goals", len(source.goals))
    agreed = ngettext("%(count)s agreement", "%(count)s agreements", len(agreements))
    where = ngettext("%(count)s unit", "%(count)s units", len(units))
    whole = {
        "goals": goals % {"count": len(source.goals)},
        "agreements": agreed % {"count": len(agreements)},
        "units": where % {"count": len(units)},
    }
    return _("%(goals)s in %(agreements)s of %(units)s.") % whole


def _standing_out(source: OverviewSource) -> list[Block]:
    """The goals that need a decision, at most five."""
    bad = [line for line in source.goals if line.standing.tone in NEED_A_DECISION]
    worst = sorted(bad, key=lambda line: line.standing.rank, reverse=True)
    if not worst:
        return []
    blocks: list[Block] = [Heading(1, _("What stands out"))]
    for line in worst[:MOST_THAT_STAND_OUT]:
        name = bold(f"{line.number} {line.title}".strip())
        about = f" ({line.unit}). {line.standing.sentence}".rstrip()
        blocks.append(Callout(line.standing.word, (*name, *plain(about)), line.standing.tone))
    more = len(worst) - MOST_THAT_STAND_OUT
    if more > 0:
        words = ngettext(
            "%(count)s more goal is behind; see below.",
            "%(count)s more goals are behind; see below.",
            more,
        )
        blocks.append(Paragraph(plain(words % {"count": more}), "note"))
    return blocks


def _by_unit(source: OverviewSource) -> list[Block]:
    blocks: list[Block] = [Heading(1, _("All goals"))] if source.goals else []
    for (unit, agreement), found in groupby(source.goals, key=_agreement):
        lines = list(found)
        blocks += [Heading(2, agreement), _table(unit, agreement, lines)]
    return blocks


def _agreement(line: GoalLine) -> tuple[str, str]:
    return line.unit, line.agreement


def _table(unit: str, agreement: str, lines: list[GoalLine]) -> Table:
    columns = (
        Column(_("Goal"), 8),
        Column(_("Status"), 5),
        Column(_("Latest"), 8),
        Column(_("Explanation"), 11),
    )
    rows = tuple(
        Row(
            (
                plain(f"{line.number} {line.title}".strip()),
                bold(line.standing.word),
                plain("\n".join(line.figures)),
                plain(line.standing.sentence),
            )
        )
        for line in lines
    )
    both = _("%(agreement)s (%(unit)s)") % {"agreement": agreement, "unit": unit}
    caption = agreement if unit in agreement else both
    return Table(caption, columns, rows)
