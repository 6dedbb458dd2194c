"""What is said of change, against the published cases. Rows are made, none is stored."""

import json
import os
from collections import Counter, defaultdict
from csv import DictReader
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from roedtraad.casework.profiles.models import Band, NormSet, Reliability, Scale
from roedtraad.casework.profiles.verdicts import (
    VerdictState,
    Whom,
    band_of,
    basis_of,
    chosen_norms,
    chosen_reliability,
    cutoff_of,
    verdict,
)
from roedtraad.casework.profiles.verdicts_words import method, sentence

ROOT = Path(__file__).parents[4]
SHARED = Path(os.environ.get("ROEDTRAAD_SHARED", ROOT.parent / "shared"))
EXPECTED = SHARED / "data" / "expected"
BEGUN, LATER = date(2025, 1, 10), date(2025, 6, 10)
needs_reference = pytest.mark.skipif(not EXPECTED.is_dir(), reason="no reference data here")


def _scale(highest: int = 40, better: str = "lower", **more: Any) -> Scale:
    return Scale(
        key="s", title="S", scoring="entered", lowest=Decimal(0), highest=Decimal(highest),
        better=better, **more,
    )  # fmt: skip


def _norms(**more: Any) -> NormSet:
    told = {"source": "Kilden", "edition": "1", "valid_from": date(2020, 1, 1)}
    return NormSet(**told | more)


def _reliability(value: float = 0.8, kind: str = "retest", **more: Any) -> Reliability:
    return Reliability(kind=kind, value=Decimal(str(value)), source="Kilden", **more)


def _state(scale: Scale, norms: NormSet | None, pre: float, post: float) -> VerdictState:
    basis = basis_of(scale, norms, _reliability())
    dated = [(BEGUN, Decimal(str(pre))), (LATER, Decimal(str(post)))]
    return verdict(dated, basis).state


@needs_reference
def test_the_textbook_case_has_the_published_limit_and_cut_offs() -> None:
    told = json.loads((EXPECTED / "rci_textbook_jt1991.json").read_text("utf-8"))
    groups = {
        "clinical_mean": Decimal(40), "clinical_sd": Decimal("7.5"),
        "functional_mean": Decimal(60), "functional_sd": Decimal("7.5"),
    }  # fmt: skip
    norms = {kind: _norms(sd=Decimal("7.5"), cutoff_kind=kind, **groups) for kind in "abc"}

    basis = basis_of(_scale(100, "higher"), norms["c"], _reliability())
    found = verdict([(BEGUN, Decimal("32.5")), (LATER, Decimal("47.5"))], basis)

    assert basis.limit == pytest.approx(told["computed"]["crit_points_95"])
    assert [cutoff_of(each, 1) for each in norms.values()] == [55, 45, 50]
    assert found.state is VerdictState.IMPROVED  # 47.5 is not past 50


@needs_reference
@pytest.mark.parametrize(
    ("dataset", "case", "measure", "better"),
    [
        ("rci_claus2020_hamd", "JT", "hamd", "lower"),
        ("rci_jacobson1989_couples", "das_a", "das", "higher"),
        ("rci_jacobson1989_couples", "gds_a", "gds", "lower"),
        ("rci_jacobson1989_couples", "gds_c", "gds", "lower"),
    ],
)
def test_published_patients_fall_in_the_published_classes(
    dataset: str, case: str, measure: str, better: str
) -> None:
    told = json.loads((EXPECTED / f"{dataset}.json").read_text("utf-8"))["computed"]
    wanted = told["methods"][case] if "methods" in told else told[case]
    sd, cutoff = (Decimal(str(wanted[name])) for name in ("sd_pre", "cutoff"))
    norms = _norms(sd=sd, cutoff_kind="stated", cutoff=cutoff)

    states = [_state(_scale(300, better), norms, *pair) for pair in _pairs(dataset, measure)]

    found = Counter(str(state) for state in states)
    assert found == {name: count for name, count in wanted["combined"].items() if count}


def _pairs(dataset: str, measure: str) -> list[tuple[float, float]]:
    """First and last of everybody who has both."""
    people: defaultdict[str, dict[str, str]] = defaultdict(dict)
    with (SHARED / "data" / f"{dataset}.csv").open(encoding="utf-8") as file:
        for row in DictReader(file):
            people[row.get("id") or row["subject"]][row["time"]] = row[measure]
    ends = [(times.get("1", times.get("pre")), times.get("4", times.get("post")))
            for times in people.values()]  # fmt: skip
    return [(float(pre), float(post)) for pre, post in ends if _is_number(pre, post)]


def _is_number(*texts: str | None) -> bool:
    return all(text not in {None, "", "NA", "NaN"} for text in texts)


@needs_reference
@pytest.mark.parametrize("kind", ["inclusive", "strict"])
def test_the_rules_of_ors_come_out_both_ways(kind: str) -> None:
    told = json.loads((EXPECTED / "ors_rules_SYNTHETIC.json").read_text("utf-8"))
    scale = _scale(40, "higher", is_threshold_inclusive=kind == "inclusive")
    limits = told["params"]["cutoff"]

    for case in told["cases"]:
        norms = _norms(
            reliable_points=Decimal(5),
            cutoff_kind="stated",
            cutoff=Decimal(str(limits[case["band"]])),
            is_cutoff_inclusive=True,
        )
        basis = basis_of(scale, norms, None)
        dated = [(on, Decimal(str(case[at]))) for on, at in ((BEGUN, "pre"), (LATER, "post"))]
        found, wanted = verdict(dated, basis), case[kind]
        if found.state is VerdictState.CANNOT_SHOW:
            assert case["pre"] > 35 - (kind == "strict")  # intake so high that 5 more is not there
            continue
        assert (str(found.state), found.is_clinical_first, found.is_functional_last) == (
            *(wanted["status"], wanted["clinical_at_intake"], wanted["above_cutoff_now"]),
        ), case


def test_one_measurement_two_near_each_other_and_one_without_a_limit_say_so() -> None:
    scale, score = _scale(), Decimal(20)
    basis = basis_of(scale, _norms(sd=Decimal(5)), _reliability())
    bare = basis_of(scale, None, _reliability())

    found = [
        verdict([], basis),
        verdict([(BEGUN, score)], basis),
        verdict([(BEGUN, score), (date(2025, 2, 6), Decimal(1))], basis),
        verdict([(BEGUN, score), (LATER, Decimal(1))], bare),
    ]

    assert [each.state for each in found] == ["too_few", "too_few", "too_close", "no_limit"]
    assert "for få" in sentence(found[2]) and "Én måling" in sentence(found[1])
    assert "19 point bedre" in sentence(found[3])


def test_at_the_good_end_a_change_for_the_better_cannot_be_shown_but_worse_can() -> None:
    norms = _norms(reliable_points=Decimal(5))

    states = [_state(_scale(), norms, 3, post) for post in (0, 3, 12)]

    assert states == ["cannot_show", "cannot_show", "deteriorated"]


def test_a_change_exactly_as_large_as_the_limit_counts_only_where_the_scale_says_so() -> None:
    norms = _norms(reliable_points=Decimal(5))

    strict, inclusive = (
        _state(_scale(is_threshold_inclusive=flag), norms, 23.2, 18.2) for flag in (False, True)
    )

    assert (strict, inclusive) == ("unchanged", "improved")


def _whom(informant: str = "parent", age: int | None = 6, sex: str = "male") -> Whom:
    return Whom(informant, age, sex, LATER)


def test_norms_of_our_own_country_come_first_then_the_most_particular_then_the_newest() -> None:
    everybody = _norms(edition="alle")
    british = _norms(edition="uk", country="GB", informant="parent", sex="male", age_from=5)
    boys = _norms(edition="drenge", informant="parent", sex="male", age_from=5, age_to=7)
    newer = NormSet(source="K", edition="ny", valid_from=date(2024, 1, 1), informant="parent",
                    sex="male", age_from=5, age_to=7)  # fmt: skip
    rows = [british, everybody, boys]

    assert chosen_norms(rows, _whom()) is boys
    assert chosen_norms([*rows, newer], _whom()) is newer
    assert chosen_norms(rows, _whom(sex="unknown")) is everybody
    assert chosen_norms(rows, _whom(age=None)) is everybody
    assert chosen_norms(rows, _whom(informant="teacher")) is everybody


def test_norms_of_another_age_sex_informant_or_time_are_never_taken_instead() -> None:
    other = [
        _norms(age_from=8),
        _norms(age_to=5),
        _norms(sex="female"),
        _norms(informant="child"),
        _norms(valid_to=BEGUN),
        NormSet(source="K", edition="senere", valid_from=date(2026, 1, 1)),
    ]

    assert [chosen_norms([each], _whom()) for each in other] == [None] * 6


def test_test_retest_is_taken_before_internal_consistency_and_never_anothers() -> None:
    internal, retest = _reliability(0.96, "internal"), _reliability(0.61)
    teachers = _reliability(0.9, informant="teacher")

    assert chosen_reliability([internal, retest, teachers], "parent") is retest
    assert chosen_reliability([internal, teachers], "parent") is internal
    assert chosen_reliability([teachers], "parent") is None


def test_a_score_lies_in_the_last_band_begun() -> None:
    low, high = Band(starts_at=Decimal(0), title="lav"), Band(starts_at=Decimal(36), title="høj")

    found = [band_of(Decimal(score), [high, low]) for score in ("35.9", "36", "-1")]

    assert found == [low, high, None]


def test_a_verdict_says_everything_it_rests_on() -> None:
    norms = _norms(sd=Decimal("7.5"), cutoff_kind="stated", cutoff=Decimal(17), informant="parent")
    basis = basis_of(_scale(), norms, _reliability())

    told = " ".join(value for _label, value in method(basis))

    for part in ("Jacobson", "9,30", "7,50", "0,80", "test-retest", "Kilden", "17", "forælder"):
        assert part in told
