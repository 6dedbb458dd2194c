"""How the goals stand, on as few pages as can be: first what stands out, then every goal."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.ui.charts import StateCount, states_bar
from roedtraad.insight.reports.document import (
    Block,
    Callout,
    Column,
    Document,
    Facts,
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

MOST_THAT_STAND_OUT = 5
SMALL_BAR = 34  # pixels high
WORST_FIRST = (Tone.BAD, Tone.NEUTRAL, Tone.FAIR, Tone.GOOD)


def overview_document(source: OverviewSource) -> Document:
    """The status of every goal given."""
    return Document(
        title=_("Status of the goals"),
        subtitle=source.about,
        municipality=source.municipality,
        as_of=source.as_of,
        language=source.language,
        kind=_("Status overview"),
        blocks=(*_whole(source), *_standing_out(source), *_by_unit(source)),
    )


def _whole(source: OverviewSource) -> list[Block]:
    if not source.goals:
        return [Paragraph(plain(_("There are no goals to show here yet.")), "lead")]
    found = Counter((line.level.word, line.level.tone) for line in source.goals)
    ordered = sorted(found, key=lambda key: WORST_FIRST.index(key[1]), reverse=True)
    counts = [StateCount(word, found[word, tone], tone.value) for word, tone in ordered]
    title = ngettext("%(count)s goal", "%(count)s goals", len(source.goals)) % {
        "count": len(source.goals)
    }
    chart = states_bar(title, counts)
    small = replace(chart, spec={**chart.spec, "height": SMALL_BAR})
    agreements = {line.agreement for line in source.goals}
    units = {line.unit for line in source.goals}
    in_short = (
        (_("Goals"), plain(len(source.goals))),
        (_("Agreements"), plain(len(agreements))),
        (_("Units"), plain(len(units))),
        *((each.word, plain(each.count)) for each in counts),
    )
    return [
        Figure(small, _("How the goals stand")),
        Facts(_("The status in short"), in_short),
    ]


def _standing_out(source: OverviewSource) -> list[Block]:
    """The goals that need a decision, at most five."""
    worst = [line for line in source.goals if line.level.tone == Tone.BAD]
    if not worst:
        return []
    blocks: list[Block] = [Heading(1, _("What stands out"))]
    for line in worst[:MOST_THAT_STAND_OUT]:
        name = bold(f"{line.number} {line.title}".strip())
        about = f" ({line.unit}). {line.level.sentence}".rstrip()
        blocks.append(Callout(line.level.word, (*name, *plain(about)), line.level.tone))
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
        Column(_("Goal"), 4),
        Column(_("Status"), 2),
        Column(_("Latest"), 3),
        Column(_("Explanation"), 4),
    )
    rows = tuple(
        Row(
            (
                plain(f"{line.number} {line.title}".strip()),
                bold(line.level.word),
                plain("\n".join(line.figures)),
                plain(line.level.sentence),
            )
        )
        for line in lines
    )
    caption = _("%(agreement)s (%(unit)s)") % {"agreement": agreement, "unit": unit}
    return Table(caption, columns, rows)
