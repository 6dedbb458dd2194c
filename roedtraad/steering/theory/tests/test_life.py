import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import Goal
from roedtraad.steering.agreements.tests.factories import AgreementFactory, GoalFactory
from roedtraad.steering.theory.access import readable
from roedtraad.steering.theory.models import Node, NodeKind, Risk, TheoryOfChange, TheoryState
from roedtraad.steering.theory.services import editing, life
from roedtraad.steering.theory.shipped_theories import shipped_theories, shipped_theory

from .factories import NodeIndicatorFactory

pytestmark = pytest.mark.django_db
S = TheoryState


@pytest.fixture
def goal(north: Unit) -> Goal:
    return GoalFactory(agreement=AgreementFactory(unit=north))


@pytest.mark.parametrize("key", [each.key for each in shipped_theories()])
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_theory_begins_from_a_template(
    north: Unit, leader: User, key: str, language: str
) -> None:
    from django.utils import translation

    with translation.override(language):
        template = shipped_theory(key)
    assert template is not None

    made = life.start_theory(
        TheoryOfChange(title="Ny", unit=north), template=template, acting_user=leader
    )

    kinds = set(made.nodes.values_list("kind", flat=True))
    assert kinds == {kind.value for kind in NodeKind}
    assert made.links.count() == len(template.arrows)
    assert all(link.assumption for link in made.links.exclude(from_node__kind="target_group"))


def test_a_copy_points_to_what_was_pointed_to(
    chain: dict[str, Node], goal: Goal, leader: User, north: Unit
) -> None:
    theory = chain["output"].theory
    Node.objects.filter(pk=chain["result_goal"].pk).update(goal=goal)
    followed = NodeIndicatorFactory(node=chain["output"])
    Risk.objects.create(theory=theory, text="Fare", node=chain["output"])

    copied = life.copy_theory(theory, title="Kopi", unit=north, acting_user=leader)

    output = copied.nodes.get(kind="output")
    assert copied.nodes.get(kind="result_goal").goal == goal
    assert [row.use for row in output.node_indicators.all()] == [followed.use]
    assert copied.risks.get().node == output
    assert copied.links.count() == 4
    assert output.pk != chain["output"].pk and theory.nodes.count() == 5


def test_only_what_one_may_read_is_copied(
    theory: TheoryOfChange, outsider: User, south: Unit
) -> None:
    with pytest.raises(ValidationError):
        life.copy_theory(theory, title="Kopi", unit=south, acting_user=outsider)


def test_nobody_writes_in_another_unit(theory: TheoryOfChange, leader: User, south: Unit) -> None:
    with pytest.raises(PermissionDenied):
        life.copy_theory(theory, title="Kopi", unit=south, acting_user=leader)


def test_a_new_edition_replaces_the_one_in_use_when_it_is_put_in_use(
    chain: dict[str, Node], leader: User
) -> None:
    first = life.move_to(chain["output"].theory, S.IN_USE, acting_user=leader)

    second = life.revise_theory(first, acting_user=leader)
    again = life.revise_theory(first, acting_user=leader)
    first.refresh_from_db()
    assert (again.pk, second.number, first.state) == (second.pk, 2, S.IN_USE)

    life.move_to(second, S.IN_USE, acting_user=leader)
    first.refresh_from_db()
    assert first.state == S.ENDED
    assert second.nodes.count() == 5


def test_of_all_editions_one_is_in_use(theory: TheoryOfChange, leader: User) -> None:
    editions = [life.move_to(theory, S.IN_USE, acting_user=leader)]
    for _number in range(2):
        draft = life.revise_theory(editions[-1], acting_user=leader)
        editions.append(life.move_to(draft, S.IN_USE, acting_user=leader))

    life.move_to(editions[0], S.IN_USE, acting_user=leader)

    states = list(TheoryOfChange.objects.order_by("number").values_list("state", flat=True))
    assert states == [S.IN_USE, S.ENDED, S.ENDED]


def test_a_draft_is_not_ended(theory: TheoryOfChange, leader: User) -> None:
    with pytest.raises(life.NoSuchWay):
        life.move_to(theory, S.ENDED, acting_user=leader)


def test_what_was_in_use_is_not_thrown_away(theory: TheoryOfChange, leader: User) -> None:
    in_use = life.move_to(theory, S.IN_USE, acting_user=leader)

    with pytest.raises(editing.NotEditable):
        life.discard_theory(in_use, acting_user=leader)


def test_a_draft_is_thrown_away(chain: dict[str, Node], leader: User) -> None:
    life.discard_theory(chain["output"].theory, acting_user=leader)

    assert not TheoryOfChange.objects.exists()


@pytest.mark.parametrize(
    ("who", "state", "sees"),
    [
        ("leader", S.DRAFT, True),
        ("employee", S.DRAFT, True),
        ("principal", S.DRAFT, True),
        ("consultant", S.DRAFT, True),
        ("politician", S.DRAFT, False),
        ("politician", S.IN_USE, True),
        ("politician", S.ENDED, False),
        ("outsider", S.DRAFT, False),
        ("outsider", S.IN_USE, False),
        ("administrator", S.IN_USE, False),
        ("data_protection_officer", S.IN_USE, False),
    ],
)
def test_who_sees_what(
    theory: TheoryOfChange,
    who: str,
    state: TheoryState,
    sees: bool,
    request: pytest.FixtureRequest,
) -> None:
    TheoryOfChange.objects.update(state=state)

    found = readable(request.getfixturevalue(who))

    assert found.filter(pk=theory.pk).exists() is sees
