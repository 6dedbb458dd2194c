"""A practitioner writes a note on a phone, is interrupted, and goes on where the words stand."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .accessibility import overflow, violations
from .conftest import PHONE, Visit
from .site import Site

NOTE = "Alma viste vejen til skolen."


def test_a_note_is_written_on_a_phone_and_survives_an_interruption(
    case_demo: Site, visit: Visit
) -> None:
    page = visit(case_demo, "/", user="medarbejder", width=PHONE)
    page.goto(case_demo.url)
    page.get_by_role("link", name="Skriv et notat").tap()
    page.get_by_role("link", name=re.compile("Alma Birkedal")).tap()
    text = page.get_by_label("Hvad skete der?")
    text.fill(NOTE)
    expect(page.locator(".draft-status")).to_contain_text("kladde", timeout=15_000)

    page.reload()

    expect(text).to_have_value(NOTE)
    page.get_by_text("Flere oplysninger").tap()
    page.get_by_label("Rikke Birkedal").check()
    page.wait_for_load_state("networkidle")
    day = page.get_by_label("Dag", exact=True)
    today = day.input_value()
    day.fill("1. januar 2099")
    page.get_by_role("button", name="Gem").tap()
    expect(page.locator(".error-summary")).to_contain_text("er ikke kommet endnu")
    expect(page.locator(".outbox:visible")).to_have_count(0)
    expect(text).to_have_value(NOTE)
    expect(page.get_by_label("Rikke Birkedal")).to_be_checked()
    day.fill(today)
    assert_fits(page)
    page.get_by_role("button", name="Gem").tap()
    first = page.get_by_role("article").first
    expect(first).to_contain_text(NOTE)
    expect(first).to_contain_text("Rikke Birkedal")
    assert_fits(page)


def assert_fits(page: Page) -> None:
    assert overflow(page) == 0
    assert violations(page) == []
