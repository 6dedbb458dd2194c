from roedtraad.steering.theory.completeness import LinkState, NodeState, lacks
from roedtraad.steering.theory.models import Evidence, NodeKind

K = NodeKind
GROUP = NodeState(1, K.TARGET_GROUP, "Familier", group=7)
TREATMENT = NodeState(2, K.INTERVENTION, "Behandling", indicators=1)
GOALS = NodeState(3, K.OUTPUT, "Egne mål", indicators=1)
EVERYDAY = NodeState(4, K.RESULT_GOAL, "Hverdagen", indicators=1)
THRIVING = NodeState(5, K.EFFECT_GOAL, "Trivsel", indicators=1, group_of_effect=7)
WHOLE = [GROUP, TREATMENT, GOALS, EVERYDAY, THRIVING]
ARROWS = [LinkState(n, (n, n + 1), assumption="Fordi") for n in range(1, 5)]


def keys(nodes: list[NodeState], links: list[LinkState], **options: object) -> list[str]:
    return [each.key for each in lacks(nodes, links, **options)]


def test_a_whole_chain_lacks_nothing() -> None:
    assert lacks(WHOLE, ARROWS, groups_with_effect_goal=frozenset({7})) == []


def test_every_result_goal_has_an_intervention() -> None:
    found = lacks([EVERYDAY, THRIVING], [ARROWS[3]])

    told = [each.message for each in found if each.key == "intervention"]
    assert told == ["Ingen indsats fører til resultatmålet “Hverdagen”."]


def test_without_an_output_nobody_sees_where_it_breaks() -> None:
    links = [ARROWS[0], LinkState(9, (2, 4), assumption="Fordi"), ARROWS[3]]

    assert "output" in keys([GROUP, TREATMENT, EVERYDAY, THRIVING], links)


def test_every_box_but_the_target_group_has_an_indicator() -> None:
    bare = [GROUP, NodeState(2, K.INTERVENTION, "Behandling"), GOALS, EVERYDAY, THRIVING]

    found = [each for each in lacks(bare, ARROWS) if each.key == "indicator"]

    assert [each.node for each in found] == [2]


def test_too_many_indicators_are_told_and_the_limit_can_be_lifted() -> None:
    many = [*WHOLE[:2], NodeState(3, K.OUTPUT, "Egne mål", indicators=4), *WHOLE[3:]]

    assert "overload" in keys(many, ARROWS, most_indicators=3)
    assert "overload" not in keys(many, ARROWS, most_indicators=4)
    assert "overload" not in keys(many, ARROWS, most_indicators=0)


def test_a_target_group_without_a_set_effect_goal_gets_one_of_its_own() -> None:
    assert "own_effect_goal" in keys(WHOLE[:4], ARROWS[:3])
    own = NodeState(5, K.EFFECT_GOAL, "Vores eget", indicators=1)
    assert "own_effect_goal" not in keys([*WHOLE[:4], own], ARROWS)


def test_an_effect_goal_that_is_set_is_served() -> None:
    own = NodeState(5, K.EFFECT_GOAL, "Vores eget", indicators=1)

    found = keys([*WHOLE[:4], own], ARROWS, groups_with_effect_goal=frozenset({7}))

    assert "effect_goal" in found


def test_arrows_say_why_and_from_where_it_is_known() -> None:
    silent = LinkState(2, (2, 3))
    unsourced = LinkState(3, (3, 4), assumption="Fordi", evidence=Evidence.LITERATURE)

    found = lacks(WHOLE, [ARROWS[0], silent, unsourced, ARROWS[3]])

    assert {(each.key, each.link) for each in found if each.link} == {
        ("assumption", 2),
        ("source", 3),
    }


def test_an_arrow_that_points_backwards_is_told() -> None:
    back = LinkState(9, (4, 3), assumption="Fordi")

    assert "backwards" in keys(WHOLE, [*ARROWS[:2], back])


def test_loose_boxes_and_empty_columns_are_told() -> None:
    found = keys([TREATMENT, THRIVING], [])

    assert (found.count("column"), found.count("leads"), found.count("reached")) == (3, 1, 1)
