from datetime import date
from typing import Any

import pytest
from django.db.models import DateField, QuerySet

from roedtraad.foundation.lib.prepared import Given, GivenKeys, LookedUp, prepared
from roedtraad.foundation.organisation.models import Unit, UnitPlacement

pytestmark = pytest.mark.django_db


@prepared
def units() -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=GivenKeys("units")).order_by("pk")


@prepared
def placed(kind: str) -> QuerySet[UnitPlacement]:
    return UnitPlacement.objects.filter(
        unit__kind=kind,
        parent=Given("parent"),
        starts_on__lte=Given("on", DateField()),
    ).select_related("unit", "parent")


def test_each_asking_has_its_own_values(north: Unit, south: Unit) -> None:
    both = units().rows(units=[south.pk, north.pk])
    one = units().rows(units={south.pk})
    none = units().rows(units=[])

    assert both == [north, south]
    assert (one, none) == ([south], [])


def test_what_is_written_between_is_seen(north: Unit) -> None:
    before = units().rows(units=[north.pk])[0].name

    Unit.objects.filter(pk=north.pk).update(name="Et andet navn")

    assert units().rows(units=[north.pk])[0].name == "Et andet navn" != before


def test_rows_are_as_the_query_itself_gives_them(administration: Unit, north: Unit) -> None:
    on = date(2026, 1, 1)
    asked = UnitPlacement.objects.filter(unit__kind=north.kind, parent=administration)

    found = placed(north.kind).rows(parent=administration.pk, on=on)

    assert found == list(asked) and found
    assert found[0].unit.name == north.name
    assert found[0].starts_on == north.starts_on


def test_the_shape_decides_which_query_it_is(administration: Unit, north: Unit) -> None:
    of_kind = placed(north.kind).rows(parent=administration.pk, on=north.starts_on)
    of_other = placed("another").rows(parent=administration.pk, on=north.starts_on)

    assert of_kind and not of_other


def test_the_day_is_given_and_not_kept(administration: Unit, north: Unit) -> None:
    later = placed(north.kind).rows(parent=administration.pk, on=date(2026, 1, 1))
    earlier = placed(north.kind).rows(parent=administration.pk, on=date(1990, 1, 1))

    assert later and not earlier


def test_one_query_is_asked_and_none_where_no_row_can_match(
    north: Unit, django_assert_num_queries: Any
) -> None:
    @prepared
    def nothing() -> QuerySet[Unit]:
        return Unit.objects.filter(pk__in=[])

    units().rows(units=[north.pk])

    with django_assert_num_queries(1):
        units().rows(units=[north.pk])
    with django_assert_num_queries(0):
        assert nothing().rows() == []


def test_a_value_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError, match="units"):
        units().rows()


def test_a_query_may_not_rest_on_what_is_looked_up_when_it_is_made(north: Unit) -> None:
    @prepared
    def looks_up() -> QuerySet[Unit]:
        return Unit.objects.filter(pk__in=list(Unit.objects.values_list("pk", flat=True)))

    @prepared
    def of_row(unit: Unit) -> QuerySet[Unit]:
        return Unit.objects.filter(path__startswith=unit.path)

    with pytest.raises(LookedUp):
        looks_up()
    with pytest.raises(LookedUp):
        of_row(north)
