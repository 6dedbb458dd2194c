"""The leader of another unit: refused at every address, and told of nothing anywhere."""

from __future__ import annotations

import io
import re

import openpyxl
import pdfplumber
import pytest
from playwright.sync_api import APIResponse, Page, expect

from .conftest import Visit
from .site import Site

OUTSIDER, INSIDER = "mads", "leder"  # Familieplejen, Familiehuset Strandgården
# words of the other unit's agreement that stand nowhere else
SECRETS = ("Strandgården", "Familien skriver målet", "Aftal nødspor med myndighed")
LISTS = (
    *("/", "/aftaler/", "/aftaler/mangler/", "/maal/", "/rapporter/", "/beskeder/", "/strategi/"),
    *("/strategi/1/", "/laes-plan-ind/", "/enheder/"),
)
OF_OTHERS = re.compile(
    r"^agreements:|^importing:(?!strategy)|^reports:agreement|^templates:|^accounts:user"
)


def test_every_address_of_another_unit_is_refused(
    demo: Site, visit: Visit, addresses: dict[str, list[str]]
) -> None:
    page = visit(demo, "/", user=OUTSIDER)
    own = own_pages(page)

    answers = {
        address: refusal(page, demo.url + address)
        for name, found in addresses.items()
        for address in found
        if OF_OTHERS.match(name) and re.search(r"/\d+", address) and not is_one_of(own, address)
    }

    assert len(answers) > 60
    wrong = {address: status for address, status in answers.items() if status != 404}
    assert wrong == {}


@pytest.mark.parametrize("address", LISTS)
def test_no_list_tells_of_another_unit(address: str, demo: Site, visit: Visit) -> None:
    seen_by_insider = visit(demo, "/maal/", user=INSIDER).content()
    assert SECRETS[1] in seen_by_insider

    page = visit(demo, address, user=OUTSIDER)

    tells_nothing(page.content(), address)


def test_search_and_counts_leave_another_unit_out(demo: Site, visit: Visit) -> None:
    page = visit(demo, "/soeg/?q=nødspor", user=OUTSIDER)
    expect(page.get_by_role("heading", name="Intet fundet")).to_be_visible()
    page.goto(demo.url + "/soeg/?q=skriver+målet")
    tells_nothing(page.content(), "what is like a search")

    page.goto(demo.url + "/aftaler/")
    status = page.get_by_role("main").get_by_role("status").inner_text()
    rows = page.locator("main tbody tr")

    assert status.startswith(f"{rows.count()} aftale")
    counted = page.locator(".state-tags a").all_inner_texts()
    assert sum(int(n) for each in counted for n in re.findall(r"\((\d+)\)", each)) == rows.count()


def test_the_calendar_leaves_another_unit_out(demo: Site, visit: Visit) -> None:
    insider, outsider = (visit(demo, "/kalender/", user=user) for user in (INSIDER, OUTSIDER))
    months = [f"2026-{month:02}" for month in range(1, 13)] + ["2027-06", "2027-12"]

    seen = [insider.request.get(f"{demo.url}/kalender/?maaned={each}").text() for each in months]
    shown = [outsider.request.get(f"{demo.url}/kalender/?maaned={each}").text() for each in months]

    assert any(SECRETS[0] in each for each in seen)
    for month, each in zip(months, shown, strict=True):
        tells_nothing(each, month)


@pytest.mark.parametrize("address", ["/aftaler/?eksport=1", "/maal/?eksport=1"])
def test_exports_leave_another_unit_out(address: str, demo: Site, visit: Visit) -> None:
    page = visit(demo, "/", user=OUTSIDER)

    book = openpyxl.load_workbook(io.BytesIO(file_of(page, demo.url + address).body()))

    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert len(rows) > 1
    tells_nothing(repr(rows), address)


def test_the_status_overview_leaves_another_unit_out(demo: Site, visit: Visit) -> None:
    page = visit(demo, "/", user=OUTSIDER)

    answer = file_of(page, f"{demo.url}/rapporter/status.pdf?enhed=alle")

    with pdfplumber.open(io.BytesIO(answer.body())) as book:
        text = "\n".join(each.extract_text() for each in book.pages)
    assert "Familieplejen" in text
    tells_nothing(text, "status.pdf")


def own_pages(page: Page) -> set[str]:
    """The agreements and goals the outsider does see, each as the beginning of its addresses."""
    return {
        match[0]
        for path in ("/aftaler/", "/maal/")
        for match in re.finditer(r"/(aftaler|maal)/\d+/", page.request.get(_at(page, path)).text())
    }


def _at(page: Page, path: str) -> str:
    return str(page.evaluate("location.origin")) + path


def is_one_of(own: set[str], address: str) -> bool:
    return any(address.replace("/rapporter", "").startswith(each) for each in own)


def refusal(page: Page, address: str) -> int:
    """The status of reading it, or of sending something to it where only that is possible."""
    answer = page.request.get(address, max_redirects=0)
    if answer.status != 405:
        return answer.status
    token = page.locator("meta[name=csrf-token]").get_attribute("content") or ""
    headers = {"X-CSRFToken": token, "Referer": page.url}
    return page.request.post(address, headers=headers, max_redirects=0).status


def file_of(page: Page, address: str) -> APIResponse:
    answer = page.request.get(address)
    assert answer.status == 200
    assert "attachment" in answer.headers["content-disposition"]
    return answer


def tells_nothing(text: str, where: str) -> None:
    assert [secret for secret in SECRETS if secret in text] == [], where
