"""Goals followed by indicators of the library: chosen, kept as approved, taken in anew."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import AgreementState, Goal, GoalIndicator
from roedtraad.steering.agreements.queries.content import agreement_content, content_hash
from roedtraad.steering.agreements.services import goal_indicators
from roedtraad.steering.indicators.models import Indicator
from roedtraad.steering.indicators.passport import Passport
from roedtraad.steering.indicators.services import change_definition
from roedtraad.steering.indicators.tests.factories import IndicatorFactory

from .factories import AgreementFactory, GoalFactory, GoalIndicatorFactory


@pytest.fixture
def goal(north: Unit) -> Goal:
    return GoalFactory(agreement=AgreementFactory(unit=north))


@pytest.fixture
def waiting(council: Unit) -> Indicator:
    """An indicator of the library, kept at the top."""
    return IndicatorFactory(
        title="Ventetid", measured_in="dage", is_shared=True, defined_by=council
    )


def renamed(indicator: Indicator, title: str) -> Passport:
    return Passport({"title": title, "source": "Ny kilde"})


def test_a_goal_is_followed_by_what_was_chosen_from_the_library(
    client: Client, leader: User, goal: Goal, waiting: Indicator
) -> None:
    client.force_login(leader)
    address = reverse("agreements:part_new", args=[goal.agreement_id, "indikator"])
    sent = {"library": str(waiting.pk), "kind": "number", "direction": "up"}

    answer = client.post(f"{address}?maal={goal.pk}", sent | {"value": "14", "baseline": "31"})

    followed = GoalIndicator.objects.get()
    assert answer.status_code == 302
    assert followed.use.indicator == waiting
    assert followed.use.targets.get().value == Decimal(14)
    assert Indicator.objects.count() == 1


def test_the_library_s_definition_is_not_changed_through_a_goal(
    leader: User, goal: Goal, waiting: Indicator
) -> None:
    text = goal_indicators.IndicatorText("Noget andet", baseline=Decimal(3))
    followed = GoalIndicatorFactory(
        goal=goal, use__indicator=waiting, use__unit=goal.agreement.unit
    )

    goal_indicators.change_indicator(followed, text, acting_user=leader)

    followed.use.refresh_from_db()
    waiting.refresh_from_db()
    assert (waiting.title, followed.use.indicator) == ("Ventetid", waiting)
    assert followed.use.baseline == Decimal(3)


def test_an_approved_agreement_reads_as_approved_after_the_library_has_changed(
    consultant: User, goal: Goal, waiting: Indicator
) -> None:
    followed = GoalIndicatorFactory(
        goal=goal, use__indicator=waiting, use__unit=goal.agreement.unit
    )
    goal.agreement.state = AgreementState.ACTIVE
    goal.agreement.save()
    before = content_hash(agreement_content(goal.agreement))

    change_definition(
        waiting, renamed(waiting, "Ventetid i dage"), reason="Klarere", acting_user=consultant
    )

    followed.use.refresh_from_db()
    kept = followed.use.indicator
    assert content_hash(agreement_content(goal.agreement)) == before
    assert (kept.title, kept.as_agreed_of, kept.source) == ("Ventetid", waiting, "Ny kilde")
    assert Indicator.objects.get(pk=waiting.pk).title == "Ventetid i dage"


def test_a_draft_counts_by_the_newest_definition_at_once(
    consultant: User, goal: Goal, waiting: Indicator
) -> None:
    followed = GoalIndicatorFactory(
        goal=goal, use__indicator=waiting, use__unit=goal.agreement.unit
    )

    change_definition(
        waiting, renamed(waiting, "Ventetid i dage"), reason="Klarere", acting_user=consultant
    )

    followed.use.refresh_from_db()
    assert followed.use.indicator.title == "Ventetid i dage"


def test_an_amendment_takes_the_library_s_newest_definition_in(
    leader: User, goal: Goal, waiting: Indicator
) -> None:
    kept = IndicatorFactory(title="Ventetid før", as_agreed_of=waiting)
    followed = GoalIndicatorFactory(goal=goal, use__indicator=kept, use__unit=goal.agreement.unit)
    text = goal_indicators.IndicatorText("", takes_newest=True)

    goal_indicators.change_indicator(followed, text, acting_user=leader)

    followed.use.refresh_from_db()
    assert followed.use.indicator == waiting
