"""A due is a period in the words themselves, never a guess."""

import pytest

from roedtraad.gateways.importing.plans.dues import due_in


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Planen er klar ultimo juni 2021", "2021-06-21", "2021-06-30"),
        ("I 3. kvartal 2020 er alle enheder med", "2020-07-01", "2020-09-30"),
        ("Færdig senest juni 2020, i brug efter sommerferien 2020", None, "2020-06-30"),
        ("Fra marts 2025 er der åbent", "2025-03-01", "2025-03-31"),
        ("Ved regnskabsafslutning 2020 er udgiften lavere", "2020-01-01", "2020-12-31"),
        ("I 2022 er fraværet under 4 %", "2022-01-01", "2022-12-31"),
        ("Mødet holdes den 18. marts 2020", "2020-03-18", "2020-03-18"),
    ],
)
def test_a_period_in_the_text_is_the_due(text: str, first: str | None, last: str) -> None:
    due = due_in(text)

    assert due is not None
    assert (due.from_ and due.from_.isoformat(), due.to and due.to.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Fraværet falder",
        "Beslutninger om budget 2021 er ført ud i livet",
        "Flere klarer sig i 2021 sammenlignet med 2020",
        "Vision 2030 er kendt af alle",
        "De nationale 2020-mål følges",
        "Tallet er lavere end i 2019",
        "Loven fra 2018 er kendt",
    ],
)
def test_a_year_that_names_or_compares_is_no_due(text: str) -> None:
    assert due_in(text) is None
