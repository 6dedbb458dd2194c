"""Over two hundred populations the intervals that pages print hold what is true."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from roedtraad.config.demo.population.design import CITIZEN, Design, Kind, UnitDesign
from roedtraad.config.demo.population.draw import draw
from roedtraad.config.demo.population.figures import (
    FIGURES,
    bias,
    first_and_last,
    truth,
)
from roedtraad.config.demo.population.fjordby import fjordby
from roedtraad.config.demo.population.tables import DECLINED, DEVELOP, NOT_HELPING, OWN, Population
from roedtraad.foundation.statistics.proportions import wilson

TODAY = date(2026, 11, 27)
FJORDBY = fjordby(TODAY)
POPULATIONS = range(1, 401)
OF_UNITS = 200  # populations in which every unit's interval is looked at
ENOUGH, TOO_MANY = 0.92, 0.98


@pytest.fixture(scope="module")
def populations() -> list[Population]:
    return [draw(FJORDBY, seed) for seed in POPULATIONS]


@pytest.mark.parametrize("name", FIGURES)
def test_intervals_hold_the_truth_of_units_kinds_and_all(
    name: str, populations: list[Population], true
) -> None:
    held = {"unit": [], "kind": [], "all": []}

    for place, population in enumerate(populations):
        rows = FIGURES[name](population, TODAY.toordinal())
        held["all"].append(holds(rows, np.full(rows.family.size, True), true[name].of_all))
        if place >= OF_UNITS:
            continue
        families = population.families.only(rows.family)
        for by, values in (("unit", true[name].of_unit), ("kind", true[name].of_kind)):
            for place in np.flatnonzero(~np.isnan(values)):
                held[by].append(holds(rows, getattr(families, by) == place, values[place]))

    for by, each in held.items():
        printed = [held for held in each if held is not None]
        assert ENOUGH <= np.mean(printed) <= TOO_MANY, by


@pytest.fixture(scope="module")
def true():
    return truth(FJORDBY)


def holds(rows, chosen: np.ndarray, true_value: float) -> bool | None:
    """Whether the interval does; None where there are too few to print one."""
    interval = rows.interval(chosen)
    return None if np.isnan(interval.lower) else interval.lower <= true_value <= interval.upper


def test_counting_goals_of_a_family_as_strangers_would_hold_it_too_seldom(
    populations: list[Population], true
) -> None:
    name, held = "goals measured twice", []

    for population in populations:
        rows = FIGURES[name](population, TODAY.toordinal())
        known = rows.value[~np.isnan(rows.value)]
        interval = wilson(int(known.sum()), known.size).interval
        held.append(interval.lower <= true[name].of_all <= interval.upper)

    assert np.mean(held) < 0.88


def test_in_a_calm_world_the_truth_is_the_effect() -> None:
    unit = UnitDesign("Huset", "mental", (0,), (30, 30), extra=0.5, made_with=0.6, in_time=0.6)
    calm = replace(FJORDBY.nature.calm(), start_sd=0.5, family_sd=0.3)
    design = Design(
        date(2024, 1, 1), TODAY, (unit,), (Kind("K", 0, 400, 1.5),), calm
    ).with_families(4_000)

    population = draw(design, 1)

    develops = (population.goals.aim == DEVELOP) & (population.goals.scale == OWN)
    change = first_and_last(population, CITIZEN).change()[develops]
    assert np.nanmean(change) == pytest.approx(2.0, abs=0.05)


def test_who_is_not_better_leaves_and_the_figure_is_off_what_it_would_be() -> None:
    fickle = replace(FJORDBY.nature, worse=-1.5, relief=1.5)
    design = replace(FJORDBY, nature=fickle, units=FJORDBY.units[:2])

    population = draw(design.with_families(2_000), 1)
    off = bias(design, "change by the practitioner", families=1_000)

    gave_up = np.isin(population.families.reason, (DECLINED, NOT_HELPING))
    moved = first_and_last(population, CITIZEN)
    left = gave_up[population.goals.family] & ~np.isnan(moved.change())
    stayed = ~gave_up[population.goals.family] & ~np.isnan(moved.change())
    assert moved.change()[left].mean() < moved.change()[stayed].mean() - 0.3
    assert np.abs(off).max() > 0.1


def test_the_same_seed_gives_the_same_families_and_another_gives_others() -> None:
    first, again, other = (draw(FJORDBY, seed) for seed in (5, 5, 6))

    assert np.array_equal(first.scores.value, again.scores.value)
    assert np.array_equal(first.notes.given_on, again.notes.given_on)
    assert not np.array_equal(first.families.opened_on, other.families.opened_on)


def test_nothing_is_known_before_it_is_recorded_nor_after_a_family_has_left() -> None:
    population = draw(FJORDBY, 3)

    scores, goals = population.scores, population.goals.only(population.scores.goal)
    families = population.families.only(goals.family)
    assert scores.recorded_on.max() <= TODAY.toordinal()
    assert (scores.given_on <= scores.recorded_on).all()
    assert 0.1 < (scores.given_on < scores.recorded_on).mean() < 0.3
    assert (scores.given_on >= goals.agreed_on).all()
    assert ((families.ended_on == 0) | (scores.given_on <= families.ended_on)).all()
    assert (scores.value[goals.scale == OWN] >= 0).all()


def test_summers_are_quieter() -> None:
    days = [date.fromordinal(day) for day in draw(FJORDBY.with_families(200), 1).scores.given_on]

    by_month = np.bincount([day.month for day in days], minlength=13)
    assert by_month[7] < 0.8 * by_month[5]
