"""An example of every address of casework, found in the demonstration's data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.e2e import found_rows
from tests.e2e.found_rows import Arguments
from tests.e2e.instrument_addresses import INSTRUMENTS


def rows(label: str, **conditions: Any) -> Any:
    """The newest first: those were written by hand, and have one of everything."""
    return found_rows.rows(label, **conditions).reverse()


def one(label: str, **conditions: Any) -> Any:
    row = rows(label, **conditions).first()
    return found_rows.one(label, **conditions) if row is None else row


def by_pk(label: str, **conditions: Any) -> Callable[[], list[Arguments]]:
    return lambda: [{"pk": one(label, **conditions).pk}]


def open_case() -> Arguments:
    """A case with one of everything that an address can name."""
    access = one("cases.EmergencyAccess")
    case = access.case
    grandmother = one("cases.CasePerson", case=case, role="grandparent")
    return {
        "pk": case.pk,
        "person": grandmother.pk,
        "citizen": grandmother.citizen_id,
        "emergency": access.pk,
        "merge": one("cases.Merge").pk,
        "worker": one("cases.CaseWorker", case=case, ends_on=None).pk,
        "authority": one("cases.ParentalAuthority", child__in_cases__case=case).pk,
        "consent": one("cases.Consent", case=case).pk,
    }


def own_pages() -> Arguments:
    """Somebody of a family with a code that is out."""
    code = one("cases.FamilyCode", used_at=None)
    access = code.access
    person = one("cases.CasePerson", case=access.case_id, citizen=access.citizen_id)
    return {"pk": access.case_id, "person": person.pk, "code": code.pk, "access": access.pk}


def noted() -> list[Arguments]:
    """A case with a diary, and a note in it that has a file."""
    row = one("profiles.DiaryAttachment")
    return [{"pk": row.entry.case_id, "note": row.entry_id, "attachment": row.pk}]


def struck() -> Any:
    """A note that is struck out."""
    return one("profiles.DiaryEntry", struck_at__isnull=False)


def _of_all_kinds() -> list[Any]:
    """A case of an adult, of a family, and one that is closed."""
    cases = rows("cases.Case")
    return [
        cases.exclude(people__role__in=("mother", "father"))[0],
        cases.filter(people__role="father", closed_on=None)[0],
        cases.filter(closed_on__isnull=False)[0],
    ]


def open_goals() -> list[Any]:
    """A goal that is scored, of each scale there is in a unit that somebody of the cast leads."""
    every = rows("profiles.ProfileGoal", closed_on=None, profile__case__unit=_led_unit())
    return list({each.scale: each for each in every}.values())


def _led_unit() -> Any:
    return one("cases.EmergencyAccess").case.unit_id


MANAGED = (
    *("profile", "profile_edit", "profile_close", "text", "text_history", "action_new", "action"),
    *("meeting_new", "meeting", "meeting_sheet", "plan_sheet"),
    *("action_move", "goal_new", "goal_change", "goal_close", "goal_tags", "goal_participation"),
    *("scoring", "score_undo", "score_new", "score_list", "score_withdraw"),
    *("evaluation", "evaluation_new", "evaluation_return"),
)


def open_profile(*, managed: bool = False) -> Arguments:
    """A profile with one of everything that an address can name."""
    meeting = one("profiles.Meeting", profile__case__isnull=managed)
    profile = meeting.profile
    action = one("profiles.PlannedAction", state="under_way", profile=profile)
    goal = one("profiles.ProfileGoal", profile=profile, closed_on=None)
    return {
        "pk": profile.case_id,
        "profile": profile.pk,
        "goal": goal.pk,
        "score": one("profiles.Score", goal__profile__case__isnull=managed).pk,
        "evaluation": one("profiles.Evaluation", profile__case__isnull=managed).pk,
        "action": action.pk,
        "meeting": meeting.pk,
        "section": "perspectives",
        "citizen": 0,
        "voice": "employees" if managed else "parents",
    }


def evaluations() -> list[Any]:
    """One that is being written, one that is ready, and one approved of the same family."""
    every = rows("profiles.Evaluation", profile__case__isnull=False)
    ready = every.exclude(submitted_at=None).filter(approved_at=None)[0]
    draft = every.filter(submitted_at=None, approved_at=None)[0]
    approved = every.exclude(approved_at=None).filter(profile__unit=ready.profile.unit)[0]
    return [draft, ready, approved]


CASEWORK: dict[str, Callable[[], list[Arguments]]] = {
    "cases:": lambda: [open_case()],
    "cases:target_group": by_pk("cases.TargetGroup"),
    "cases:case": lambda: [open_case(), *({"pk": row.pk} for row in _of_all_kinds())],
    "cases:reopen": by_pk("cases.Case", closed_on__isnull=False),
    **dict.fromkeys(
        (
            *("cases:transition", "cases:step_new", "cases:step", "cases:complaint_new"),
            "cases:transition_end",
        ),
        lambda: [
            {"pk": each.transition.case_id, "transition": each.transition_id, "step": each.pk}
            for each in rows("cases.TransitionStep")[:1]
        ],
    ),
    "cases:age_settle": lambda: [
        {"pk": each.case_id, "event": each.pk}
        for each in rows("cases.AgeEvent", settled_on=None)[:1]
    ],
    "cases:transition_new": lambda: [
        {"pk": each.case_id, "citizen": each.citizen_id}
        for each in rows("cases.CasePerson", role="subject")[:1]
    ],
    "cases:search_words": lambda: [
        {"pk": each.pk} for each in rows("audit.AuditEvent", action="case.emergency_sought")[:1]
    ],
    "cases:seen": lambda: [{"pk": open_case()["citizen"]}],
    "family_access:": lambda: [own_pages()],
    "interventions:": by_pk("interventions.InterventionType"),
    **dict.fromkeys(
        (
            *("interventions:case_panel", "interventions:intervention_new"),
            *("interventions:intervention", "interventions:intervention_end"),
            "interventions:discussion",
        ),
        lambda: [
            {"pk": each.case_id, "intervention": each.pk}
            for each in rows("interventions.Intervention", ended_on=None)[:1]
        ],
    ),
    "profiles:scoring": lambda: [{"pk": each.profile.case_id} for each in open_goals()],
    "profiles:score_undo": lambda: [{"pk": each.profile.case_id} for each in open_goals()],
    **dict.fromkeys(
        ("profiles:score_new", "profiles:score_list"),
        lambda: [{"pk": each.profile.case_id, "goal": each.pk} for each in open_goals()],
    ),
    "profiles:score_withdraw": lambda: [
        {"pk": each.goal.profile.case_id, "goal": each.goal_id, "score": each.pk}
        for each in rows(
            "profiles.Score",
            replaced_at=None,
            goal__closed_on=None,
            goal__profile__case__unit=_led_unit(),
        )[:1]
    ],
    **dict.fromkeys(
        (
            *("profiles:evaluation", "profiles:evaluation_new", "profiles:evaluation_return"),
            "profiles:evaluation_family",
        ),
        lambda: [
            {"pk": each.profile.case_id, "profile": each.profile_id, "evaluation": each.pk}
            for each in evaluations()
        ],
    ),
    "profiles:evaluations_panel": lambda: [{"pk": each.profile_id} for each in evaluations()],
    **dict.fromkeys(
        (
            *("profiles:diary", "profiles:diary_panel", "profiles:diary_news"),
            *("profiles:diary_print", "profiles:note_new", "profiles:note", "profiles:attachment"),
            *("profiles:note_correct", "profiles:note_follow_up", "profiles:note_read"),
            "profiles:note_strike",
        ),
        noted,
    ),
    "profiles:note_struck": lambda: [{"pk": struck().case_id, "note": struck().pk}],
    "profiles:struck_note": lambda: [{"note": struck().pk}],
    "interventions:families": by_pk("cases.TargetGroup"),
    "interventions:step_edit": by_pk("interventions.LadderStep"),
    "profiles:": lambda: [open_profile()],
    **INSTRUMENTS,
    **dict.fromkeys(
        [f"profiles:managed_{name}" for name in MANAGED],
        lambda: [open_profile(managed=True)],
    ),
    **dict.fromkeys(
        (
            *("profiles:template_edit", "profiles:template_publish", "profiles:template_discard"),
            *("profiles:template", "profiles:template_new_version"),
        ),
        by_pk("profiles.ProfileTemplate", published_on=None),
    ),
    "theory:profile_thread": lambda: [{"pk": open_profile()["profile"]}],
}
