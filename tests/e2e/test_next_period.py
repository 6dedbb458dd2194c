"""What continues is carried into the next period: seen first, done, and undone."""

from playwright.sync_api import Page, expect

from . import plan_pages as at
from .accessibility import overflow, violations
from .conftest import PHONE, Visit
from .site import Site

GOAL, LEFT_BEHIND = "Familien skriver målet", "Kortere vej til hjælp"


def test_an_agreement_is_carried_over_and_the_carrying_undone(own_demo: Site, visit: Visit) -> None:
    page = visit(own_demo, "/maal/", user="leder")
    page.get_by_role("link", name=GOAL).first.click()
    page.locator(".breadcrumbs a, .breadcrumb a").last.click()
    page.wait_for_url(at.AN_AGREEMENT)
    this_period = page.url.split("#")[0]

    choose(page, this_period)
    expect(page.locator("main")).to_contain_text("Intet er gemt endnu")
    expect(page.locator("main table")).to_contain_text(GOAL)
    expect(page.locator("main table")).not_to_contain_text(LEFT_BEHIND)
    assert violations(page) == []
    at.press(page, "Før den videre")

    at.told(page, "Ført videre til næste periode")
    next_period = page.url.split("#")[0]
    assert next_period != this_period
    expect(at.goal(page, GOAL)).to_be_visible()
    expect(page.get_by_role("link", name=LEFT_BEHIND)).to_have_count(0)
    at.press(page, "Fortryd videreførelsen")
    at.told(page, "Videreførelsen er fortrudt")
    assert page.url.split("#")[0] == this_period

    once_written_in_it_stays(page, this_period)


def once_written_in_it_stays(page: Page, this_period: str) -> None:
    choose(page, this_period)
    at.press(page, "Før den videre")
    at.add_goal(page, "Et nyt mål i den nye periode")

    expect(page.get_by_role("button", name="Fortryd videreførelsen")).to_have_count(0)
    page.get_by_role("link", name="Familiehuset").first.click()


def choose(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#top").get_by_role("button", name="Mere").click()
    page.get_by_role("link", name="Før videre til næste periode").click()
    page.get_by_label("Titel").fill("Aftale for de næste år")
    page.get_by_label(LEFT_BEHIND).uncheck()
    at.press(page, "Se, hvad der føres videre")


def test_choosing_fits_on_a_phone(own_demo: Site, visit: Visit) -> None:
    page = visit(own_demo, "/maal/", user="leder", width=PHONE)
    page.get_by_role("link", name=GOAL).first.click()
    page.locator(".breadcrumbs a, .breadcrumb a").last.click()
    page.wait_for_url(at.AN_AGREEMENT)

    choose(page, page.url.split("#")[0])

    expect(page.locator("main")).to_contain_text("Intet er gemt endnu")
    assert overflow(page) <= 0
