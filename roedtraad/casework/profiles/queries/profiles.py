"""A profile as its page shows it, and those of a case. Opening it is logged as a read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import Way, way_into
from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.cases.names import called
from roedtraad.casework.profiles.access import Opened, opened
from roedtraad.casework.profiles.models import (
    ActionState,
    DevelopmentProfile,
    Meeting,
    PlannedAction,
    SectionText,
    Voice,
)
from roedtraad.casework.profiles.profile_template import Section, SectionKind, sections_of
from roedtraad.casework.profiles.steered import Steered
from roedtraad.casework.profiles.timeline import Bar, Timeline, timeline_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

from .due import first_due
from .evaluations import ToEvaluate, to_evaluate
from .goals import GoalCard, cards_of, too_many
from .sheets import meetings_of
from .texts import Place, text_at

COMMON, NO_VOICE = 0, "alle"  # in an address: about them all, in no voice of its own


@dataclass(frozen=True)
class Slot:
    """A place for a text: of a voice where the section has voices, with what is written there."""

    section: Section
    citizen: int
    voice: str
    label: str
    text: SectionText | None

    @property
    def has_barriers(self) -> bool:
        return self.section.kind is SectionKind.VOICES

    @property
    def voice_in_address(self) -> str:
        return self.voice or NO_VOICE


@dataclass(frozen=True)
class SectionPart:
    """A section of the template in one part of a profile."""

    section: Section
    slots: list[Slot]
    actions: list[PlannedAction]
    timeline: Timeline | None

    @property
    def is_empty(self) -> bool:
        return not self.actions and not any(slot.text for slot in self.slots)


@dataclass(frozen=True)
class Part:
    """What is about one child, or about them all: its open goals, and the sections."""

    citizen: int
    name: str
    goals: list[GoalCard]
    sections: list[SectionPart]


@dataclass(frozen=True)
class ProfilePage:
    """A profile as its page shows it. `to_be_by`: until when the first evaluation is in time."""

    opened: Opened
    heading: str
    parts: list[Part]
    closed_goals: list[GoalCard]
    next_evaluation: date | None
    to_be_by: date | None
    to_evaluate: ToEvaluate | None
    many: list[tuple[str, int]]
    meetings: list[Meeting]

    @property
    def profile(self) -> DevelopmentProfile:
        return self.opened.profile

    @property
    def open_goals(self) -> int:
        return sum(len(part.goals) for part in self.parts)

    @property
    def may_write(self) -> bool:
        return self.opened.may_write and self.profile.closed_on is None


@dataclass(frozen=True)
class ProfileLine:
    """A profile as lists show it. `to_be_by`: until when the first evaluation is in time."""

    profile: DevelopmentProfile
    about: str
    open_goals: int
    is_active: bool
    next_evaluation: date | None
    to_be_by: date | None


@dataclass(frozen=True)
class CaseProfiles:
    case: Case
    lines: list[ProfileLine]
    may_write: bool


def read(user: User, found: Opened) -> Opened:
    """Log that a profile was read: as its case, or as itself where it has none."""
    profile = found.profile
    if found.case is not None:
        case, way = found.case, str(found.way)
        audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=way)
    else:
        audit.record_read("profile.read", profile, acting_user=user, unit=profile.unit)
    return found


def profile_page(user: User, pk: int, *, case: int | None = None) -> ProfilePage:
    """The profile, if it is open to `user`; the log says by what it was. Raises `Http404`."""
    found = read(user, opened(user, pk, case=case))
    profile = found.profile
    subjects = subjects_of(profile)
    cards = cards_of(profile)
    last = profile.evaluations.filter(approved_at__isnull=False).aggregate(on=Max("next_on"))
    is_open = profile.closed_on is None
    return ProfilePage(
        opened=found,
        heading=found.steered.title if found.steered else about(subjects),
        parts=_parts(profile, subjects, [card for card in cards if card.goal.closed_on is None]),
        closed_goals=[card for card in reversed(cards) if card.goal.closed_on is not None],
        next_evaluation=last["on"] if is_open else None,
        to_be_by=first_due([profile]).get(profile.pk) if is_open and not last["on"] else None,
        to_evaluate=to_evaluate(profile) if is_open and found.may_write else None,
        many=too_many(cards),
        meetings=meetings_of(profile),
    )


def subjects_of(profile: DevelopmentProfile) -> list[Citizen]:
    """Whom it is about, the oldest first; nobody where it is about the whole family."""
    rows = profile.subjects.select_related("citizen").order_by("citizen__born_on", "pk")
    return [row.citizen for row in rows]


def about(subjects: Iterable[Citizen]) -> str:
    names = [called(citizen) for citizen in subjects]
    return get_text_list(names, _("and")) if names else _("the whole family")


def profiles_of(user: User, pk: int, *, is_part_of_case: bool = False) -> CaseProfiles:
    """The profiles of a case, the open first. As a part of its page the page is logged."""
    case, way = way_into(user, pk)
    if not is_part_of_case:
        audit.record_read("case.read", case, acting_user=user, unit=case.unit, way=str(way))
    today = timezone.localdate()
    open_goals = Q(goals__closed_on=None) | Q(goals__closed_on__gt=today)
    rows = (
        DevelopmentProfile.objects.filter(case=case)
        .select_related("intervention__type", "template")
        .prefetch_related("subjects__citizen")
        .annotate(
            open_goals=Count("goals", filter=open_goals, distinct=True),
            next_on=Max("evaluations__next_on", filter=Q(evaluations__approved_at__isnull=False)),
        )
    )
    ordered: list[Any] = sorted(
        rows, key=lambda row: (row.closed_on is not None, -row.opened_on.toordinal())
    )
    due = first_due(row for row in ordered if row.next_on is None)
    lines = [_line(row, row.open_goals, row.next_on, due.get(row.pk)) for row in ordered]
    return CaseProfiles(case, lines, may_write=way is not Way.EMERGENCY)


def profiles_about(about: Steered) -> list[ProfileLine]:
    """The profiles of a management goal that the caller has been let see, the open first."""
    rows = (
        DevelopmentProfile.objects.filter(steered_model=about.model, steered_id=about.pk)
        .prefetch_related("subjects__citizen")
        .annotate(open_goals=Count("goals", filter=Q(goals__closed_on=None), distinct=True))
    )
    ordered: list[Any] = sorted(rows, key=lambda row: (row.closed_on is not None, -row.pk))
    return [_line(row, row.open_goals, None, None) for row in ordered]


def _line(
    row: DevelopmentProfile, open_goals: int, next_on: date | None, due: date | None
) -> ProfileLine:
    people = sorted((each.citizen for each in row.subjects.all()), key=lambda who: who.pk)
    is_open = row.closed_on is None
    return ProfileLine(
        *(row, about(people), open_goals, is_open and open_goals > 0),
        next_evaluation=next_on if is_open else None,
        to_be_by=due if is_open else None,
    )


def _parts(
    profile: DevelopmentProfile, subjects: list[Citizen], cards: list[GoalCard]
) -> list[Part]:
    """One part – or with siblings one about each, and one about them all."""
    texts = {
        (row.section, row.citizen_id or COMMON, row.voice): row
        for row in profile.texts.filter(replaced_at=None).select_related("written_by")
    }
    actions = list(profile.actions.all())
    sections = sections_of(profile.template)
    keys = [(COMMON, "")]
    if len(subjects) > 1:
        keys = [*((citizen.pk, called(citizen)) for citizen in subjects), *keys]
    known = {key for key, _name in keys}

    def belongs(citizen: int | None, key: int) -> bool:
        own = citizen if citizen in known else COMMON
        return own == key

    return [
        Part(
            citizen=key,
            name=name,
            goals=[card for card in cards if belongs(card.goal.citizen_id, key)],
            sections=[
                _section(
                    section, key, texts, [each for each in actions if belongs(each.citizen_id, key)]
                )
                for section in sections
            ],
        )
        for key, name in keys
    ]


def slot_of(profile: DevelopmentProfile, place: Place) -> Slot | None:
    """One place for a text, or None where the template has no such place."""
    section = {each.key: each for each in sections_of(profile.template)}.get(place.section)
    if section is None or place.voice not in (section.voices or ("",)):
        return None
    return _slot(section, place.citizen or COMMON, place.voice, text_at(profile, place))


def _slot(section: Section, citizen: int, voice: str, text: SectionText | None) -> Slot:
    label = str(Voice(voice).label) if voice else section.heading
    return Slot(section, citizen, voice, label, text)


def _section(
    section: Section,
    citizen: int,
    texts: dict[tuple[str, int, str], SectionText],
    actions: list[PlannedAction],
) -> SectionPart:
    if section.kind is SectionKind.ACTIONS:
        return SectionPart(section, [], actions, timeline_of(_bars(actions), timezone.localdate()))
    slots = [
        _slot(section, citizen, str(voice), texts.get((section.key, citizen, str(voice))))
        for voice in (section.voices or ("",))
    ]
    return SectionPart(section, slots, [], None)


def _bars(actions: list[PlannedAction]) -> list[Bar]:
    return [
        Bar(row.description, row.starts_on, row.ends_on, str(row.state))
        for row in actions
        if row.state != ActionState.GIVEN_UP
    ]
