"""What the indicators of a box have measured is proposed as the effect of the arrow to it."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from statsmodels.stats.proportion import confint_proportions_2indep

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.indicators.models import IndicatorKind, IndicatorUse
from roedtraad.steering.indicators.tests.factories import IndicatorUseFactory, MeasurementFactory
from roedtraad.steering.theory.models import Evidence, Link, Node, TheoryOfChange
from roedtraad.steering.theory.queries.effects import MeasuredEffect, effect_on
from roedtraad.steering.theory.queries.graph import graph_of
from roedtraad.steering.theory.tests.factories import NodeIndicatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november() -> object:
    with time_machine.travel("2026-11-12T10:00Z", tick=False):
        yield


@pytest.fixture
def use(theory: TheoryOfChange, chain: dict[str, Node]) -> IndicatorUse:
    """A percentage that follows the output: 12 of 40 a year ago, 24 of 48 now."""
    use = IndicatorUseFactory(
        unit=theory.unit,
        indicator__title="Samtaler inden for en uge",
        indicator__kind=IndicatorKind.PERCENTAGE,
    )
    for on, above, below in ((date(2025, 9, 30), 12, 40), (date(2026, 9, 30), 24, 48)):
        MeasurementFactory(
            use=use,
            measured_on=on,
            value=Decimal(above * 100) / below,
            numerator=above,
            denominator=below,
        )
    NodeIndicatorFactory(node=chain["output"], use=use)
    return use


def proposed(theory: TheoryOfChange, node: Node, user: User) -> MeasuredEffect | None:
    return effect_on(node.pk, graph_of(theory, user), user)


def test_the_change_is_told_with_its_interval_cases_source_and_date(
    leader: User, theory: TheoryOfChange, chain: dict[str, Node], use: IndicatorUse
) -> None:
    effect = proposed(theory, chain["output"], leader)

    assert effect is not None
    assert (effect.value, effect.count, effect.measured_on) == (20, 48, date(2026, 9, 30))
    reference = confint_proportions_2indep(24, 48, 12, 40, method="newcomb", compare="diff")
    assert (effect.low, effect.high) == tuple(Decimal(f"{each:.3f}") * 100 for each in reference)
    assert "fra 30 % den 30. september 2025 til 50 % den 30. september 2026" in effect.sentence
    assert "uden sammenligning" in effect.sentence
    assert "Samtaler inden for en uge" in effect.source


def test_a_box_that_nothing_has_measured_twice_proposes_nothing(
    leader: User, theory: TheoryOfChange, chain: dict[str, Node], use: IndicatorUse
) -> None:
    use.measurements.earliest("measured_on").delete()

    assert proposed(theory, chain["output"], leader) is None
    assert proposed(theory, chain["intervention"], leader) is None


def test_who_may_not_see_the_figures_is_proposed_none(
    outsider: User, theory: TheoryOfChange, chain: dict[str, Node], use: IndicatorUse
) -> None:
    assert proposed(theory, chain["output"], outsider) is None


def test_the_arrow_shows_the_proposal_and_is_filled_only_when_somebody_takes_it(
    client: Client,
    leader: User,
    theory: TheoryOfChange,
    chain: dict[str, Node],
    use: IndicatorUse,
) -> None:
    client.force_login(leader)
    link = Link.objects.get(to_node=chain["output"])
    place = reverse("theory:link_edit", args=[theory.pk, link.pk])

    shown = client.get(place).content.decode()
    taken = client.get(f"{place}?forslag=1").context["form"]
    client.post(
        f"{place}?forslag=1",
        {name: taken[name].value() or "" for name in taken.fields if name != "effect_value"}
        | {"effect_value": "20", "effect_low": "", "effect_high": "", "evidence_on": "30-09-2026"}
        | {"effect_on": "30-09-2026"},
    )
    page = client.get(reverse("theory:page", args=[theory.pk])).content.decode()

    link.refresh_from_db()
    assert "Målt siden starten" in shown and 'name="effect_value" value="20' not in shown
    assert (link.effect_value, link.evidence) == (20, Evidence.BEFORE_AFTER)
    assert "Målt siden starten" not in page  # nothing newer than what was taken
