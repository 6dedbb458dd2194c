from datetime import date

import pytest

from roedtraad.steering.agreements.next_title import title_of_next


def years(first: int, last: int) -> tuple[date, date]:
    return date(first, 1, 1), date(last, 12, 31)


@pytest.mark.parametrize(
    ("title", "moved"),
    [
        ("Virksomhedsplan 2026-2027", "Virksomhedsplan 2028-2029"),
        ("Aftale 2026-27 – Familiehuset", "Aftale 2028-29 – Familiehuset"),
        ("Plan 2026 – 2027", "Plan 2028 – 2029"),
        ("Mål 2026/27", "Mål 2028/29"),
        ("Aftale efter strategi 2024-2027", "Aftale efter strategi 2024-2027"),
        ("Aftale fra 2026", "Aftale fra 2026"),
        ("Familiehuset", "Familiehuset"),
    ],
)
def test_a_title_of_two_years_names_the_next_two(title: str, moved: str) -> None:
    assert title_of_next(title, years(2026, 2027), years(2028, 2029)) == moved


@pytest.mark.parametrize(
    ("title", "moved"),
    [("Kontrakt 2026", "Kontrakt 2027"), ("Sag 12026 og 2026", "Sag 12026 og 2027")],
)
def test_a_title_of_one_year_names_the_next_one(title: str, moved: str) -> None:
    assert title_of_next(title, years(2026, 2026), years(2027, 2027)) == moved


def test_a_title_across_new_year_keeps_its_two_digits() -> None:
    old, new = (date(2026, 8, 1), date(2027, 7, 31)), (date(2027, 8, 1), date(2028, 7, 31))

    assert title_of_next("Skoleåret 2026/27", old, new) == "Skoleåret 2027/28"
