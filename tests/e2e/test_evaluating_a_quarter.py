"""A quarter is evaluated: the practitioner writes, the team leader approves, the family reads."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from .accessibility import overflow, violations
from .conftest import DESK, PHONE, Visit
from .site import Site

CHILD = "Storm Lillevang"
PLAIN = "Du øver dig i at gå din vej. Mor og far gør det samme."


def test_a_quarter_is_written_by_one_approved_by_another_and_read_by_the_family(
    case_demo: Site, visit: Visit
) -> None:
    practitioner = visit(case_demo, "/evalueringer/", user="medarbejder")
    leader = visit(case_demo, "/evalueringer/", user="teamleder", width=PHONE)

    address = write(practitioner)
    approve(leader, address)

    practitioner.goto(address)
    expect(practitioner.get_by_text(re.compile("Godkendt den .* af Emil Skovager"))).to_be_visible()
    expect(practitioner.get_by_role("button", name="Klar til godkendelse")).to_have_count(0)
    family_reads(practitioner)


def test_the_leader_of_a_team_sees_which_evaluations_are_overdue(
    case_demo: Site, visit: Visit
) -> None:
    page = visit(case_demo, "/evalueringer/", user="teamleder")
    figure = page.locator(".key-figure", has_text="over fristen")
    told = int(re.sub(r"\D", "", figure.inner_text()))
    # of his own team's families, and of the management goal he takes part in: not of other teams
    own_units = {"Familieteam Øst", "Familiehuset Strandgården"}

    page.get_by_label("Hvor langt").select_option("over fristen")
    page.get_by_role("button", name="Vis").click()

    rows = page.locator("main tbody tr")
    expect(rows).to_have_count(told)
    for row in rows.all():
        expect(row).to_contain_text("over fristen")
        assert row.locator("td").nth(3).inner_text() in own_units
    assert_fits(page)


def write(page: Page) -> str:
    """As far as ready; what is missing is told by name, and what was written stands."""
    row = row_of(page)
    row.get_by_role("button", name="Begynd").click()
    page.get_by_label("Til familien, i almindelige ord").fill(PLAIN)
    page.get_by_role("button", name="Klar til godkendelse").click()
    expect(page.locator(".error-summary")).to_contain_text("skal rettes")
    assert_fits(page)
    for goal in page.locator(".evaluation-goal").all():
        goal.get_by_label("Hvad siger scoringer og notater?").fill("Det går den rigtige vej.")
        goal.get_by_label("fortsætter").check()
    page.get_by_label("Hvad siger familien?").fill("Vi vil have skolen med.")
    page.get_by_label("Hvis ord?").fill("Mor")
    page.get_by_label("Hvad justerer vi?").fill("Skolen er med til næste møde.")
    page.get_by_label("Hvornår ser vi på målene næste gang?").fill("30 06 2031")
    assert page.get_by_label("Til familien, i almindelige ord").input_value() == PLAIN
    page.get_by_role("button", name="Klar til godkendelse").click()
    expect(page.get_by_text("Klar til godkendelse siden")).to_be_visible()
    assert_fits(page)
    return page.url


def approve(page: Page, address: str) -> None:
    """The leader of the team finds it in the list, reads it on a phone and approves it."""
    page.reload()
    assert_fits(page)
    link = row_of(page).get_by_role("link", name="Læs den")
    assert address.endswith(link.get_attribute("href") or "?")
    link.tap()
    expect(page.get_by_text("Læs den, og godkend den eller send den tilbage.")).to_be_visible()
    assert_fits(page)
    page.get_by_role("button", name="Godkend", exact=True).tap()
    page.locator("#confirm-dialog").get_by_role("button", name="Ja").tap()
    expect(page.get_by_text("Evalueringen er godkendt.")).to_be_visible()
    assert_fits(page)


def family_reads(page: Page) -> None:
    """The edition for the child has the plain words and none of the professional ones."""
    page.get_by_role("link", name="Familiens udgave").click()
    page.get_by_label("Til hvem?").select_option("Storm")
    page.get_by_role("button", name="Vis").click()
    edition = page.locator(".family-edition")
    expect(edition).to_contain_text(PLAIN)
    expect(edition).not_to_contain_text("Det går den rigtige vej.")
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)


def row_of(page: Page) -> Locator:
    """The oldest that waits for the family."""
    return page.locator("main tbody tr", has_text=CHILD).first


def assert_fits(page: Page) -> None:
    assert overflow(page) == 0
    assert violations(page) == []
