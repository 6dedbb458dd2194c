from decimal import Decimal

import pytest

from roedtraad.gateways.importing.elements import elements_of
from roedtraad.gateways.importing.measures import measure_of, measure_of_levels

STATED = [
    # words, direction, unit of measure, baseline, target, low, high
    ("Andelen falder fra 22 % til 15 % ultimo 2027", "down", "%", "22", "15", None, None),
    (
        "Sygefraværet nedbringes fra 6,2 til 5,0 dage i 2026",
        "down",
        "dage",
        "6.2",
        "5.0",
        None,
        None,
    ),
    ("Andelen uden job falder fra 9 til 7 procent", "down", "%", "9", "7", None, None),
    ("Døgnprisen falder fra 4.120 kr. til 3.950 kr.", "down", "kr.", "4120", "3950", None, None),
    ("Besøg falder fra 21 til højst 12 pr. måned", "down", "pr. måned", "21", "12", None, None),
    ("mindst 80 % af familierne er tilfredse i 2026", "up", "%", None, "80", None, None),
    ("Frafaldet er under 5 %", "down", "%", None, "5", None, None),
    ("Ventetiden nedbringes til 3 uger", "down", "uger", None, "3", None, None),
    ("Tilfredsheden fastholdes på 90 %", "up", "%", "90", "90", None, None),
    ("Belægningen fastholdes på 90 %", "within", "%", "90", None, "90", "90"),
    ("Temperaturen er mellem 18 og 22 grader", "within", "grader", None, None, "18", "22"),
    ("8 ud af 10 familier er tilfredse", "up", "ud af 10", None, "8", None, None),
    ("Ni ud af ti pårørende føler sig hørt", "up", "ud af 10", None, "9", None, None),
    ("Hver tredje borger træner videre selv", "up", "ud af 3", None, "1", None, None),
    ("Halvdelen af borgerne laver mad selv", "up", "%", None, "50", None, None),
    ("Borgeren møder højst otte hjælpere", "down", "hjælpere", None, "8", None, None),
    ("Ventetiden nedbringes fra ni til seks uger", "down", "uger", "9", "6", None, None),
    ("Medicinfejl halveres fra 40 i 2027", "down", "", "40", "20", None, None),
    ("100 familier bruger vagttelefonen i 2026", "up", "familier", None, "100", None, None),
]


@pytest.mark.parametrize(("words", "way", "unit", "baseline", "target", "low", "high"), STATED)
def test_numbers_are_taken_from_the_words(
    words: str,
    way: str,
    unit: str,
    baseline: str | None,
    target: str | None,
    low: str | None,
    high: str | None,
) -> None:
    found = measure_of(words)

    levels = [None if each is None else Decimal(each) for each in (baseline, target, low, high)]
    assert found is not None
    assert (found.direction, found.measured_in) == (way, unit)
    assert [found.baseline, found.target, found.low, found.high] == levels


@pytest.mark.parametrize(
    "words",
    [
        "Færre klager over skiftende hjælpere",
        "Antallet falder med 10 % i 2026",
        "Antallet af medicinfejl halveres inden udgangen af 2027",
        "Ventetiden halveres fra 15 i 2027",
        "Mindst en medarbejder i hvert team er uddannet",
        "Andelen stiger fra 8 til 5 %",
        "Børn fra 3 til 6 år deltager i legegrupper",
        "Andelen af elever med over 15 % fravær er højst 8 %",
        "Alle sager er vurderet inden 24 timer i 2026",
        "Aftalen gælder fra 2025 til 2026",
        "14 dage efter udskrivning har borgeren en plan",
        "Planen er vedtaget den 3. marts 2026",
    ],
)
def test_words_that_could_mean_several_things_give_no_numbers(words: str) -> None:
    assert measure_of(words) is None


def test_an_indicator_is_read_with_its_numbers_and_its_own_words() -> None:
    due = {"raw": "ultimo 2027", "from": "2027-12-01", "to": "2027-12-31"}
    texts = ["Andelen falder fra 22 % til 15 % ultimo 2027", "Proceduren er aftalt ultimo 2027"]
    goal = {"title": "Mål", "indicators": [{"text": text, "due": due} for text in texts]}

    counted, agreed = elements_of({"goals": [goal]})[1].children

    assert counted.fields["text"] == texts[0]
    assert (counted.fields["baseline"], counted.fields["target"]) == ("22", "15")
    assert (counted.fields["measure"], agreed.fields["measure"]) == ("number", "milestone")
    assert agreed.fields["target"] is None


@pytest.mark.parametrize(
    ("levels", "way", "baseline", "target", "due"),
    [
        ([("Status 2025", "9 %"), ("Mål 2026", "15 %")], "up", "9", "15", "2026-12-31"),
        ([("Nu", "318"), ("Måltal", "270")], "down", "318", "270", None),
    ],
)
def test_figures_in_columns_are_where_one_is_and_where_one_is_going(
    levels: list[tuple[str, str]], way: str, baseline: str, target: str, due: str | None
) -> None:
    beside = [{"label": label, "value": value} for label, value in levels]
    goal = {"title": "Mål", "indicators": [{"text": "Antal i job", "due": None, "levels": beside}]}

    (read,) = elements_of({"goals": [goal]})[1].children

    assert (read.fields["better"], read.fields["measure"]) == (way, "number")
    assert (read.fields["baseline"], read.fields["target"]) == (baseline, target)
    assert (read.fields["due"] and read.fields["due"]["to"]) == due


def test_figures_of_several_years_are_no_target_and_stay_with_the_words() -> None:
    years = [("2024", "1"), ("2025", "2"), ("2026", "3")]
    beside = [{"label": label, "value": value} for label, value in years]
    goal = {"title": "Mål", "indicators": [{"text": "I job", "due": None, "levels": beside}]}

    (read,) = elements_of({"goals": [goal]})[1].children

    assert measure_of_levels("I job", years) is None
    assert read.fields["text"] == "I job (2024: 1; 2025: 2; 2026: 3)"
