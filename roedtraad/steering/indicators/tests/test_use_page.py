import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.development import Verdict
from roedtraad.steering.indicators.level import Level
from roedtraad.steering.indicators.models import (
    Annotation,
    IndicatorKind,
    IndicatorUse,
    Measurement,
)
from roedtraad.steering.indicators.queries import measurements_by_use
from roedtraad.steering.indicators.queries.judged import judged_uses
from roedtraad.steering.indicators.services.annotations import Note, annotate, end_annotation

from .factories import IndicatorUseFactory, MeasurementFactory, TargetFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 1)
LOW = [50, 54, 49, 53, 51, 55, 48, 52, 50, 53, 49, 52]
SHIFT = [60, 58, 61, 59, 62, 58, 60]


def month(place: int) -> date:
    return date(2024 + place // 12, place % 12 + 1, 28)


@pytest.fixture
def use(north: Unit) -> IndicatorUse:
    made = IndicatorUseFactory(unit=north, indicator__title="Egne mål", baseline=Decimal(40))
    TargetFactory(use=made, value=Decimal(80))
    return made


def measured(use: IndicatorUse, values: list[int], **more: object) -> None:
    for place, value in enumerate(values):
        MeasurementFactory(use=use, measured_on=month(place), value=Decimal(value), **more)


def test_the_three_parts_do_not_hide_each_other(use: IndicatorUse) -> None:
    measured(use, [*LOW, *SHIFT])

    judged = judged_uses([use], TODAY)[use.pk]

    assert judged.level is not None and judged.level.level == Level.BEHIND
    assert judged.development is not None and judged.development.verdict == Verdict.BETTER
    assert judged.quality.sentence


def test_a_percentage_of_three_cases_has_no_level(use: IndicatorUse) -> None:
    use.indicator.kind = IndicatorKind.PERCENTAGE
    use.indicator.save()
    MeasurementFactory(
        use=use, measured_on=month(3), value=Decimal(100), numerator=3, denominator=3
    )

    judged = judged_uses([use], TODAY)[use.pk]

    assert judged.level is not None and judged.level.level == Level.TOO_FEW


def test_more_series_take_no_more_queries(
    use: IndicatorUse, north: Unit, django_assert_num_queries: object
) -> None:
    measured(use, LOW)
    others = [use, *IndicatorUseFactory.create_batch(4, unit=north)]
    for each in others[1:]:
        measured(each, LOW)

    with django_assert_num_queries(8):  # type: ignore[operator]
        judged_uses([use], TODAY)
    with django_assert_num_queries(8):  # type: ignore[operator]
        judged_uses(others, TODAY)


def test_the_page_takes_no_more_queries_for_more_points(
    client: Client, leader: User, use: IndicatorUse
) -> None:
    client.force_login(leader)
    counts = []

    for year in (2024, 2000):
        for month_number in range(1, 13):
            MeasurementFactory(use=use, measured_on=date(year, month_number, 28))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("indicators:use", args=[use.pk]))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_as_known_earlier_shows_what_was_known_then(use: IndicatorUse) -> None:
    measured(use, LOW[:2])
    early = datetime(2026, 3, 1, 12, tzinfo=UTC)
    Measurement.objects.filter(measured_on=month(0)).update(recorded_at=early)
    MeasurementFactory(use=use, measured_on=month(0), value=Decimal(99), revision=2)

    judged = judged_uses([use], TODAY, known_on=date(2026, 3, 2))[use.pk]

    assert [row.value for row in judged.measurements] == [50]
    chart = judged.chart()
    assert chart is not None
    assert "2. marts 2026" in str(chart.spec["title"]["subtitle"])


def test_the_page_shows_the_sentences_the_chart_and_the_files(
    use: IndicatorUse, leader: User, client: Client
) -> None:
    measured(use, [*LOW, *SHIFT])
    client.force_login(leader)

    page = client.get(reverse("indicators:use", args=[use.pk])).content.decode()
    table = client.get(reverse("indicators:use_file", args=[use.pk, "csv"]))
    drawing = client.get(reverse("indicators:use_file", args=[use.pk, "svg"]))

    assert "Bedre end før: 7 målinger i træk over midten (XmR-diagram, siden januar 2025)." in page
    assert "Bedre end før: i en lang række" in table.content.decode("utf-8-sig")
    assert drawing.content.startswith(b"<svg")


@pytest.mark.parametrize(
    "address", ["indicators:use", "indicators:annotation_new", "indicators:use_file"]
)
def test_another_units_user_finds_nothing(
    address: str, use: IndicatorUse, outsider: User, client: Client
) -> None:
    client.force_login(outsider)
    more = ["csv"] if address.endswith("file") else []

    assert client.get(reverse(address, args=[use.pk, *more])).status_code == 404


def test_a_day_that_is_no_day_is_told_and_kept(
    use: IndicatorUse, leader: User, client: Client
) -> None:
    client.force_login(leader)

    page = client.get(reverse("indicators:use", args=[use.pk]), {"kendt": "31 02 2026"})

    assert "Datoen findes ikke" in page.content.decode()
    assert "31 02 2026" in page.content.decode()


def test_limits_begin_anew_with_a_reason_and_the_note_can_be_taken_off(
    use: IndicatorUse, leader: User, client: Client
) -> None:
    measured(use, [*LOW, *SHIFT])
    client.force_login(leader)
    address = reverse("indicators:annotation_new", args=[use.pk])
    typed = {"happened_on": "28 01 2025", "text": "Barnets lov trådte i kraft", "begins_anew": "on"}

    refused = client.post(address, typed)
    client.post(address, {**typed, "reason": "Andre familier"})
    rebased = judged_uses([use], TODAY)[use.pk]
    end_annotation(Annotation.objects.get(), acting_user=leader)

    assert refused.status_code == 422
    assert "Barnets lov trådte i kraft" in refused.content.decode()
    assert rebased.development is not None
    assert (rebased.development.verdict, rebased.development.n) == (Verdict.TOO_FEW, 7)
    assert [each.letter for each in rebased.happened] == ["A"]
    assert judged_uses([use], TODAY)[use.pk].development != rebased.development
    assert AuditEvent.objects.filter(action="series.rebased").exists()


def test_who_only_reads_may_not_note(use: IndicatorUse, outsider: User, leader: User) -> None:
    with pytest.raises(PermissionDenied):
        annotate(use, Note(TODAY, "Hændelse"), acting_user=outsider)
    with pytest.raises(ValidationError):
        annotate(use, Note(TODAY, "Hændelse", begins_anew=True), acting_user=leader)


@pytest.fixture
def about_persons(use: IndicatorUse) -> IndicatorUse:
    use.indicator.is_about_persons = True
    use.indicator.save()
    measured(use, [12, 3, 9, 20])
    return use


def test_small_counts_of_persons_leave_by_no_door(
    about_persons: IndicatorUse, employee: User, client: Client
) -> None:
    client.force_login(employee)
    pk = about_persons.pk

    doors = [
        client.get(reverse("indicators:use", args=[pk])),
        client.get(reverse("indicators:use_file", args=[pk, "csv"])),
        client.get(reverse("indicators:use_file", args=[pk, "svg"])),
        client.get(reverse("indicators:use", args=[pk]), {"kendt": TODAY.isoformat()}),
    ]

    values = [row.value for row in measurements_by_use([pk])[pk]]
    assert values == [12, None, 9, 20]
    for door in doors:
        assert "28. februar 2024" not in door.content.decode()


def test_who_records_sees_a_small_count_marked_as_not_to_be_passed_on(
    about_persons: IndicatorUse, leader: User, client: Client
) -> None:
    client.force_login(leader)

    page = client.get(reverse("indicators:use", args=[about_persons.pk])).content.decode()
    file = client.get(reverse("indicators:use_file", args=[about_persons.pk, "csv"]))

    [marked] = re.findall(
        r'<div class="d-print-none">\s*<div\s+class="alert.*?</ul>', page, re.DOTALL
    )
    assert "Ikke til videregivelse" in marked and "28. februar 2024: 3" in marked
    assert page.count("28. februar 2024") == 1
    assert "28. februar 2024" not in file.content.decode()
    assert AuditEvent.objects.filter(action="figures.read_whole").exists()


def test_an_earlier_revision_about_persons_is_not_shown_beside_the_new(
    about_persons: IndicatorUse,
) -> None:
    pk = about_persons.pk
    yesterday = timezone.now() - timedelta(days=1)
    Measurement.objects.update(recorded_at=yesterday)
    MeasurementFactory(use=about_persons, measured_on=month(0), value=Decimal(30), revision=2)

    then = measurements_by_use([pk], known_on=timezone.localdate(yesterday))[pk]
    now = measurements_by_use([pk])[pk]

    assert [row.value for row in then] == [None, None, 9, 20]
    assert [row.value for row in now] == [30, None, 9, 20]


def test_a_count_of_the_registers_is_said_without_out_of_which(
    north: Unit, leader: User, client: Client
) -> None:
    counted = IndicatorUseFactory(
        unit=north,
        indicator__kind=IndicatorKind.REGISTER,
        indicator__register_measure="open_cases",
        indicator__frequency="quarter",
    )
    client.force_login(leader)

    page = client.get(reverse("indicators:use", args=[counted.pk])).content.decode()

    assert "der ikke er slut: 0 sager." in page
