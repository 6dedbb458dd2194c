"""The reference cases come out of the questionnaires as they are shipped and stored."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from roedtraad.casework.profiles.instruments_rules import rules_of
from roedtraad.casework.profiles.instruments_scoring import (
    ItemRule,
    ScaleRule,
    Scored,
    reach,
    scored,
)
from roedtraad.casework.profiles.models import Instrument, InstrumentVersion, Item
from roedtraad.casework.profiles.services.instruments_shipped import install_instruments
from roedtraad.casework.profiles.services.instruments_versions import content_of
from roedtraad.foundation.statistics.unusable import UnusableData

ROOT = Path(__file__).parents[4]
SHARED = Path(os.environ.get("ROEDTRAAD_SHARED", ROOT.parent / "shared"))
SCORING = SHARED / "data" / "expected" / "sdq_scoring.json"
FIVE = [ItemRule(number, {0: 0, 1: 1, 2: 2}) for number in range(1, 6)]


def _sdq() -> InstrumentVersion:
    install_instruments()
    version = InstrumentVersion.objects.filter(instrument__code="SDQ").first()
    assert version is not None
    return version


@pytest.mark.django_db
@pytest.mark.skipif(not SCORING.is_file(), reason="the reference data are not here")
@pytest.mark.parametrize("name", ["lars_parent", "rikke_self"])
def test_the_published_answers_give_the_published_scores_through_the_rows(name: str) -> None:
    case = json.loads(SCORING.read_text("utf-8"))["cases"][name]
    given = dict(enumerate(case["items"], 1))
    given |= dict(enumerate(case.get("impact_items", {}).values(), 26))

    found = scored(*rules_of(_sdq()), given)

    wanted = {key: Decimal(score) for key, score in case["scores"].items()}
    assert {key: found[key].score for key in wanted} == wanted
    assert found["impact"].score == case.get("impact_score")


@pytest.mark.django_db
def test_of_licensed_questionnaires_no_question_is_shipped() -> None:
    install_instruments()

    licensed = Instrument.objects.filter(may_show_items=False)
    assert set(licensed.values_list("code", flat=True)) == {"SDQ", "ORS", "SRS", "WHO-5"}
    items = Item.objects.filter(version__instrument__in=licensed)
    assert set(items.values_list("text", "text_en")) == {("", "")}
    assert all(each.licence and each.owner for each in licensed)


@pytest.mark.django_db
def test_our_own_questionnaires_have_both_languages_and_no_norms() -> None:
    first, second = install_instruments(), install_instruments()

    own = InstrumentVersion.objects.filter(instrument__owner="Rød Tråd")
    texts = Item.objects.filter(version__in=own).values_list("text", "text_en")
    assert (first, second, own.count()) == (6, 0, 4)
    assert all(danish and english for danish, english in texts)
    for version in own:
        assert [scale["norms"] for scale in content_of(version)["scales"]] == [[]]
        items, scales = rules_of(version)
        ends = [(row.lowest, row.highest) for row in version.scales.all()]
        assert [reach(rule, items) for rule in scales] == ends


def test_missing_answers_are_filled_in_and_rounded_half_up_or_the_score_is_missing() -> None:
    rule = ScaleRule("s", "sum", (1, 2, 3, 4, 5), frozenset({5}), fewest_answered=3)

    found = [
        scored(FIVE, [rule], given)["s"]
        for given in ({1: 2, 2: 1, 5: 1}, {1: 2, 2: 1}, {1: 2, 2: 1, 3: None, 5: 2})
    ]

    assert found == [Scored(Decimal(7), 3), Scored(None, 2), Scored(Decimal(5), 3)]


def test_a_mean_is_not_rounded_and_a_factor_counts() -> None:
    rules = [
        ScaleRule("mean", "mean", (1, 2, 3), fewest_answered=2, factor=Decimal(10)),
        ScaleRule("percent", "sum", (1, 2, 3, 4, 5), factor=Decimal(4)),
    ]

    found = scored(FIVE, rules, {1: 2, 2: 1, 3: 1, 4: 0, 5: 2})

    assert found["mean"].score == Decimal("13.3333")
    assert found["percent"].score == 24
    assert reach(rules[1], FIVE) == (0, 40)


def test_a_total_without_one_of_its_scales_is_missing() -> None:
    rules = [
        ScaleRule("a", "sum", (1, 2)),
        ScaleRule("b", "sum", (3, 4)),
        ScaleRule("total", "parts", parts=("a", "b")),
    ]

    whole, short = scored(FIVE, rules, {1: 1, 2: 2, 3: 0, 4: 1}), scored(FIVE, rules, {1: 1, 2: 2})

    assert (whole["total"].score, short["total"].score) == (4, None)


@pytest.mark.parametrize("given", [{1: 7}, {9: 1}])
def test_an_answer_that_the_form_does_not_have_is_refused(given: dict[int, int]) -> None:
    with pytest.raises(UnusableData):
        scored(FIVE, [ScaleRule("s", "sum", (1, 2))], given)


def test_questions_that_count_between_different_ends_make_no_scale() -> None:
    items = [*FIVE, ItemRule(6, {0: 0, 1: 10})]

    with pytest.raises(UnusableData):
        reach(ScaleRule("s", "sum", (1, 6)), items)
