from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.casework.interventions.tests.factories import InterventionTypeFactory
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory
from roedtraad.steering.theory.models import Link, Node, NodeKind, Risk, TheoryOfChange, TheoryState
from roedtraad.steering.theory.queries.board import last_own_change
from roedtraad.steering.theory.services import drawing, editing

from .factories import NodeFactory, TheoryFactory

pytestmark = pytest.mark.django_db
K = NodeKind


def titles(theory: TheoryOfChange, kind: NodeKind) -> list[str]:
    return [each.title for each in theory.nodes.filter(kind=kind)]


def test_a_circle_is_refused_and_its_way_is_named(theory: TheoryOfChange, leader: User) -> None:
    a, b = (NodeFactory(theory=theory, title=name) for name in "AB")
    drawing.connect(a, b, acting_user=leader)

    with pytest.raises(drawing.Circle) as refused:
        drawing.connect(b, a, acting_user=leader)

    assert "“B” → “A” → “B”" in str(refused.value)
    assert theory.links.count() == 1


def test_a_long_circle_is_refused_too(chain: dict[str, Node], leader: User) -> None:
    with pytest.raises(drawing.Circle) as refused:
        drawing.connect(chain["effect_goal"], chain["intervention"], acting_user=leader)

    assert str(refused.value).count("→") == 4


def test_a_box_does_not_lead_to_itself_and_not_twice_to_another(
    chain: dict[str, Node], leader: User
) -> None:
    with pytest.raises(drawing.Circle):
        drawing.connect(chain["output"], chain["output"], acting_user=leader)
    with pytest.raises(drawing.NotTwice):
        drawing.connect(chain["output"], chain["result_goal"], acting_user=leader)


def test_arrows_do_not_lead_to_another_theory(chain: dict[str, Node], leader: User) -> None:
    other = NodeFactory(theory=TheoryFactory(unit=chain["output"].theory.unit))

    with pytest.raises(ValidationError):
        drawing.connect(chain["output"], other, acting_user=leader)


def test_taking_a_removal_back_cannot_close_a_circle(theory: TheoryOfChange, leader: User) -> None:
    a, b = (NodeFactory(theory=theory, title=name) for name in "AB")
    first = drawing.connect(a, b, acting_user=leader)
    removal = editing.remove(first, acting_user=leader)
    drawing.connect(b, a, acting_user=leader)

    with pytest.raises(editing.CannotUndo):
        editing.undo(removal, acting_user=leader)

    assert theory.links.count() == 1


def test_a_removed_box_comes_back_with_its_arrows_and_indicators(
    chain: dict[str, Node], leader: User
) -> None:
    output = chain["output"]
    drawing.follow_by(output, [IndicatorUseFactory()], acting_user=leader)
    theory = output.theory

    removal = drawing.remove_node(output, acting_user=leader)
    left = theory.links.count()
    editing.undo(removal, acting_user=leader)

    back = theory.nodes.get(kind=K.OUTPUT)
    assert (left, theory.links.count(), back.node_indicators.count()) == (2, 4, 1)


def test_a_new_box_comes_last_or_where_it_is_put_with_an_arrow(
    theory: TheoryOfChange, leader: User
) -> None:
    first = drawing.add_node(Node(theory=theory, kind=K.OUTPUT, title="1"), acting_user=leader)
    drawing.add_node(
        Node(theory=theory, kind=K.OUTPUT, title="0"),
        before=first,
        after=first,
        acting_user=leader,
    )

    assert titles(theory, K.OUTPUT) == ["0", "1"]
    assert [(str(e.from_node), str(e.to_node)) for e in theory.links.all()] == [("1", "0")]


def test_adding_a_box_with_its_arrow_is_undone_at_once(
    chain: dict[str, Node], leader: User
) -> None:
    theory = chain["output"].theory
    new = Node(theory=theory, kind=K.RESULT_GOAL, title="Ny")
    drawing.add_node(new, after=chain["output"], acting_user=leader)

    change = last_own_change(theory, leader)
    assert change is not None
    editing.undo(change, acting_user=leader)

    assert titles(theory, K.RESULT_GOAL) == ["Kasse result_goal"]
    assert theory.links.count() == 4


@pytest.mark.parametrize(
    ("moved", "by", "expected"), [(0, 1, "BAC"), (2, -1, "ACB"), (0, -1, "ABC"), (2, 1, "ABC")]
)
def test_boxes_are_moved_up_and_down(
    theory: TheoryOfChange, leader: User, moved: int, by: int, expected: str
) -> None:
    boxes = [NodeFactory(theory=theory, title=t, position=n) for n, t in enumerate("ABC")]

    drawing.step_node(boxes[moved], by, acting_user=leader)

    assert "".join(titles(theory, K.OUTPUT)) == expected


def test_a_box_that_moves_to_another_column_keeps_its_words_only(
    theory: TheoryOfChange, leader: User
) -> None:
    kind = InterventionTypeFactory(title="Familiebehandling")
    box = NodeFactory(theory=theory, kind=K.INTERVENTION, title="", intervention_type=kind)

    drawing.shift_node(box, 1, acting_user=leader)

    box.refresh_from_db()
    assert (box.kind, box.title, box.intervention_type) == ("output", "Familiebehandling", None)


def test_a_box_needs_words_or_something_to_stand_for(theory: TheoryOfChange, leader: User) -> None:
    with pytest.raises(ValidationError):
        drawing.add_node(Node(theory=theory, kind=K.OUTPUT, title="  "), acting_user=leader)


def test_the_second_to_save_is_told_of_the_first(
    chain: dict[str, Node], leader: User, consultant: User
) -> None:
    output = chain["output"]
    read = output.version
    drawing.change_node(output, {"title": "Leders"}, acting_user=leader, base_version=read)

    with pytest.raises(editing.EditConflict) as told:
        drawing.change_node(output, {"title": "X"}, acting_user=consultant, base_version=read)

    assert str(told.value.current) == "Leders"


def test_moving_a_box_is_no_conflict_for_who_writes_in_it(
    theory: TheoryOfChange, leader: User, consultant: User
) -> None:
    first, _second = (NodeFactory(theory=theory, title=t, position=n) for n, t in enumerate("AB"))
    drawing.step_node(first, 1, acting_user=consultant)

    drawing.change_node(first, {"text": "Nyt"}, acting_user=leader, base_version=1)

    first.refresh_from_db()
    assert (first.text, first.position) == ("Nyt", 1)


def test_the_columns_are_put_in_the_order_of_the_picture(
    theory: TheoryOfChange, leader: User
) -> None:
    a, b = (
        NodeFactory(theory=theory, kind=K.OUTPUT, title=t, position=n) for n, t in enumerate("ab")
    )
    to_b, to_a = (
        NodeFactory(theory=theory, kind=K.RESULT_GOAL, title=t, position=n)
        for n, t in enumerate(("to b", "to a"))
    )
    drawing.connect(a, to_a, acting_user=leader)
    drawing.connect(b, to_b, acting_user=leader)

    drawing.tidy(theory, acting_user=leader)

    order = titles(theory, K.OUTPUT), titles(theory, K.RESULT_GOAL)
    assert order in ((["a", "b"], ["to a", "to b"]), (["b", "a"], ["to b", "to a"]))


def test_every_write_is_logged(chain: dict[str, Node], leader: User) -> None:
    theory = chain["output"].theory
    drawing.add_risk(Risk(theory=theory, text="Behandleren skifter"), acting_user=leader)
    drawing.change_node(chain["output"], {"text": "Nyt"}, acting_user=leader)

    actions = list(AuditEvent.objects.values_list("action", flat=True).order_by("pk"))
    assert actions == ["risk.created", "node.changed"]


WRITES: list[Any] = [
    lambda n, u: drawing.add_node(
        Node(theory=n["output"].theory, kind=K.OUTPUT, title="X"), acting_user=u
    ),
    lambda n, u: drawing.change_node(n["output"], {"title": "X"}, acting_user=u),
    lambda n, u: drawing.follow_by(n["output"], [IndicatorUseFactory()], acting_user=u),
    lambda n, u: drawing.shift_node(n["output"], 1, acting_user=u),
    lambda n, u: drawing.remove_node(n["output"], acting_user=u),
    lambda n, u: drawing.connect(n["target_group"], n["output"], acting_user=u),
    lambda n, u: editing.update(Link.objects.all()[0], {"assumption": "X"}, acting_user=u),
    lambda n, u: drawing.tidy(n["output"].theory, acting_user=u),
    lambda n, u: drawing.add_risk(Risk(theory=n["output"].theory, text="X"), acting_user=u),
]


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("who", ["outsider", "principal", "politician"])
def test_only_the_units_own_people_and_consultants_draw(
    chain: dict[str, Node], write: Any, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        write(chain, request.getfixturevalue(who))


@pytest.mark.parametrize("write", WRITES)
def test_what_is_in_use_is_not_redrawn(chain: dict[str, Node], leader: User, write: Any) -> None:
    TheoryOfChange.objects.update(state=TheoryState.IN_USE)

    with pytest.raises(editing.NotEditable):
        write(chain, leader)


@pytest.mark.parametrize("who", ["leader", "team_leader", "employee", "consultant"])
def test_those_who_draw(chain: dict[str, Node], who: str, request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(who)

    assert editing.may_edit(chain["output"].theory, user)
