"""What is done about the goals of a profile: agree, change, close; and how the family took part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.profiles.access import require_writable
from roedtraad.casework.profiles.family_alerts import tell_workers
from roedtraad.casework.profiles.goal_scales import SCALES
from roedtraad.casework.profiles.models import (
    DevelopmentProfile,
    GoalLevel,
    GoalOutcome,
    Manner,
    Participation,
    ProfileGoal,
    Recognition,
)
from roedtraad.casework.profiles.queries.own_pages import answerable_goal
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

FACTS = (
    *("citizen", "own_words", "own_words_by", "professional_words", "scale", "kind"),
    *("low_anchor", "high_anchor", "aim", "weight", "ics", "conditions"),
)
TAGS = ("ics", "conditions")
TOOK_PART = ("held_on", "manner", "others", "wanted_changed", "recognition", "why_not")


@transaction.atomic
def agree_goal(
    profile: DevelopmentProfile,
    facts: Mapping[str, Any],
    *,
    opened_on: date,
    levels: Mapping[int, str] | None = None,
    acting_user: User,
) -> ProfileGoal:
    """Agree a goal. `facts` are those of `FACTS`; `levels` says what numbers look like."""
    profile = require_writable(acting_user, profile)
    return _created(profile, facts, opened_on, levels or {}, acting_user)


@transaction.atomic
def change_goal(
    goal: ProfileGoal,
    facts: Mapping[str, Any],
    *,
    changed_on: date,
    levels: Mapping[int, str] | None = None,
    why: str = "",
    acting_user: User,
) -> ProfileGoal:
    """A changed goal is a new one; the one before is closed, and its scores stay its own."""
    profile = require_writable(acting_user, goal.profile)
    before = _open(goal)
    kept = {name: getattr(before, name) for name in FACTS} | dict(facts)
    _end(before, changed_on, GoalOutcome.CHANGED, why, acting_user)
    known = dict(before.levels.values_list("value", "description")) if levels is None else levels
    return _created(profile, kept, changed_on, known, acting_user, predecessor=before)


@transaction.atomic
def tag_goal(goal: ProfileGoal, tags: Mapping[str, list[str]], *, acting_user: User) -> None:
    """Say which dimensions and conditions a goal is about; this alone changes on the same goal."""
    profile = require_writable(acting_user, goal.profile)
    goal = ProfileGoal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    for name in TAGS:
        setattr(goal, name, list(tags[name]))
    goal.save(update_fields=list(TAGS))
    audit.record(
        *("profilegoal.tagged", goal),
        acting_user=acting_user,
        unit=profile.unit,
        case=profile.case_id,
    )


@transaction.atomic
def close_goal(
    goal: ProfileGoal, *, closed_on: date, outcome: str, closing_note: str = "", acting_user: User
) -> None:
    """Close a goal and say how it ended. It is not opened again: a new one is agreed."""
    require_writable(acting_user, goal.profile)
    if outcome == GoalOutcome.CHANGED:
        raise ValidationError({"outcome": _("Change the goal instead: it then has a new one.")})
    _end(_open(goal), closed_on, outcome, closing_note, acting_user)


@transaction.atomic
def record_participation(
    goal: ProfileGoal,
    facts: Mapping[str, Any],
    *,
    people: Iterable[Citizen] = (),
    acting_user: User,
) -> Participation:
    """Note how the family took part in a goal, and whether they recognise it as theirs.

    Whoever did not take part, or does not recognise it, has a reason. What somebody of the family
    writes on their own pages is about a goal they may see, and in their own name.
    """
    people = list(people)
    profile = _profile_for(goal, facts, people, acting_user)
    given = {name: facts.get(name, "") for name in TOOK_PART}
    doubts = given["manner"] == Manner.NONE or given["recognition"] == Recognition.NO
    if doubts and not given["why_not"].strip():
        raise ValidationError({"why_not": _("Write why – in the family's words where you can.")})
    if given["held_on"] > timezone.localdate():
        raise ValidationError({"held_on": _("That day has not come yet.")})
    row = Participation.objects.create(
        goal=goal, recorded_by=acting_user, recorded_at=timezone.now(), **given
    )
    row.people.set(people)
    audit.record(
        *("participation.recorded", row),
        acting_user=acting_user,
        unit=profile.unit,
        case=profile.case_id,
        goal=goal.pk,
    )
    wants_change = given["recognition"] in (Recognition.CHANGE, Recognition.NO)
    if acting_user.is_family and wants_change and profile.case is not None:
        tell_workers(profile.case, acting_user=acting_user)
    return row


def _profile_for(
    goal: ProfileGoal, facts: Mapping[str, Any], people: list[Citizen], acting_user: User
) -> DevelopmentProfile:
    if not acting_user.is_family:
        return require_writable(acting_user, goal.profile)
    access, _rater = answerable_goal(acting_user, goal.pk)
    if people != [access.citizen] or facts["manner"] != Manner.OWN_PAGES:
        raise Http404
    return DevelopmentProfile.objects.select_for_update(of=("self",)).get(pk=goal.profile_id)


def _open(goal: ProfileGoal) -> ProfileGoal:
    row = ProfileGoal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    if row.closed_on is not None:
        raise ValidationError(_("The goal is closed already."))
    return row


def _end(goal: ProfileGoal, on: date, outcome: str, note: str, acting_user: User) -> None:
    if on < goal.opened_on:
        raise ValidationError({"closed_on": _("The last day lies before the first.")})
    goal.closed_on, goal.outcome, goal.closing_note = on, outcome, note
    goal.save(update_fields=["closed_on", "outcome", "closing_note"])
    profile = goal.profile
    audit.record(
        *("profilegoal.closed", goal),
        acting_user=acting_user,
        unit=profile.unit,
        case=profile.case_id,
        outcome=outcome,
    )


def _created(
    profile: DevelopmentProfile,
    facts: Mapping[str, Any],
    opened_on: date,
    levels: Mapping[int, str],
    acting_user: User,
    *,
    predecessor: ProfileGoal | None = None,
) -> ProfileGoal:
    given = {name: facts[name] for name in FACTS if name in facts}
    goal = ProfileGoal(profile=profile, opened_on=opened_on, predecessor=predecessor, **given)
    goal.created_by, goal.created_at = acting_user, timezone.now()
    _check(goal, levels)
    goal.save(force_insert=True)
    GoalLevel.objects.bulk_create(
        GoalLevel(goal=goal, value=value, description=text.strip())
        for value, text in levels.items()
        if text.strip()
    )
    audit.record(
        *("profilegoal.agreed", goal),
        acting_user=acting_user,
        unit=profile.unit,
        case=profile.case_id,
        predecessor=predecessor.pk if predecessor else None,
    )
    return goal


def _check(goal: ProfileGoal, levels: Mapping[int, str]) -> None:
    profile, scale = goal.profile, SCALES[goal.scale]
    if profile.closed_on is not None:
        raise ValidationError(_("The profile is closed. Open a new one for new goals."))
    if not goal.own_words.strip():
        raise ValidationError({"own_words": _("Write the goal in the family's own words.")})
    if goal.opened_on < profile.opened_on:
        raise ValidationError({"opened_on": _("The profile was not open on that day.")})
    for value in [*levels, *([] if goal.aim is None else [goal.aim])]:
        if value not in scale.values:
            wrong = {"lowest": scale.lowest, "highest": scale.highest}
            raise ValidationError(
                {"aim": _("The scale goes from %(lowest)s to %(highest)s.") % wrong}
            )
    subjects = set(profile.subjects.values_list("citizen", flat=True))
    if goal.citizen_id is not None and goal.citizen_id not in subjects:
        raise ValidationError({"citizen": _("The profile is not about that person.")})
