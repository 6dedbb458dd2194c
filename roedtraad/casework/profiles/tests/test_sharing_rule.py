"""Who × what × shared or not: the whole of the rule."""

import pytest

from roedtraad.casework.profiles.models import Ground, SharedKind
from roedtraad.casework.profiles.sharing import (
    Reader,
    Shared,
    Thing,
    ground_of,
    may_see,
    owners_of_goal,
)

CHILD, SISTER, MOTHER, FATHER, GOAL, OTHER_GOAL, PLAN, ANSWER = range(1, 9)
READERS = {
    "child": Reader(CHILD),
    "sister": Reader(SISTER),
    "mother with authority": Reader(MOTHER, frozenset({CHILD, SISTER})),
    "mother without": Reader(MOTHER),
    "father with authority": Reader(FATHER, frozenset({CHILD})),
    "father without": Reader(FATHER),
}
CHILDS = {"owners": frozenset({CHILD}), "about": frozenset({CHILD})}
MOTHERS = {"owners": frozenset({MOTHER}), "about": frozenset({CHILD})}
GOAL_OF_CHILD = Thing(SharedKind.GOAL, GOAL, **CHILDS)
GOAL_OF_MOTHER = Thing(SharedKind.GOAL, OTHER_GOAL, **MOTHERS)
THINGS = {
    "child's goal": GOAL_OF_CHILD,
    "child's scores": Thing(SharedKind.SCORES, GOAL, **CHILDS, within=GOAL_OF_CHILD),
    "mother's scores of it": Thing(SharedKind.SCORES, GOAL, **MOTHERS, within=GOAL_OF_CHILD),
    "mother's goal": GOAL_OF_MOTHER,
    "mother's scores": Thing(SharedKind.SCORES, OTHER_GOAL, **MOTHERS, within=GOAL_OF_MOTHER),
    "child's answers": Thing(SharedKind.ANSWERS, ANSWER, **CHILDS),
    "plan": Thing(SharedKind.PLAN, PLAN, about=frozenset({CHILD})),
}
ON_THEIR_OWN = {
    "child": {"child's goal", "child's scores", "child's answers"},
    "mother with authority": {"mother's goal", "mother's scores"},
    "mother without": {"mother's goal", "mother's scores"},
}


def _share(what: str, who: int, ground: Ground) -> list[Shared]:
    """A share of the thing, and of the goal it lies in."""
    thing = THINGS[what]
    parts = [thing, *([thing.within] if thing.within else [])]
    return [Shared(each.kind, each.key, each.owner, who, ground) for each in parts]


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("what", THINGS)
def test_unshared_everybody_sees_only_their_own(who: str, what: str) -> None:
    assert may_see(READERS[who], THINGS[what], []) is (what in ON_THEIR_OWN.get(who, set()))


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("what", THINGS)
def test_shared_with_a_person_it_is_seen_by_that_person_whatever_their_authority(
    who: str, what: str
) -> None:
    shares = _share(what, READERS[who].who, Ground.PERSON)

    assert may_see(READERS[who], THINGS[what], shares)


@pytest.mark.parametrize(
    ("who", "counts"),
    [
        ("mother with authority", True),
        ("mother without", False),
        ("father with authority", True),
        ("father without", False),
        ("sister", False),
    ],
)
def test_a_share_that_rests_on_authority_counts_while_it_lasts(who: str, counts: bool) -> None:
    shares = _share("child's goal", READERS[who].who, Ground.AUTHORITY)

    assert may_see(READERS[who], THINGS["child's goal"], shares) is counts


@pytest.mark.parametrize("what", THINGS)
@pytest.mark.parametrize("ground", Ground)
def test_what_is_shared_with_one_parent_is_not_shared_with_the_other(
    what: str, ground: Ground
) -> None:
    shares = _share(what, MOTHER, ground)

    assert not may_see(READERS["father with authority"], THINGS[what], shares)


@pytest.mark.parametrize("what", THINGS)
@pytest.mark.parametrize("shared", THINGS)
def test_sharing_one_thing_shares_no_other(what: str, shared: str) -> None:
    shares = _share(shared, FATHER, Ground.PERSON)
    lies_in = THINGS[shared].within

    expected = what == shared or THINGS[what] == lies_in
    assert may_see(READERS["father without"], THINGS[what], shares) is expected


def test_scores_are_not_seen_by_who_may_not_see_the_goal() -> None:
    [of_scores, of_goal] = _share("child's scores", MOTHER, Ground.PERSON)

    assert may_see(READERS["mother without"], THINGS["child's scores"], [of_scores, of_goal])
    assert not may_see(READERS["mother without"], THINGS["child's scores"], [of_scores])


@pytest.mark.parametrize(
    ("who", "ground"),
    [("mother with authority", Ground.AUTHORITY), ("father without", Ground.PERSON)],
)
def test_an_employees_share_rests_on_authority_where_there_is_some(
    who: str, ground: Ground
) -> None:
    assert ground_of(READERS[who], GOAL_OF_CHILD) == ground


@pytest.mark.parametrize(
    ("words_by", "whose", "about", "owners"),
    [
        ("child", CHILD, [CHILD, SISTER], {CHILD}),
        ("child", None, [CHILD], {CHILD}),
        ("child", None, [CHILD, SISTER], set()),
        ("parents", CHILD, [CHILD], {MOTHER}),
        ("professional", CHILD, [CHILD], set()),
        ("network", None, [CHILD], set()),
    ],
)
def test_whose_words_a_goal_is_in(
    words_by: str, whose: int | None, about: list[int], owners: set[int]
) -> None:
    found = owners_of_goal(words_by=words_by, whose=whose, about=about, took_part=[MOTHER])

    assert found == owners
