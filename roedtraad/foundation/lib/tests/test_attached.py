from datetime import date
from typing import Any

import pytest

from roedtraad.foundation.lib.attached import attach, grouped
from roedtraad.foundation.organisation.models import Unit, UnitStaff

pytestmark = pytest.mark.django_db


def staff(unit: Unit, year: int) -> UnitStaff:
    return UnitStaff.objects.create(unit=unit, year=year, staff=year - 2000)


def test_what_is_attached_is_not_asked_for_again(
    north: Unit, django_assert_num_queries: Any
) -> None:
    rows = [staff(north, 2026), staff(north, 2025)]
    attach(north, "staff_years", rows)

    with django_assert_num_queries(0):
        assert list(north.staff_years.all()) == rows
        assert [row.unit for row in rows] == [north, north]


def test_asking_for_less_than_all_that_is_attached_is_an_error(north: Unit) -> None:
    attach(north, "staff_years", [staff(north, 2026)])

    with pytest.raises(AttributeError):
        north.staff_years.filter(year=2025)


def test_the_same_row_read_anew_has_nothing_attached(north: Unit) -> None:
    attach(north, "staff_years", [])

    row = staff(north, 2026)

    assert list(Unit.objects.get(pk=north.pk).staff_years.all()) == [row]


def test_rows_are_grouped_in_their_order(north: Unit, south: Unit) -> None:
    rows = [staff(north, 2026), staff(south, 2026), staff(north, 2025)]

    found = grouped(rows, "unit_id")

    assert found[north.pk] == [rows[0], rows[2]]
    assert found[date.max.year] == []
