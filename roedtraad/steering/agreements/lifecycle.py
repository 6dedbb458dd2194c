"""The life of an agreement as a table: from which states each step leads where, and who takes it.

Services and pages read this table; `diagram` draws it for docs/agreement-lifecycle.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from roedtraad.foundation.accounts.access import Permission

from .models import AgreementState

S = AgreementState
LIVE = frozenset(state for state in S if state not in (S.CLOSED, S.WITHDRAWN))
WRITING = frozenset({S.DRAFT, S.DIALOGUE, S.SUBMITTED, S.AMENDING})


@dataclass(frozen=True)
class Transition:
    """One step: what a person, or the clock (no permission), does to an agreement."""

    name: str
    before: frozenset[AgreementState]
    after: tuple[AgreementState, ...]  # more than one: the service says which
    permission: Permission | None
    needs_reason: bool = False


def _step(
    name: str,
    before: set[AgreementState] | frozenset[AgreementState],
    *after: AgreementState,
    by: Permission | None,
    needs_reason: bool = False,
) -> Transition:
    return Transition(name, frozenset(before), after, by, needs_reason)


_EDIT, _SUBMIT = Permission.AGREEMENT_EDIT, Permission.AGREEMENT_SUBMIT
TRANSITIONS: dict[str, Transition] = {
    step.name: step
    for step in (
        _step("begin_dialogue", {S.DRAFT}, S.DIALOGUE, by=_EDIT),
        _step("submit", {S.DRAFT, S.DIALOGUE, S.AMENDING}, S.SUBMITTED, by=_SUBMIT),
        _step("send_back", {S.SUBMITTED}, S.DIALOGUE, S.AMENDING, by=_SUBMIT, needs_reason=True),
        _step(  # for the last party; who approves for which party is in `access`
            "approve",
            {S.SUBMITTED},
            S.APPROVED,
            by=Permission.AGREEMENT_APPROVE_AS_UNIT,
        ),
        _step("take_effect", {S.APPROVED}, S.ACTIVE, by=None),
        _step(
            "amend",
            {S.APPROVED, S.ACTIVE, S.FOLLOWED_UP},
            S.AMENDING,
            by=_EDIT,
            needs_reason=True,
        ),
        _step(
            "abandon_amendment",
            {S.AMENDING, S.SUBMITTED},
            S.APPROVED,
            S.ACTIVE,
            by=_EDIT,
            needs_reason=True,
        ),
        _step("mark_followed_up", {S.ACTIVE}, S.FOLLOWED_UP, by=_SUBMIT),
        _step("close", {S.FOLLOWED_UP}, S.CLOSED, by=_SUBMIT),
        _step("withdraw", LIVE, S.WITHDRAWN, by=Permission.AGREEMENT_WITHDRAW, needs_reason=True),
    )
}


def states_before(name: str) -> frozenset[AgreementState]:
    """The states from which the step can be taken."""
    return TRANSITIONS[name].before


def steps_from(state: str) -> list[Transition]:
    """The steps that lead on from a state."""
    return [step for step in TRANSITIONS.values() if state in step.before]


def diagram() -> str:
    """The table as a Mermaid state diagram, in the order of the table."""
    lines = ["stateDiagram-v2", f"    [*] --> {S.DRAFT.value}"]
    for step in TRANSITIONS.values():
        lines += [
            f"    {state.value} --> {after.value}: {step.name}"
            for state in S
            if state in step.before
            for after in step.after
        ]
    lines += [f"    {state.value} --> [*]" for state in S if not steps_from(state)]
    return "\n".join(lines) + "\n"
