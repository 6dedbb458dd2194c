from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.funnels import Share, funnel_chart
from roedtraad.steering.indicators.models import Aggregation, Indicator, IndicatorKind
from roedtraad.steering.indicators.rollup import Child, Left, rolled_up

from .factories import IndicatorFactory, IndicatorUseFactory, MeasurementFactory

ON = date(2026, 9, 30)


def share(name: str, above: int, below: int) -> Child:
    value = Decimal(100 * above) / below
    return Child(name, "", ON, value, Decimal(above), Decimal(below))


def of_kind(kind: IndicatorKind, over_units: Aggregation) -> Indicator:
    return Indicator(title="Egne mål", kind=kind, over_units=over_units)


def test_percentages_are_summed_before_dividing_and_never_averaged() -> None:
    percentages = of_kind(IndicatorKind.PERCENTAGE, Aggregation.MEAN)

    whole = rolled_up(percentages, [share("Nord", 9, 10), share("Syd", 10, 90)])

    assert whole.value == 19  # the mean of 90 % and 11 % would be 51 %
    assert [round(each.share or 0) for each in whole.counted] == [10, 90]


def test_what_is_missing_is_told_and_not_counted() -> None:
    percentages = of_kind(IndicatorKind.PERCENTAGE, Aggregation.SUM)
    bare = Child("Vest", "", ON, Decimal(50))

    whole = rolled_up(
        percentages, [share("Nord", 5, 10), bare, Child("Syd", "", left=Left.NOT_MEASURED)]
    )

    assert whole.value == 50
    assert [each.left for each in whole.missing] == [Left.NO_COUNTS, Left.NOT_MEASURED]


@pytest.mark.parametrize(
    ("how", "value"),
    [(Aggregation.SUM, 12), (Aggregation.NONE, None), (Aggregation.LATEST, 5)],
)
def test_numbers_are_put_together_as_declared(how: Aggregation, value: int | None) -> None:
    number = of_kind(IndicatorKind.NUMBER, how)
    children = [
        Child("Nord", "", date(2026, 6, 30), Decimal(7)),
        Child("Syd", "", ON, Decimal(5)),
    ]

    assert rolled_up(number, children).value == value


def test_a_hidden_child_leaves_no_whole_to_compute_it_from() -> None:
    number = of_kind(IndicatorKind.NUMBER, Aggregation.SUM)
    children = [Child("Nord", "", ON, Decimal(7)), Child("Syd", "", ON, left=Left.HIDDEN)]

    assert rolled_up(number, children).value is None


def test_units_are_not_ranked_and_one_outside_the_funnel_is_named() -> None:
    units = [Share(f"Hus {n}", 50 + n % 3, 100) for n in range(10)] + [Share("Øst", 90, 100)]

    chart = funnel_chart("Egne mål", [*units, Share("Lille", 2, 3)])

    assert chart is not None
    assert chart.spec["title"]["text"][0].startswith("Øst ")
    assert "Lille" in chart.shows  # too few cases is not "as the others"
    assert [row[0] for row in chart.rows] == [each.name for each in units]


def test_two_units_make_no_funnel() -> None:
    assert funnel_chart("Egne mål", [Share("Nord", 5, 10), Share("Syd", 6, 10)]) is None


@pytest.mark.django_db
def test_the_page_of_units_shows_the_whole_and_what_is_missing(
    leader: User, north: Unit, client: Client
) -> None:
    indicator = IndicatorFactory(kind=IndicatorKind.PERCENTAGE, over_units=Aggregation.MEAN)
    for above, below in ((9, 10), (10, 90), (30, 60)):
        MeasurementFactory(
            use=IndicatorUseFactory(indicator=indicator, unit=north),
            measured_on=ON,
            value=Decimal(100 * above) / below,
            numerator=above,
            denominator=below,
        )
    IndicatorUseFactory(indicator=indicator, unit=north)
    client.force_login(leader)

    page = client.get(reverse("indicators:units", args=[indicator.pk])).content.decode()

    assert "30,6" in page  # 49 of 160
    assert "ikke målt på den dag" in page
    assert 'id="funnel"' in page


@pytest.mark.django_db
def test_another_units_user_does_not_find_the_units(
    outsider: User, north: Unit, client: Client
) -> None:
    use = IndicatorUseFactory(unit=north)
    client.force_login(outsider)

    address = reverse("indicators:units", args=[use.indicator_id])
    assert client.get(address).status_code == 404
