"""Every list is saved as an Excel file, and the file holds what the list is filtered to."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from playwright.sync_api import Page

from .conftest import Visit
from .site import Site

# address: who reads it there
LISTS = {
    "/aftaler/": "konsulent",
    "/aftaler/?state=active": "konsulent",
    "/aftaler/?q=STØTTE": "konsulent",
    "/maal/": "konsulent",
    "/maal/?level=behind": "konsulent",
    "/maal/?q=familie&year=2026": "konsulent",
    "/maal/?agreement=3": "konsulent",
    "/aftaler/mangler/": "konsulent",
    "/soeg/?q=SKRIVER": "konsulent",
    "/soeg/?q=familie": "leder",
    "/matrix/": "konsulent",
    "/matrix/fokusomraade/1/": "konsulent",
    "/strategi/": "konsulent",
    "/skabeloner/": "konsulent",
    "/maalgrupper/": "konsulent",
    "/enheder/": "konsulent",
    "/enheder/?search=HAVBLIK": "konsulent",
    "/enheder/aendringer/": "administrator",
    "/brugere/": "administrator",
    "/brugere/?search=ØRNFELDT": "administrator",
    "/log/": "dpo",
}
ROWS = "main tbody tr, main .hit-list li, main .unit-tree li, main .doc-section li"


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_saved_as_it_is_filtered(address: str, demo: Site, visit: Visit) -> None:
    page = visit(demo, address, user=LISTS[address])

    rows = saved_rows(page)

    assert len(rows) > 1, "a heading and at least one row"
    shown = page.locator(ROWS)
    if "?" in address and "maal" not in address:  # a goal has a row for each of its indicators
        assert len(rows) - 1 == shown.count()
    names = page.locator("main tbody th a, main .hit-list a, main .unit-tree a").all_inner_texts()
    whole = " ".join(" ".join(str(cell) for cell in row) for row in rows)
    for name in names[:20]:
        assert words_of(name) in words_of(whole), name


def test_the_goals_of_one_agreement_are_those_of_its_line_in_the_list(
    demo: Site, visit: Visit
) -> None:
    page = visit(demo, "/aftaler/?q=Strandgården", user="konsulent")
    line = page.locator("main tbody tr").first
    number = int(line.locator("td a[href*='agreement=']").inner_text().split()[0])

    line.locator("td a[href*='agreement=']").click()

    page.wait_for_url(re.compile(r"/maal/\?agreement="))
    assert page.locator("main tbody th").count() == number


def saved_rows(page: Page) -> list[tuple[object, ...]]:
    with page.expect_download() as download:
        page.locator("main a[href*='eksport'], main a.button[href*='/excel']").first.click()
    content = download.value.path().read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def words_of(text: str) -> str:
    return "".join(re.findall(r"\w+", text))
