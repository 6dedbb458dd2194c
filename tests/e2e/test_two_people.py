"""Two people at the same goal, each in a window of their own."""

import re

import pytest
from playwright.sync_api import Page, expect

from . import plan_pages as at
from .accessibility import overflow, violations
from .conftest import PHONE, Visit
from .site import Site

GOAL = "Familien skriver målet"


@pytest.fixture
def windows(own_demo: Site, visit: Visit) -> tuple[Page, Page]:
    """A leader and a consultant who both have the form of the same goal open."""
    leader = visit(own_demo, "/aftaler/", user="leder")
    address = at.begin(leader, "Aftale for to 2029")
    at.add_goal(leader, GOAL, "Familien sætter målet.")
    other = visit(own_demo, address.removeprefix(own_demo.url), user="konsulent")
    for page in (leader, other):
        at.edit_goal(page, GOAL)
    return leader, other


def test_both_versions_stand_side_by_side_and_one_chooses(windows: tuple[Page, Page]) -> None:
    leader, other = windows
    at.form(other).locator("[name=text]").fill("Familien sætter selv målet.")
    at.form(other).locator("[name=method]").fill("En samtale om måneden.")
    at.save(other)

    at.form(leader).locator("[name=text]").fill("Familien sætter målet med os.")
    at.form(leader).locator("[name=success_criterion]").fill("Alle har et mål.")
    at.press(leader, "Gem")

    conflict = leader.locator(".conflict")
    expect(conflict).to_contain_text("Maja Lindeskov har gemt dette imens")
    for words in ("Familien sætter selv målet.", "Familien sætter målet med os."):
        expect(conflict).to_contain_text(words)
    assert violations(leader) == []
    at.press(leader, "Gem")
    expect(conflict).to_contain_text("hvilken tekst der skal stå")
    conflict.get_by_label("Brug min").first.check()
    at.save(leader)
    written = at.goal(leader, GOAL)
    for words in ("målet med os", "En samtale om måneden", "Alle har et mål"):
        expect(written).to_contain_text(words)


def test_a_change_is_undone_and_the_undoing_too(windows: tuple[Page, Page]) -> None:
    leader, _other = windows
    at.form(leader).locator("[name=text]").fill("Noget helt andet.")
    at.save(leader)

    at.press(leader, "Fortryd min seneste ændring")
    at.told(leader, "Ændringen er fortrudt")
    expect(at.goal(leader, GOAL)).to_contain_text("Familien sætter målet.")

    leader.locator("#top").get_by_role("button", name="Mere").click()
    leader.get_by_role("link", name="Historik").click()
    leader.get_by_role("button", name=re.compile("^Fortryd")).first.click()
    at.told(leader, "Ændringen er fortrudt")
    leader.go_back()
    leader.get_by_role("link", name="Aftale for to 2029").first.click()
    expect(at.goal(leader, GOAL)).to_contain_text("Noget helt andet.")


def test_a_text_in_a_removed_goal_is_not_lost(windows: tuple[Page, Page]) -> None:
    leader, other = windows
    other.reload()
    at.goal(other, GOAL).get_by_role("button", name=f"Fjern {GOAL}").click()
    other.locator("#confirm-dialog [data-confirm-yes]").click()
    at.told(other, "Fjernet")

    at.form(leader).locator("[name=text]").fill("Det, jeg nåede at skrive.")
    at.press(leader, "Gem")
    expect(at.form(leader)).to_contain_text("Maja Lindeskov har fjernet det her")
    expect(at.form(leader).locator("[name=text]")).to_have_value("Det, jeg nåede at skrive.")
    at.save(leader)

    expect(at.goal(leader, GOAL)).to_contain_text("Det, jeg nåede at skrive.")


def test_the_choice_fits_on_a_phone(own_demo: Site, visit: Visit) -> None:
    leader = visit(own_demo, "/aftaler/", user="leder")
    address = at.begin(leader, "Aftale på telefon 2029")
    at.add_goal(leader, GOAL)
    phone = visit(own_demo, address.removeprefix(own_demo.url), user="konsulent", width=PHONE)
    at.edit_goal(phone, GOAL)
    at.edit_goal(leader, GOAL)
    at.form(leader).locator("[name=text]").fill("Lederens tekst.")
    at.save(leader)

    at.form(phone).locator("[name=text]").fill("Konsulentens tekst.")
    at.press(phone, "Gem")

    expect(phone.locator(".conflict")).to_contain_text("Lederens tekst.")
    assert violations(phone) == []
    assert overflow(phone) <= 0
