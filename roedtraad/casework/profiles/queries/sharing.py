"""What is shared with whom: for whose it is, and for who works on the case."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import Way, way_into
from roedtraad.casework.cases.models import Case, FamilyAccess, FamilyRole
from roedtraad.casework.cases.names import listed
from roedtraad.casework.profiles.models import Ground, Response, Share, SharedKind
from roedtraad.casework.profiles.sharing import Thing
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

from .family_things import FamilyThings, authorities, things_of

SAYS = 60  # characters of a goal in a table


@dataclass(frozen=True)
class SeenBy:
    """One other of the family, and what of a goal they are shown. Without a share it is 0."""

    key: int
    name: str
    goal_share: int
    scores_share: int


@dataclass(frozen=True)
class Cell:
    """Whether one person is shown one thing."""

    person: int
    name: str
    is_own: bool
    share: Share | None
    rests: bool  # whether the share counts today
    has_authority: bool


@dataclass(frozen=True)
class ThingLine:
    """A thing of the family's and every person of it."""

    thing: Thing
    label: str
    what: str | Promise
    whose: str
    cells: list[Cell]


@dataclass(frozen=True)
class CaseSharing:
    """Everything of a case that can be shared, with whom it is, and by whose right."""

    case: Case
    lines: list[ThingLine]
    may_write: bool


def sharing_of_own(access: FamilyAccess, goal: int) -> list[SeenBy]:
    """Whom of the family somebody could show a goal that is theirs alone, or has shown it.

    A child may show it to the grown-ups who are near; they are told by their first names.
    """
    things = things_of(access.case)
    own = next((each for each in things.goals if each.goal.pk == goal), None)
    if own is None or own.thing.owner != access.citizen_id:
        return []
    rows = {(row.kind, row.with_citizen_id): row.pk for row in things.shares if row.goal_id == goal}
    return [
        SeenBy(
            key=key,
            name=person.first_name,
            goal_share=rows.get((SharedKind.GOAL, key), 0),
            scores_share=rows.get((SharedKind.SCORES, key), 0),
        )
        for key, person in things.people.items()
        if key != access.citizen_id and not person.is_protected
    ]


def sharing_of(user: User, pk: int, *, is_part_of_case: bool = False) -> CaseSharing:
    """Every thing of the family's on a case that is open to `user`, and who is shown it."""
    case, way = way_into(user, pk)
    if not is_part_of_case:
        audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    things, over = things_of(case), authorities(case)
    return CaseSharing(case, _lines(things, over), may_write=way is not Way.EMERGENCY)


def _lines(things: FamilyThings, over: dict[int, frozenset[int]]) -> list[ThingLine]:
    found = []
    for each in things.goals:
        words = each.goal.own_words
        label = words if len(words) <= SAYS else f"{words[:SAYS].rstrip()} …"
        found.append(_line(things, over, each.thing, f"“{label}”", _("the goal in own words")))
        found += [
            _line(things, over, thing, f"“{label}”", _("the scores"))
            for thing in each.scores.values()
        ]
    for _row, thing in things.plans:
        about = ", ".join(_name(things, key) for key in sorted(thing.about))
        found.append(_line(things, over, thing, _("The plan for %(about)s") % {"about": about}, ""))
    for response, thing in _latest_answers(things):
        found.append(
            _line(things, over, thing, str(response.version.instrument), _answered(response))
        )
    return found


def _latest_answers(things: FamilyThings) -> list[tuple[Response, Thing]]:
    """The latest of each questionnaire by each about each, and whatever is shared already."""
    shared = {row.response_id for row in things.shares if row.response_id}
    seen: set[tuple[int, int | None, int]] = set()
    found = []
    for row, thing in things.answers:
        place = (row.version.instrument_id, row.answered_by_id, row.citizen_id)
        if place not in seen or row.pk in shared:
            found.append((row, thing))
        seen.add(place)
    return found


def _answered(row: Response) -> str:
    return _("answered on %(day)s") % {"day": date_format(row.answered_on)}


def _line(
    things: FamilyThings, over: dict[int, frozenset[int]], thing: Thing, label: str, what: str
) -> ThingLine:
    whose = ", ".join(_name(things, key) for key in sorted(thing.owners))
    shares = {row.with_citizen_id: row for row in things.shares if _is_of(row, thing)}
    cells = [
        Cell(
            person=key,
            name=listed(person),
            is_own=key in thing.owners,
            share=shares.get(key),
            rests=_rests(shares.get(key), over.get(key, frozenset()), thing),
            has_authority=bool(over.get(key, frozenset()) & thing.about)
            or things.roles[key] == FamilyRole.SUBJECT,
        )
        for key, person in things.people.items()
    ]
    return ThingLine(thing, label, what, whose, cells)


def _is_of(row: Share, thing: Thing) -> bool:
    key = row.goal_id or row.profile_id or row.response_id
    same = (row.kind, key) == (thing.kind, thing.key)
    return same and (thing.kind != SharedKind.SCORES or row.owner_id == thing.owner)


def _rests(row: Share | None, over: frozenset[int], thing: Thing) -> bool:
    return row is not None and (row.ground == Ground.PERSON or bool(over & thing.about))


def _name(things: FamilyThings, key: int) -> str:
    person = things.people.get(key)
    return listed(person) if person else "–"
