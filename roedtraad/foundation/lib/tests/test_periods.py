from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.lib.periods import (
    find_periods,
    format_period,
    lacks_year,
    parse_period,
)

PROJECT = Path(__file__).parents[4]
CASES = (
    Path(os.environ.get("ROEDTRAAD_SHARED", PROJECT.parent / "shared"))
    / "codelists"
    / "dato_udtryk.csv"
)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def _days(text: str) -> str | None:
    """ "from/to" as ISO dates, an open end empty."""
    period = parse_period(text)
    return period and f"{period.starts_on or ''}/{period.ends_on or ''}"


@pytest.mark.skipif(not CASES.exists(), reason="the shared folder is not beside the project")
def test_the_expressions_of_real_plans_are_read_as_agreed() -> None:
    with CASES.open(encoding="utf-8-sig") as file:
        cases = list(csv.DictReader(file, delimiter=";"))

    read = {case["udtryk"]: _days(case["udtryk"]) for case in cases}

    assert len(cases) == 19
    assert read == {
        case["udtryk"]: f"{case['forslag_fra']}/{case['forslag_til']}" for case in cases
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # ends and middles
        ("ultimo maj 2022", "2022-05-21/2022-05-31"),
        ("ult. februar 2024", "2024-02-21/2024-02-29"),
        ("medio april 2022", "2022-04-11/2022-04-20"),
        ("primo marts 2022", "2022-03-01/2022-03-10"),
        ("medio 2021", "2021-06-01/2021-07-31"),
        ("medio 3. kvartal 2022", "2022-08-01/2022-08-31"),
        ("primo 2. halvår 2022", "2022-07-01/2022-07-31"),
        ("primo/medio juni 2022", "2022-06-01/2022-06-20"),
        ("i begyndelsen af 2022", "2022-01-01/2022-01-31"),
        ("starten af andet halvår 2022", "2022-07-01/2022-07-31"),
        ("i midten af 2. kvartal 2022", "2022-05-01/2022-05-31"),
        ("midt i maj 2022", "2022-05-11/2022-05-20"),
        ("slutningen af foråret 2022", "2022-05-01/2022-05-31"),
        ("sidst på året 2022", "2022-12-01/2022-12-31"),
        ("ved årets udgang 2026", "2026-12-31/2026-12-31"),
        ("ved udgangen af 2021", "2021-12-31/2021-12-31"),
        # parts of a year
        ("3. kvartal 2026", "2026-07-01/2026-09-30"),
        ("3. kvt. 2026", "2026-07-01/2026-09-30"),
        ("3.kvartal 2026", "2026-07-01/2026-09-30"),
        ("Q3 2026", "2026-07-01/2026-09-30"),
        ("2026K3", "2026-07-01/2026-09-30"),
        ("tredje kvartal 2026", "2026-07-01/2026-09-30"),
        ("sidste kvartal i 2026", "2026-10-01/2026-12-31"),
        ("kvartal 3, 2026", "2026-07-01/2026-09-30"),
        ("1.-2. kvartal 2026", "2026-01-01/2026-06-30"),
        ("1. og 2. kvartal 2026", "2026-01-01/2026-06-30"),
        ("kvartalerne 2-3 2026", "2026-04-01/2026-09-30"),
        ("1. kvartal 2022 - 2. kvartal 2023", "2022-01-01/2023-06-30"),
        ("Q4 2025-Q1 2026", "2025-10-01/2026-03-31"),
        ("1. halvår 2026", "2026-01-01/2026-06-30"),
        ("andet halvår 2026", "2026-07-01/2026-12-31"),
        ("anden halvdel af 2026", "2026-07-01/2026-12-31"),
        ("første halvdel af juni 2026", "2026-06-01/2026-06-15"),
        ("2. tertial 2026", "2026-05-01/2026-08-31"),
        ("sommeren 2022", "2022-06-01/2022-08-31"),
        ("vinteren 2025/26", "2025-12-01/2026-02-28"),
        ("vinteren 2025", "2025-12-01/2026-02-28"),
        ("forår/sommer 2022", "2022-03-01/2022-08-31"),
        # weeks
        ("uge 3-5 2026", "2026-01-12/2026-02-01"),
        ("uge 7, 2026", "2026-02-09/2026-02-15"),
        ("uge 50-2 2026", "2025-12-08/2026-01-11"),
        ("uge 53 2020", "2020-12-28/2021-01-03"),
        ("uge 50 2025 - uge 3 2026", "2025-12-08/2026-01-18"),
        # months
        ("marts måned 2026", "2026-03-01/2026-03-31"),
        ("nov. 2019", "2019-11-01/2019-11-30"),
        ("06/2026", "2026-06-01/2026-06-30"),
        ("2026-06", "2026-06-01/2026-06-30"),
        ("november 2025 - februar 2026", "2025-11-01/2026-02-28"),
        ("november – februar 2026", "2025-11-01/2026-02-28"),
        ("januar, februar og marts 2026", "2026-01-01/2026-03-31"),
        ("mellem maj 2022 og juni 2023", "2022-05-01/2023-06-30"),
        # days
        ("d. 6. maj 2022", "2022-05-06/2022-05-06"),
        ("fredag den 6. maj 2022", "2022-05-06/2022-05-06"),
        ("06-05-2022", "2022-05-06/2022-05-06"),
        ("2022-05-06", "2022-05-06/2022-05-06"),
        ("6/5-2022", "2022-05-06/2022-05-06"),
        ("6.5.2022", "2022-05-06/2022-05-06"),
        ("30.06.26", "2026-06-30/2026-06-30"),
        ("30/6-26", "2026-06-30/2026-06-30"),
        ("1.-15. juni 2026", "2026-06-01/2026-06-15"),
        ("1/1-30/6 2026", "2026-01-01/2026-06-30"),
        ("1.1.-30.6.2026", "2026-01-01/2026-06-30"),
        ("fra 1. januar 2026 til 30. juni 2027", "2026-01-01/2027-06-30"),
        ("15. november 2025 til 1. februar", "2025-11-15/2026-02-01"),
        # years
        ("2016-2019", "2016-01-01/2019-12-31"),
        ("hele 2022", "2022-01-01/2022-12-31"),
        ("i 2022 og i 2023", "2022-01-01/2023-12-31"),
        ("i perioden 2022-25", "2022-01-01/2025-12-31"),
        ("2025/26", "2025-08-01/2026-07-31"),
        ("skoleåret 2025/2026", "2025-08-01/2026-07-31"),
        ("ved årsskiftet 2025/26", "2025-12-31/2026-01-01"),
        ("efteråret 2026 og foråret 2027", "2026-09-01/2027-05-31"),
        ("ugerne 12, 13 og 14 2026", "2026-03-16/2026-04-05"),
        ("de første tre måneder af 2026", "2026-01-01/2026-03-31"),
        ("første uge i marts 2026", "2026-03-01/2026-03-07"),
        ("1. halvdel af 2026", "2026-01-01/2026-06-30"),
        ("slut december 2026", "2026-12-21/2026-12-31"),
        ("skoleårets start 2026", "2026-08-01/2026-08-31"),
        ("ved årsskiftet til 2027", "2026-12-31/2027-01-01"),
        ("2026, 1. kvartal", "2026-01-01/2026-03-31"),
        ("aftaleperioden 2026-27", "2026-01-01/2027-12-31"),
        ("i årene 2026, 2027 og 2028", "2026-01-01/2028-12-31"),
        ("1.1.26-30.6.26", "2026-01-01/2026-06-30"),
        ("2026-01-01/2026-06-30", "2026-01-01/2026-06-30"),
        ("ultimo juni/primo juli 2026", "2026-06-21/2026-07-10"),
        # bounds
        ("frem mod 2030", "/2030-12-31"),
        ("tidligst 1. maj 2026", "2026-05-01/"),
        ("hen over sommeren 2026", "2026-06-01/2026-08-31"),
        ("senest ved udgangen af juni 2022", "/2022-06-30"),
        ("senest den 1. maj 2022.", "/2022-05-01"),
        ("inden udgangen af 2022", "/2022-12-31"),
        ("inden 31. december 2022", "/2022-12-31"),
        ("inden juni 2022", "/2022-05-31"),
        ("før 1. maj 2022", "/2022-04-30"),
        ("før sommerferien 2022", "/2022-06-30"),
        ("inden for 1. halvår 2022", "2022-01-01/2022-06-30"),
        ("fra juni 2022", "2022-06-01/"),
        ("2022 og frem", "2022-01-01/"),
        ("efter juni 2022", "2022-07-01/"),
        ("efter påske 2021", "2021-04-06/2021-05-03"),
        ("efter efterårsferien 2022", "2022-10-24/2022-11-20"),
        ("i løbet af foråret 2022", "2022-03-01/2022-05-31"),
        # as they stand in other people's plans
        ("uge 40 (2022)", "2022-10-03/2022-10-09"),
        ("u. 40 2022", "2022-10-03/2022-10-09"),
        ("uge 40+41 2022", "2022-10-03/2022-10-16"),
        ("tors. 6/10 2022", "2022-10-06/2022-10-06"),
        ("løbende 2022", "2022-01-01/2022-12-31"),
        ("fra 2020 og fremad", "2020-01-01/"),
        ("2020 og derefter", "2020-01-01/"),
        ("maj 2022 eller senere", "2022-05-01/"),
        ("2020-", "2020-01-01/"),
        ("1.1.2022 –", "2022-01-01/"),
        ("pr 1. april 2022", "2022-04-01/2022-04-01"),
        ("4Q 2023", "2023-10-01/2023-12-31"),
        ("kv. 4 2023", "2023-10-01/2023-12-31"),
        ("4. kvt 23", "2023-10-01/2023-12-31"),
        ("mar 2022", "2022-03-01/2022-03-31"),
        ("5.2022", "2022-05-01/2022-05-31"),
        ("2022/05/06", "2022-05-06/2022-05-06"),
        ("2022 juni", "2022-06-01/2022-06-30"),
        ("2022, efteråret", "2022-09-01/2022-11-30"),
        ("nov. 22 - jan. 23", "2022-11-01/2023-01-31"),
        ("ultimo 22", "2022-12-01/2022-12-31"),
        ("primo '22", "2022-01-01/2022-01-31"),
        ("sidste dag i maj 2022", "2022-05-31/2022-05-31"),
        ("inden årsskiftet 2022/23", "/2022-12-31"),
        ("lige efter sommerferien 2022", "2022-08-01/2022-08-31"),
        ("3. maj 2022 kl. 12.30", "2022-05-03/2022-05-03"),
        ("forventes afsluttet ultimo 2022", "2022-12-01/2022-12-31"),
        ("udsat til 1. kvartal 2023", "2023-01-01/2023-03-31"),
        ("frist: 1. maj 2022", "2022-05-01/2022-05-01"),
    ],
)
def test_a_period_is_read(text: str, expected: str) -> None:
    assert _days(text) == expected
    assert _days(text.upper()) == expected
    assert _days(text.replace(" ", "\u00a0")) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "årligt", "løbende", "hvert kvartal", "hvert år", "senest", "fra", "juni"),
        *("31. februar 2022", "29.2.2023", "uge 54 2022", "uge 53 2021", "13. måned 2022"),
        *("5. kvartal 2022", "3. halvår 2022", "45/13 2022", "1.1", "26/4", "uge 7", "3. kvartal"),
        *("3 måneder 2022", "12.500 kr.", "2022 og så videre", "juni 2023 - maj 2022", "0/0 2022"),
    ],
)
def test_what_is_no_period_or_does_not_exist_is_none(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "read_as", "expected"),
    [
        ("decmber 2022", "december 2022", "2022-12-01/2022-12-31"),
        ("Ulitmo juni 2022", "ultimo juni 2022", "2022-06-21/2022-06-30"),
        ("3. kvatal 2022", "3. kvartal 2022", "2022-07-01/2022-09-30"),
        ("senst juni 2022", "senest juni 2022", "/2022-06-30"),
        ("forået 2022", "foråret 2022", "2022-03-01/2022-05-31"),
    ],
)
def test_one_slip_in_a_word_is_put_right_and_said(text: str, read_as: str, expected: str) -> None:
    period = parse_period(text)

    assert _days(text) == expected
    assert period is not None
    assert (period.raw, period.read_as) == (text, read_as)


@pytest.mark.parametrize("text", ["junli 2022", "dcmbr 2022", "forrige 2022", "marked 2022"])
def test_a_word_that_could_be_several_or_none_is_not_guessed(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ultimo juni", True), ("3. kvartal", True), ("26/4", True)]
    + [("ultimo juni 2022", False), ("løbende", False), ("", False), ("31. februar", False)],
)
def test_what_only_lacks_its_year_is_known(text: str, expected: bool) -> None:
    assert lacks_year(text) is expected


def test_the_raw_text_is_kept_as_it_was_written() -> None:
    period = parse_period(" Senest  JUNI 2022 ")

    assert period is not None
    assert period.raw == " Senest  JUNI 2022 "


def test_periods_are_found_in_a_running_text_with_their_places() -> None:
    text = (
        "Planen 2022-25 begynder d. 6. maj 2022 (uge 18, 2022).\n"
        "Målet nås senest juni 2024,\nog i løbet af foråret\n2023 evalueres der."
    )

    found = find_periods(text)

    assert [text[each.start : each.end] for each in found] == [each.period.raw for each in found]
    assert [each.period.raw for each in found] == [
        "2022-25",
        "d. 6. maj 2022",
        "uge 18, 2022",
        "senest juni 2024",
        "i løbet af foråret\n2023",
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("vi brugte 2022 kr.", "29.668.2022", "lov nr. 2022", "sag 15/2022-3", "31. februar 2022"),
        *("afsnit 1.2.12", "2022,5 timer", "maj\n\n2", "Budget2022", "i alt 2000 borgere"),
    ],
)
def test_numbers_that_look_like_years_are_not_found(text: str) -> None:
    assert find_periods(text) == []


def test_a_year_does_not_reach_across_an_empty_line() -> None:
    assert [each.period.raw for each in find_periods("I juni\n\n2022 var vi mange")] == ["2022"]


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_period(text)

    assert all(text[each.start : each.end] == each.period.raw for each in find_periods(text))


WORDS = "senest fra til og inden uge kvartal 3. 1/1 - 2026 maj primo af årets påske 31. / halvår ."


@given(st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join))
def test_any_heap_of_words_of_periods_is_read_without_an_error(text: str) -> None:
    period = parse_period(text)

    if period and period.starts_on and period.ends_on:
        assert period.starts_on <= period.ends_on


@given(starts_on=st.none() | DAYS, ends_on=st.none() | DAYS)
def test_a_written_period_is_read_back(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and starts_on > ends_on:
        starts_on, ends_on = ends_on, starts_on

    period = parse_period(format_period(starts_on, ends_on))

    assert (period and (period.starts_on, period.ends_on)) == (
        (starts_on, ends_on) if starts_on or ends_on else None
    )


@given(
    year=st.integers(1990, 2060),
    first=st.integers(1, 12),
    count=st.sampled_from([1, 2, 3, 4, 6, 12, 18, 24]),
)
def test_whole_months_are_read_back(year: int, first: int, count: int) -> None:
    end = year * 12 + first - 1 + count
    after = date(end // 12, end % 12 + 1, 1)
    ends_on = date.fromordinal(after.toordinal() - 1)

    period = parse_period(format_period(date(year, first, 1), ends_on))

    assert period is not None
    assert (period.starts_on, period.ends_on) == (date(year, first, 1), ends_on)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "danish", "english"),
    [
        ("2026-07-01", "2026-09-30", "3. kvartal 2026", "Q3 2026"),
        ("2026-01-01", "2026-06-30", "1. halvår 2026", "H1 2026"),
        ("2026-01-01", "2027-12-31", "2026–2027", "2026–2027"),
        ("2026-01-01", "2026-12-31", "2026", "2026"),
        ("2026-06-01", "2026-06-30", "juni 2026", "June 2026"),
        ("2026-05-01", "2026-06-30", "maj–juni 2026", "May–June 2026"),
        ("2026-06-30", "2026-06-30", "30. juni 2026", "30 June 2026"),
        ("2026-06-01", "2026-06-15", "1.–15. juni 2026", "1–15 June 2026"),
        ("2017-01-02", "2017-01-08", "uge 1 2017", "week 1 2017"),
        ("2025-08-01", "2026-07-31", "skoleåret 2025/26", "school year 2025/26"),
        (None, "2026-06-30", "senest 30. juni 2026", "by 30 June 2026"),
        ("2026-06-01", None, "fra 1. juni 2026", "from 1 June 2026"),
        (None, None, "", ""),
    ],
)
def test_a_period_is_written_in_both_languages(
    starts_on: str | None, ends_on: str | None, danish: str, english: str
) -> None:
    first = date.fromisoformat(starts_on) if starts_on else None
    last = date.fromisoformat(ends_on) if ends_on else None

    assert format_period(first, last, "da") == danish
    assert format_period(first, last, "en") == english
