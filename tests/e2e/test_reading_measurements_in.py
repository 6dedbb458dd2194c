"""A published table is read in: what is wrong in it is named, and the import can be undone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from .accessibility import overflow, violations
from .conftest import PHONE, Visit
from .site import Site

UNIT, UPLOAD = "Familiehuset Strandgården", "/indlaes-maalinger/"
TABLE = """Anbringelser i kommunen;;;
År;Plejefamilie;Opholdssted;Udgift, mio. kr.
2021;110;14;67,6
2022;113;mange;68,1
2023;108;12-15;69
2024;104;13;x
I alt;435;39;204,7
Kilde: kommunens egne opgørelser;;;
"""
RIGHT = TABLE.replace("mange", "15").replace("12-15", "12").replace(";x", ";70,4")
REASONS = {
    ("4", "Opholdssted"): "“mange” er ikke et tal. Skriv det som 1.234,5",
    ("5", "Opholdssted"): "“12-15” er et spænd. Skriv ét tal",
    ("6", "Udgift, mio. kr."): "“x” er skjult for at beskytte personer",
}


def test_a_table_with_three_wrong_rows_is_read_in_and_undone_and_read_in_whole(
    working_demo: Site, visit: Visit, tmp_path: Path
) -> None:
    page = visit(working_demo, UPLOAD, user="konsulent")
    upload(page, tmp_path / "anbringelser.csv", TABLE)
    address = page.url.removeprefix(working_demo.url)
    check(page)
    names_what_is_wrong(page)
    is_for_all(page, visit(working_demo, address, user="konsulent", width=PHONE))

    page.get_by_role("button", name="Indlæs det rigtige").click()
    expect(page.locator("main")).to_contain_text("9 målinger er indlæst")
    expect(page.locator("main")).to_contain_text("3 forkerte tal er udeladt")
    page.get_by_label("Hvorfor?").fill("Tre tal manglede.")
    page.get_by_role("button", name="Fortryd indlæsningen").click()
    expect(page.locator("#messages")).to_contain_text("9 målinger er taget tilbage")

    page.goto(working_demo.url + UPLOAD)
    upload(page, tmp_path / "anbringelser.csv", RIGHT)
    check(page)
    page.get_by_role("button", name="Indlæs det hele").click()
    expect(page.locator("main")).to_contain_text("12 målinger er indlæst")

    for path in (address, page.url.removeprefix(working_demo.url)):
        other = visit(working_demo, UPLOAD, user="mads")
        expect(other.locator("main")).not_to_contain_text("anbringelser.csv")
        assert other.request.get(working_demo.url + path).status == 404


def upload(page: Page, file: Path, text: str) -> None:
    file.write_bytes(text.encode("cp1252"))
    page.get_by_label("Enhed").select_option(label=UNIT)
    page.locator("input[type=file]").set_input_files(file)
    send = page.get_by_role("button", name="Send filen")
    if send.is_visible():
        send.click()
    expect(page.get_by_role("heading", name="Hvad kolonnerne betyder")).to_be_visible()


def check(page: Page) -> None:
    page.get_by_label("Opret de indikatorer, der mangler").check()
    page.get_by_role("button", name="Kontrollér").click()


def names_what_is_wrong(page: Page) -> None:
    rows = page.get_by_role("table", name="Det er galt").locator("tbody tr")
    expect(rows).to_have_count(len(REASONS))
    for (number, column), sentence in REASONS.items():
        row = rows.filter(has_text=sentence)
        expect(row.locator("td").nth(0)).to_have_text(number)
        expect(row.locator("td").nth(1)).to_have_text(column)


def is_for_all(*pages: Page) -> None:
    for page in pages:
        assert violations(page) == []
        assert overflow(page) <= 0
