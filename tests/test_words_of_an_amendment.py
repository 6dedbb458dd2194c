"""What an amendment writes is told by no page, list, search or file to who reads only the approved.

"Hemmelig" stands in all that is written after the approval, and in nothing before.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import Agreement, Goal, GoalIndicator
from roedtraad.steering.agreements.services import amending, editing, goal_indicators, life
from roedtraad.steering.agreements.services.goal_indicators import IndicatorText
from roedtraad.steering.agreements.tests.conftest import begun, for_both
from roedtraad.steering.agreements.tests.factories import (
    ActionFactory,
    GoalFactory,
)
from roedtraad.steering.indicators.models import Measurement
from roedtraad.steering.indicators.services import Reading, TargetLevel, record_measurement
from roedtraad.steering.theory.models import TheoryState
from roedtraad.steering.theory.tests.factories import (
    NodeFactory,
    NodeIndicatorFactory,
    TheoryFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "hemmelig"


@pytest.fixture
def amended(north: Unit, leader: User, principal: User) -> Agreement:
    plan = begun(north, leader)
    goal = GoalFactory(agreement=plan, title="Flere familier med egne mål", number="1")
    ActionFactory(goal=goal, text="Ring til alle", due_on=date(2026, 9, 1))
    text = IndicatorText("Egne mål", target=TargetLevel(value=Decimal(80)))
    followed = goal_indicators.add_indicator(goal, text, acting_user=leader)
    life.submit(plan, acting_user=leader)
    for_both(plan, leader, principal)
    for day, value in ((1, 40), (2, 50)):
        record_measurement(
            followed.use,
            measured_on=date(2026, 3, day),
            reading=Reading(value=Decimal(value)),
            acting_user=leader,
        )
    amending.open_amendment(plan, reason="Nyt budget", acting_user=leader)
    _write_otherwise(Agreement.objects.get(pk=plan.pk), leader)
    return Agreement.objects.get(pk=plan.pk)


def _write_otherwise(plan: Agreement, leader: User) -> None:
    goal = plan.goals.get()
    secret = IndicatorText("Hemmelig indikator", target=TargetLevel(value=Decimal(7)))
    editing.update(plan, {"title": "Hemmelig aftale"}, acting_user=leader)
    editing.update(goal, {"title": "Hemmeligt mål", "text": "Hemmelig"}, acting_user=leader)
    editing.update(goal.actions.get(), {"text": "Hemmelig handling"}, acting_user=leader)
    goal_indicators.change_indicator(
        goal.goal_indicators.get(), secret, acting_user=leader, reason="Hemmelig grund"
    )
    goal_indicators.add_indicator(goal, secret, acting_user=leader)
    ActionFactory(goal=goal, text="Hemmelig ny handling", due_on=date(2026, 9, 2))
    more = GoalFactory(agreement=plan, title="Hemmeligt nyt mål", number="2")
    goal_indicators.add_indicator(more, secret, acting_user=leader)


def _addresses(plan: Agreement, goal: Goal, followed: GoalIndicator) -> Iterator[str]:
    for name in ("notices:today", "agreements:list", "agreements:goal_table", "indicators:library"):
        yield reverse(name)
        yield reverse(name) + "?eksport"
    for name in ("agreements:missing", "matrix:matrix", "strategy:list", "reports:index"):
        yield reverse(name)
    yield reverse("notices:search") + "?q=familier"
    yield reverse("notices:calendar") + "?maaned=2026-09"
    yield reverse("reports:overview", args=["docx"])
    yield reverse("reports:agreement", args=[plan.pk, "godkendt", "docx"])
    yield reverse("agreements:page", args=[plan.pk])
    yield reverse("agreements:version", args=[plan.pk, 1])
    yield reverse("agreements:goal_page", args=[goal.pk])
    yield reverse("agreements:measurements", args=[goal.pk, followed.pk])
    yield reverse("indicators:use", args=[followed.use_id])
    yield reverse("indicators:use_file", args=[followed.use_id, "csv"])
    for name in ("passport", "history", "units"):
        yield reverse(f"indicators:{name}", args=[followed.use.indicator_id])


def _words(answer: HttpResponse) -> str:
    content = answer.content
    if content[:2] != b"PK":
        return content.decode().casefold()
    with zipfile.ZipFile(BytesIO(content)) as parts:
        texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    return " ".join(texts).casefold()


def test_no_page_list_search_or_file_tells_what_an_amendment_writes(
    client: Client, amended: Agreement, politician: User
) -> None:
    goal = amended.goals.get(number="1")
    followed = goal.goal_indicators.earliest("pk")
    client.force_login(politician)

    told = {
        address: (answer.status_code, SECRET in _words(answer))
        for address in _addresses(amended, goal, followed)
        for answer in [client.get(address, follow=True)]
    }
    searched = client.get(reverse("notices:search"), {"q": SECRET, "eksport": ""})

    assert {address: found for address, found in told.items() if found[1]} == {}
    shut = {
        reverse("agreements:missing"),
        reverse("agreements:measurements", args=[goal.pk, followed.pk]),
    }
    assert {address for address, found in told.items() if found[0] != 200} <= shut
    assert SECRET not in _words(searched)


def test_what_an_amendment_adds_has_no_page_of_its_own_for_who_reads_the_approved(
    client: Client, amended: Agreement, politician: User, outsider: User, leader: User
) -> None:
    goal = amended.goals.get(number="1")
    added = goal.goal_indicators.latest("pk")
    addresses = [
        reverse("indicators:use", args=[added.use_id]),
        reverse("indicators:use_file", args=[added.use_id, "csv"]),
        reverse("indicators:passport", args=[added.use.indicator_id]),
        reverse("indicators:history", args=[added.use.indicator_id]),
        reverse("indicators:units", args=[added.use.indicator_id]),
        reverse("reports:units", args=[added.use.indicator_id, "pdf"]),
        reverse("agreements:measurements", args=[goal.pk, added.pk]),
        reverse("reports:agreement", args=[amended.pk, "i-dag", "docx"]),
        reverse("reports:agreement", args=[amended.pk, "i-dag", "pdf"]),
    ]

    for user in (politician, outsider):
        client.force_login(user)
        assert [client.get(address).status_code for address in addresses] == [404] * 9
    client.force_login(leader)

    assert client.get(addresses[0]).status_code == 200
    assert not Measurement.objects.filter(use=added.use).exists()


def test_a_theory_names_what_an_amendment_adds_only_to_who_may_see_the_amendment(
    client: Client, amended: Agreement, leader: User, politician: User
) -> None:
    goal = amended.goals.get(number="1")
    theory = TheoryFactory(unit=amended.unit, state=TheoryState.IN_USE)
    box = NodeFactory(theory=theory)
    for followed in goal.goal_indicators.all():
        NodeIndicatorFactory(node=box, use=followed.use)
    addresses = [
        reverse("theory:page", args=[theory.pk]),
        reverse("reports:theory", args=[theory.pk, "a4", "docx"]),
    ]

    told = {}
    for user in (politician, leader):
        client.force_login(user)
        told[user] = [_words(client.get(address)) for address in addresses]

    assert all("egne mål" in words and SECRET not in words for words in told[politician])
    assert all(SECRET in words for words in told[leader])
