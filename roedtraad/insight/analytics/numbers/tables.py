"""The tables of development profiles: these, and no others.

Each is told by unit × quarter × one division. What is not in this list is nowhere told, and no two
of these are put together: a free choice of filters would find a single family.

No table's numbers add up to another's, from one quarter to the next either: goals are told when
they are agreed and when they end, and so not how many are open, which with those two would tell of
few. What is told of the same families or goals in several quarters is what changes with time;
whether a goal was made with the family does not, and is told once. Whoever adds a table must see to
that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.profiles.models import Rater
from roedtraad.casework.profiles.queries.rows_of_quarter import QuarterRows, Row
from roedtraad.foundation.statistics.disclosure.groups import Division

Text = str | Promise
DIVISIONS = (Division("step"), Division("type", within="step"), Division("group"))
DIVISION_TITLES: dict[str, Text] = {
    "": _("All together"),
    "step": _("Step of the ladder"),
    "type": _("Intervention type"),
    "group": _("Target group"),
}


@dataclass(frozen=True)
class Table:
    """`outcomes`, `details`: by key what they are called; a detail lies within the outcome before
    the colon. `main`: the outcome whose share is told. `missing`: what rows without an outcome are
    called (empty: there are none). `has_points`: rows have a change in points.
    """

    key: str
    title: Text
    counted: Text
    rule: Text
    rows: Callable[[QuarterRows], Iterable[Row]]
    outcomes: dict[str, Text]
    main: str
    missing: Text = ""
    details: dict[str, Text] | None = None
    has_points: bool = False
    less_is_better: bool = False


def _change(key: str, title: Text, rater: Rater) -> Table:
    return Table(
        key=key,
        title=title,
        counted=_("goals scored twice"),
        rule=_(
            "Goals to develop on the scale 0–10 that were worked with in the quarter and that this "
            "rater has scored. Each counts with the change from the first score to the last until "
            "the end of the quarter. Who has no two scores far enough apart is missing, not "
            "unchanged. Clearly nearer is at least 3 points; a goal's own scale has no norms by "
            "which a change could be called reliable."
        ),
        rows=lambda found: found.changes(rater),
        outcomes={
            "better": _("Clearly nearer to the goal"),
            "not_better": _("Not clearly nearer"),
        },
        main="better",
        missing=_("Missing: no two scores far enough apart"),
        details={
            "same": _("About the same"),
            "worse": _("Clearly further away"),
        },
        has_points=True,
    )


TABLES = (
    Table(
        key="families",
        title=_("Families with an active profile"),
        counted=_("families"),
        rule=_(
            "Families with an open case on the last day of the quarter. A family counts once, in "
            "one unit: where its active profile is, else where its first case is. One that belongs "
            "to several target groups is counted under several."
        ),
        rows=QuarterRows.families,
        outcomes={
            "with_profile": _("With an active profile"),
            "without": _("Without an active profile"),
        },
        main="with_profile",
    ),
    Table(
        key="participation",
        title=_("Goals made with the family"),
        counted=_("goals"),
        rule=_(
            "Goals agreed in the quarter. One is made with the family when it is noted by the end "
            "of the quarter that somebody of the family took part in it, and theirs when they last "
            "answered that it is."
        ),
        rows=QuarterRows.participation,
        outcomes={
            "made_with": _("Made with the family"),
            "made_without": _("Without that being noted"),
        },
        main="made_with",
        details={
            "theirs": _("The family calls it theirs"),
            "not_said": _("They were not asked, or want it changed"),
        },
    ),
    Table(
        key="ended_goals",
        title=_("Goals that ended"),
        counted=_("goals"),
        rule=_(
            "Goals closed in the quarter, by type and by how they ended. A goal that was changed "
            "goes on as a new one and is not counted here."
        ),
        rows=QuarterRows.ended_goals,
        outcomes={"reached": _("Reached"), "not_reached": _("Not or only partly reached")},
        main="reached",
        details={
            "reached_develop": _("Reached, to develop"),
            "reached_keep": _("Reached, to maintain or limit loss"),
            "not_reached_develop": _("Not reached, to develop"),
            "not_reached_keep": _("Not reached, to maintain or limit loss"),
        },
    ),
    Table(
        key="evaluations",
        title=_("Evaluations in time"),
        counted=_("evaluations"),
        rule=_("Evaluations that were due in the quarter."),
        rows=QuarterRows.evaluations,
        outcomes={"in_time": _("Approved in time"), "late": _("Late or missing")},
        main="in_time",
    ),
    Table(
        key="ended_courses",
        title=_("Courses that ended, and drop-out"),
        counted=_("courses"),
        rule=_(
            "Interventions that ended in the quarter, and profiles that closed without one. "
            "Dropped out: the family did not want it any more, it did not help, or it broke down."
        ),
        rows=QuarterRows.ended_courses,
        outcomes={"dropped_out": _("Dropped out"), "ended": _("Ended otherwise")},
        main="dropped_out",
        details={"reached": _("Ended with the goals reached"), "other": _("Another end")},
        less_is_better=True,
    ),
    _change("change_practitioner", _("Change, scored by the practitioner"), Rater.PRACTITIONER),
    _change("change_parent", _("Change, scored by a parent"), Rater.PARENT),
    _change("change_child", _("Change, scored by the child or adult themselves"), Rater.CHILD),
)
SCALE = "scale-"  # of a questionnaire: this and the key of the scale


def questionnaire(scale: int, title: str) -> Table:
    """The table of one scale of a questionnaire: the verdicts that the pages of the cases tell."""
    return Table(
        key=f"{SCALE}{scale}",
        title=title,
        counted=_("courses of answers that can be judged"),
        rule=_(
            "Whoever has answered the questionnaire and was in an open case in the quarter. Each "
            "answers for one: the first score against the last, judged as on the page of the case, "
            "by the reliability and the norms that stand there. Where that cannot be said, it is "
            "missing."
        ),
        rows=lambda found: found.questionnaires.get(scale, []),
        outcomes={
            "better": _("Reliably better"),
            "not_better": _("Not reliably better"),
        },
        main="better",
        missing=_("Missing: too few scores, or no limit"),
        details={"same": _("No reliable change"), "worse": _("Reliably worse")},
        has_points=True,
    )
