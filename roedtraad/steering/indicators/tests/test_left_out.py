"""One extreme measurement that moves the mean: it is told, and can be left out with a reason."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.charted import Rule
from roedtraad.steering.indicators.development import (
    Asked,
    Development,
    Moved,
    Observation,
    Verdict,
    development_of,
)
from roedtraad.steering.indicators.development_words import development_sentence
from roedtraad.steering.indicators.models import Annotation, IndicatorUse
from roedtraad.steering.indicators.queries.judged import judged_uses
from roedtraad.steering.indicators.services.annotations import Note, annotate

from .factories import IndicatorUseFactory, MeasurementFactory

STEADY = [50, 54, 49, 53, 51, 55, 48, 52, 50, 53, 49, 52, 51, 50, 54, 49]
PLACE = 5
EXTREME = [*STEADY[:PLACE], 400, *STEADY[PLACE:]]


def month(place: int) -> date:
    return date(2024 + place // 12, place % 12 + 1, 28)


def judged(values: list[int], *left_out: date) -> Development:
    points = tuple(Observation(month(i), Decimal(value)) for i, value in enumerate(values))
    return development_of(points, Asked(left_out=left_out))


@pytest.mark.parametrize(("extreme", "rule"), [(120, Rule.SHIFT), (400, Rule.OUTSIDE)])
def test_a_signal_that_rests_on_one_extreme_point_says_so(extreme: int, rule: Rule) -> None:
    found = judged([*STEADY[:PLACE], extreme, *STEADY[PLACE:]])

    assert (found.verdict, found.rule) == (Verdict.WORSE, rule)
    assert found.moved_by == Moved(Observation(month(PLACE), Decimal(extreme)), None)
    assert development_sentence(found).endswith(
        f"Tegnet hviler på et gennemsnit, som én måling, {extreme} den 28. juni 2024, har flyttet:"
        " Uden den er den nyeste ikke noget tegn på ændring."
    )


def test_a_real_shift_is_not_explained_away() -> None:
    risen = [*STEADY, 62, 60, 63, 61, 64, 60, 62]
    upset = judged([*STEADY[:PLACE], 400, *risen[PLACE:]])

    assert (judged(risen).verdict, judged(risen).moved_by) == (Verdict.BETTER, None)
    assert upset.verdict == Verdict.WORSE
    assert upset.moved_by is not None and upset.moved_by.without == Verdict.BETTER
    assert development_sentence(upset).endswith("Uden den siger den nyeste bedre end før.")


def test_a_point_that_is_left_out_is_part_of_neither_limits_nor_runs() -> None:
    found = judged(EXTREME, month(PLACE))

    assert found.verdict == Verdict.NO_CHANGE
    assert found.segments == judged(STEADY).segments
    assert [each.value for each in found.left_out] == [400]


@pytest.fixture
def use(north: Unit) -> IndicatorUse:
    made: IndicatorUse = IndicatorUseFactory(unit=north)
    for place, value in enumerate(EXTREME):
        MeasurementFactory(use=made, measured_on=month(place), value=Decimal(value))
    return made


@pytest.mark.django_db
def test_the_page_proposes_to_leave_it_out_and_asks_for_a_reason(
    use: IndicatorUse, leader: User, client: Client
) -> None:
    client.force_login(leader)
    address = reverse("indicators:annotation_new", args=[use.pk])
    asked = f"{address}?udelad={month(PLACE).isoformat()}"
    typed = {"happened_on": "28 06 2024", "text": "Fejl i optællingen", "leaves_out": "on"}

    page = client.get(reverse("indicators:use", args=[use.pk])).content.decode()
    proposed = client.get(asked).content.decode()
    refused = client.post(asked, typed)
    client.post(asked, {**typed, "reason": "Et helt år blev talt med"})
    after = client.get(reverse("indicators:use", args=[use.pk])).content.decode()

    assert asked in page
    assert "28" in proposed and "checked" in proposed
    assert refused.status_code == 422 and "hvorfor målingen udelades" in refused.content.decode()
    assert "Fejl i optællingen" in refused.content.decode()
    assert asked not in after and "Et helt år blev talt med" in after
    assert "indgår ikke i gennemsnit og grænser" in after
    assert AuditEvent.objects.filter(action="series.left_out").count() == 1


@pytest.mark.django_db
def test_what_is_left_out_stays_in_picture_and_table(use: IndicatorUse, leader: User) -> None:
    note = Note(month(PLACE), "Fejl", leaves_out=True, reason="Talt to gange")

    annotate(use, note, acting_user=leader)
    chart = judged_uses([use], date(2026, 11, 1))[use.pk].chart()

    assert chart is not None
    [row] = [row for row in chart.rows if row[1] == "400"]
    assert "Indgår ikke i gennemsnit og grænser." in row
    assert len(chart.rows) == len(EXTREME)
    assert "○ indgår ikke i gennemsnit og grænser" in chart.alt


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        {"happened_on": "29 06 2024", "reason": "Ingen måling den dag"},
        {"happened_on": "28 06 2024", "reason": "Begge dele", "begins_anew": "on"},
    ],
    ids=["a day without a measurement", "begins anew too"],
)
def test_what_cannot_be_left_out_is_told_at_its_field(
    use: IndicatorUse, leader: User, client: Client, typed: dict[str, str]
) -> None:
    client.force_login(leader)
    address = reverse("indicators:annotation_new", args=[use.pk])

    answer = client.post(address, {"text": "Hændelse", "leaves_out": "on", **typed})

    assert answer.status_code == 422
    assert typed["reason"] in answer.content.decode()
    assert not Annotation.objects.exists()


@pytest.mark.django_db
def test_who_only_reads_may_leave_nothing_out(use: IndicatorUse, outsider: User) -> None:
    note = Note(month(PLACE), "Fejl", leaves_out=True, reason="Talt to gange")

    with pytest.raises(PermissionDenied):
        annotate(use, note, acting_user=outsider)
