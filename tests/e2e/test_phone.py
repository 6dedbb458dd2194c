"""A leader between two meetings, with a phone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from roedtraad.config.demo.people import PASSWORD

from .accessibility import overflow, violations
from .conftest import PHONE, Visit
from .site import Site

NOTE = "Talt op i dag: ni ud af tolv."
COMMENT = "Skal vi tale om det på torsdag?"


def test_a_leader_signs_in_measures_and_comments_on_a_phone(own_demo: Site, visit: Visit) -> None:
    page = visit(own_demo, "/", width=PHONE)
    page.get_by_label("Brugernavn").fill("leder")
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.locator("form:has(input[name=password]) [type=submit]").first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Karla")
    assert_fits(page)

    goes = page.get_by_role("region", name="Hvordan går det?")
    goes.get_by_role("link", name="1 Familien skriver målet").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 Familien skriver målet")
    assert_fits(page)

    page.get_by_role("link", name=re.compile("^Skriv en måling")).first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Målinger")
    page.get_by_label("Dato").fill(today(page))
    page.get_by_label("Forløb med mindst ét mål i egne ord").fill("9")
    page.get_by_label("Aktive forløb").fill("12")
    expect(page.get_by_text("= 75 %")).to_be_visible()
    page.get_by_label("Note").fill(NOTE)
    assert_fits(page)
    page.get_by_role("button", name="Gem", exact=True).tap()
    expect(page.get_by_role("main")).to_contain_text("75 % (9 af 12)")

    open_from_the_menu(page, "Aftaler")
    page.get_by_role("link", name=re.compile("^Aftalemål .* Strandgården$")).first.tap()
    place = page.locator(".goal", has_text="Familien skriver målet")
    place.get_by_text("Skriv en kommentar").first.tap()
    place.get_by_label("Din kommentar").fill(COMMENT)
    place.get_by_role("button", name="Send").tap()
    expect(page.locator(".comment")).to_contain_text([COMMENT])
    assert_fits(page)


def today(page: Page) -> str:
    """As a person writes it."""
    return str(page.evaluate("new Date().toLocaleDateString('da-DK')"))


def open_from_the_menu(page: Page, entry: str) -> None:
    page.locator(".js-menu-open").tap()
    drawer = page.get_by_role("dialog", name="Menu")
    expect(drawer).to_be_visible()
    drawer.get_by_role("link", name=entry, exact=True).tap()


def assert_fits(page: Page) -> None:
    """Nothing is cut off or wrong, and what is tapped is as large as a finger needs."""
    page.wait_for_load_state()
    assert (page.url, overflow(page)) == (page.url, 0)
    assert (page.url, violations(page)) == (page.url, [])
