from pathlib import Path

import pytest

from roedtraad.steering.agreements import lifecycle
from roedtraad.steering.agreements.models import AgreementState as S

DOCUMENT = Path(__file__).parents[4] / "docs/agreement-lifecycle.md"


@pytest.mark.parametrize("state", list(S))
def test_every_state_but_the_last_two_leads_on(state: S) -> None:
    is_end = state in (S.CLOSED, S.WITHDRAWN)

    assert bool(lifecycle.steps_from(state)) is not is_end


def test_every_state_can_be_reached_from_a_draft() -> None:
    reached, new = set(), {S.DRAFT}
    while new:
        reached |= new
        new = {
            after for state in new for step in lifecycle.steps_from(state) for after in step.after
        } - reached

    assert reached == set(S)


def test_the_council_can_withdraw_at_any_time_before_the_end() -> None:
    assert lifecycle.states_before("withdraw") == set(S) - {S.CLOSED, S.WITHDRAWN}


def test_the_drawing_in_the_documentation_is_current() -> None:
    """Mend it with the text that `lifecycle.diagram()` gives."""
    assert f"```mermaid\n{lifecycle.diagram()}```" in DOCUMENT.read_text("utf-8")
