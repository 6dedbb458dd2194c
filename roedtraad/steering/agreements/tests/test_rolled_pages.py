from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import (
    Agreement,
    AgreementState,
    FocusArea,
    Goal,
    Strategy,
    StrategyState,
)
from roedtraad.steering.agreements.queries.signs import signs_of
from roedtraad.steering.agreements.tests.factories import (
    AgreementFactory,
    EffectGoalFactory,
    FocusAreaFactory,
    GoalFactory,
    GoalIndicatorFactory,
    StrategyFactory,
)
from roedtraad.steering.indicators.development import Verdict
from roedtraad.steering.indicators.models import CredibilityKind, CredibilityNote
from roedtraad.steering.indicators.services.annotations import Note, annotate
from roedtraad.steering.indicators.signs import Data
from roedtraad.steering.indicators.tests.factories import MeasurementFactory, TargetFactory

pytestmark = pytest.mark.django_db
FLAT, RAISED = [50, 51, 49, 50, 52, 48, 50, 51, 49, 50, 51, 49], [90]


@pytest.fixture
def plan(north: Unit) -> Agreement:
    plan: Agreement = AgreementFactory(
        unit=north,
        state=AgreementState.ACTIVE,
        starts_on=timezone.localdate() - timedelta(days=300),
        ends_on=timezone.localdate() + timedelta(days=300),
    )
    return plan


def followed(plan: Agreement, title: str, values: list[int]) -> Goal:
    """A goal whose indicator was measured every month until now, against a target of 80."""
    goal: Goal = GoalFactory(agreement=plan, title=title)
    use = GoalIndicatorFactory(goal=goal).use
    TargetFactory(use=use, value=Decimal(80), due_on=timezone.localdate())
    for place, value in enumerate(reversed(values)):
        on = timezone.localdate() - timedelta(days=20 * place)
        MeasurementFactory(use=use, measured_on=on, value=Decimal(value))
    return goal


def test_an_agreement_says_how_its_goals_stand_together_and_names_the_missing(
    client: Client, plan: Agreement, leader: User
) -> None:
    followed(plan, "Løftet", FLAT + RAISED)
    followed(plan, "Umålt", [])
    client.force_login(leader)

    page = client.get(reverse("agreements:page", args=[plan.pk])).content.decode()

    assert "Som det skal være – 2 mål: 1 nået, 1 ingen data." in page
    assert "Ikke talt med som gode: “Umålt” (ingen data)." in page
    assert "2 mål: 1 bedre end før, 1 for få til at sige" in page
    assert "50 %" in page


def test_each_focus_area_of_its_own_says_how_its_goals_stand_and_one_without_is_named(
    client: Client, plan: Agreement, leader: User
) -> None:
    served, _empty = (
        FocusAreaFactory(strategy=None, agreement=plan, title=title)
        for title in ("Tidlig hjælp", "Overgange")
    )
    Goal.objects.filter(pk=followed(plan, "Løftet", FLAT + RAISED).pk).update(focus_area=served)
    followed(plan, "Umålt", [])
    client.force_login(leader)

    page = client.get(reverse("agreements:page", args=[plan.pk])).content.decode()
    own = page[page.index(f'id="area-{served.pk}"') :].split("</article>")[0]

    assert "1 mål: 1 nået" in own and "1 mål: 1 bedre end før" in own
    assert "Løftet" in own and "Umålt" not in own
    assert "Uden mål: Overgange." in page


def test_a_focus_area_and_its_strategy_roll_up_what_the_reader_may_see(
    client: Client, plan: Agreement, leader: User, outsider: User, administration: Unit
) -> None:
    strategy: Strategy = StrategyFactory(
        unit=administration, state=StrategyState.IN_FORCE, ends_on=date(2099, 12, 31)
    )
    area: FocusArea = FocusAreaFactory(strategy=strategy, title="Tidlig hjælp")
    EffectGoalFactory(strategy=strategy, title="Ingen tjener det")
    followed(plan, "Løftet", FLAT + RAISED).focus_areas.add(area)
    addresses = [
        reverse("matrix:area", args=[area.pk]),
        reverse("strategy:page", args=[strategy.pk]),
    ]

    client.force_login(leader)
    inside = [client.get(each).content.decode() for each in addresses]
    client.force_login(outsider)
    outside = [client.get(each).content.decode() for each in addresses]

    assert all("1 mål: 1 nået" in page and "1 bedre end før" in page for page in inside)
    assert "Uden mål: Ingen tjener det." in inside[1]
    assert not any("1 nået" in page or "bedre end før" in page for page in outside)


def test_a_list_marks_the_signal_and_the_doubt_and_so_does_its_file(
    client: Client, plan: Agreement, leader: User
) -> None:
    goal = followed(plan, "Løftet", FLAT + RAISED)
    use = goal.goal_indicators.get().use
    newest = use.measurements.latest("measured_on")
    CredibilityNote.objects.create(
        measurement=newest, kind=CredibilityKind.DOUBT, text="Talt to gange", said_by=leader
    )
    client.force_login(leader)
    address = reverse("agreements:goal_table")

    page = client.get(address).content.decode()
    file = client.get(address, {"eksport": "1"})
    header, row, *_rest = load_workbook(BytesIO(file.content)).active.values

    assert "bedre end før" in page
    assert "betvivlet" in page
    assert [row[header.index(name)] for name in ("Udvikling", "Data")] == [
        "bedre end før",
        "betvivlet",
    ]


def test_a_note_that_begins_the_limits_anew_changes_what_was_remembered(
    plan: Agreement, leader: User
) -> None:
    goal = followed(plan, "Løftet", FLAT + RAISED)
    link = goal.goal_indicators.get()
    before = signs_of([goal.pk])[goal.pk][link.pk]

    note = Note(timezone.localdate(), "Ny optælling", begins_anew=True, reason="Nyt system")
    annotate(link.use, note, acting_user=leader)
    after = signs_of([goal.pk])[goal.pk][link.pk]

    assert (before.verdict, after.verdict) == (Verdict.BETTER, Verdict.TOO_FEW)


def test_a_word_of_doubt_changes_what_was_remembered(plan: Agreement, leader: User) -> None:
    goal = followed(plan, "Løftet", FLAT)
    link = goal.goal_indicators.get()
    before = signs_of([goal.pk])[goal.pk][link.pk]

    newest = link.use.measurements.latest("measured_on")
    CredibilityNote.objects.create(
        measurement=newest, kind=CredibilityKind.DOUBT, text="?", said_by=leader
    )

    assert (before.data, signs_of([goal.pk])[goal.pk][link.pk].data) == (Data.SOUND, Data.DOUBTED)
