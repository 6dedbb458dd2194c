"""Whatever the code writes to the log can be told in words."""

import ast
from collections.abc import Iterator

import pytest

from roedtraad.foundation.audit import wording
from roedtraad.steering.agreements.models import AgreementState
from tools.steps import ROOT

WRITERS = {"record", "record_read", "record_import", "record_membership", "_record", "_log"}


def spelt(node: ast.expr) -> Iterator[str]:
    """The actions that an expression may be, as far as they are spelt out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from spelt(node.body)
        yield from spelt(node.orelse)


def written() -> dict[str, str]:
    found = {}
    for file in sorted((ROOT / "roedtraad").rglob("*.py")):
        if {"tests", "migrations"} & set(file.parts):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in WRITERS | {"logs_read"}:
                found |= {action: file.name for action in spelt(node.args[0]) if "." in action}
    return found


ACTIONS = written()


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_an_action_of_the_log_is_told_in_words(action: str) -> None:
    assert wording.is_known(action), ACTIONS[action]


def test_every_state_of_an_agreement_is_told_in_words() -> None:
    assert all(wording.is_known(f"agreement.{state}") for state in AgreementState)


def test_the_actions_were_found() -> None:
    assert len(ACTIONS) > 50
