"""The budget by year: rows are lines, columns are years."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Agreement
from roedtraad.steering.agreements.queries.budget import budget_table


def line(label: str, year: int, amount: str, *, is_total: bool = False) -> dict[str, Any]:
    return {"id": 1, "label": label, "year": year, "amount": amount, "is_total": is_total}


def test_a_line_is_a_row_and_a_year_a_column() -> None:
    lines = [
        line("Løn", 2027, "2"),
        line("Løn", 2026, "0"),
        line("I alt", 2026, "5", is_total=True),
    ]

    table = budget_table(lines)

    assert table.years == (2026, 2027)
    assert [(row.label, row.is_total) for row in table.rows] == [("Løn", False), ("I alt", True)]
    amounts = [[cell and cell["amount"] for cell in row.cells] for row in table.rows]
    assert amounts == [["0", "2"], ["5", None]]


def test_two_lines_of_one_name_in_one_year_are_both_kept() -> None:
    table = budget_table([line("Løn", 2026, "1"), line("Løn", 2026, "2"), line("Løn", 2027, "3")])

    amounts = [[cell and cell["amount"] for cell in row.cells] for row in table.rows]
    assert amounts == [["1", "3"], ["2", None]]


def test_without_lines_there_is_no_table() -> None:
    assert not budget_table([])


@pytest.mark.django_db
def test_the_page_has_a_column_for_each_year(client: Client, plan: Agreement, leader: User) -> None:
    plan.budget_lines.create(year=2026, label="Løn", amount=0)
    plan.budget_lines.create(year=2027, label="Løn", amount="29668100")
    client.force_login(leader)

    page = client.get(reverse("agreements:page", args=[plan.pk])).content.decode()

    years = "".join(f'<th scope="col" class="numeric">{year}</th>' for year in (2026, 2027))
    assert years in page
    cells = '<td class="numeric">0 kr.</td><td class="numeric">29.668.100 kr.</td>'
    assert cells in page
    assert "Ret budgetlinjerne" in page
