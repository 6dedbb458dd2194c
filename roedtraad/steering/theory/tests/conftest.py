import pytest

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.theory.models import Node, NodeKind, TheoryOfChange

from .factories import LinkFactory, NodeFactory, TheoryFactory


@pytest.fixture
def theory(north: Unit, leader: User) -> TheoryOfChange:
    """A draft of Familiehuset Nord, without boxes."""
    return TheoryFactory(unit=north, made_by=leader, title="Familien skriver målet")


@pytest.fixture
def chain(theory: TheoryOfChange) -> dict[str, Node]:
    """One box of each kind, each leading to the next."""
    boxes = {
        kind.value: NodeFactory(theory=theory, kind=kind, title=f"Kasse {kind.value}")
        for kind in NodeKind
    }
    rows = list(boxes.values())
    for start, end in zip(rows, rows[1:], strict=False):
        LinkFactory(from_node=start, to_node=end)
    return boxes
