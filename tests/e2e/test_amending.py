"""An approved agreement is changed: openly, with a reason, and approved anew or not at all."""

import pytest
from playwright.sync_api import Page, expect

from . import plan_pages as at
from .accessibility import violations
from .conftest import Visit
from .site import Site

GOAL = "Familien skriver målet"
REASON = "Byrådet har flyttet to stillinger."
NEW = "Hver familie har sit eget mål inden nytår."


@pytest.fixture
def amending(own_demo: Site, visit: Visit) -> tuple[Page, str]:
    """The leader's window, with an amendment open and a goal changed in it; and its address."""
    page = visit(own_demo, "/maal/", user="leder")
    page.get_by_role("link", name=GOAL).first.click()
    page.locator(".breadcrumbs a, .breadcrumb a").last.click()
    page.wait_for_url(at.AN_AGREEMENT)
    address = page.url.split("#")[0]
    page.locator("#top").get_by_role("button", name="Mere").click()
    page.get_by_role("link", name="Åbn et tillæg").click()
    at.give_reason(page, "Åbn et tillæg", REASON, "Åbn")
    at.told(page, "Tillægget er åbent")
    at.edit_goal(page, GOAL)
    at.form(page).locator("[name=success_criterion]").fill(NEW)
    at.save(page)
    return page, address


def test_an_amendment_shows_what_it_changes_and_both_approve_it(
    own_demo: Site, visit: Visit, amending: tuple[Page, str]
) -> None:
    leader, address = amending
    path = address.removeprefix(own_demo.url)
    the_council_reads_what_is_approved(own_demo, visit, path)

    leader.goto(address)
    leader.get_by_role("link", name="Hvad det ændrer").click()
    expect(leader.locator("main")).to_contain_text(REASON)
    difference = leader.locator(".difference").filter(has_text=GOAL)
    expect(difference.locator("ins").first).to_be_visible()
    expect(difference.locator("del").first).to_be_visible()
    assert violations(leader) == []
    leader.goto(address)
    at.press(leader, "Indsend til godkendelse")
    at.approve(leader, address, at.OUR_UNIT)
    principal = visit(own_demo, f"{path}godkendelse/", user="jonas")
    expect(principal.locator(".difference").filter(has_text=GOAL)).to_contain_text("nytår")
    at.press(principal, f"Godkend for {at.OUR_PRINCIPAL}")

    politician = visit(own_demo, path, user="politiker")
    expect(politician.locator("main")).to_contain_text(NEW)
    expect(politician.locator("main")).to_contain_text("udgave 3")


def the_council_reads_what_is_approved(site: Site, visit: Visit, path: str) -> None:
    politician = visit(site, f"/maal/?ord={GOAL.split()[0]}", user="politiker")
    politician.get_by_role("link", name=GOAL).first.click()

    at.told(politician, "Her står det, der er godkendt")
    expect(politician.locator("main")).to_contain_text(GOAL)
    expect(politician.locator("main")).not_to_contain_text(NEW)


def test_an_abandoned_amendment_leaves_the_approved_text(amending: tuple[Page, str]) -> None:
    leader, address = amending
    leader.goto(address)
    leader.get_by_role("link", name="Hvad det ændrer").click()

    at.give_reason(leader, "Opgiv tillægget", "Stillingerne bliver.", "Opgiv")

    at.told(leader, "Tillægget er opgivet")
    leader.goto(address)
    at.stands(leader, "i kraft")
    expect(leader.locator("main")).to_contain_text("Godkendt af alle parter")
    expect(leader.locator("main")).not_to_contain_text(NEW)


def test_the_council_withdraws_an_agreement(
    own_demo: Site, visit: Visit, amending: tuple[Page, str]
) -> None:
    leader, address = amending
    director = visit(own_demo, f"{address.removeprefix(own_demo.url)}godkendelse/", user="chef")

    at.give_reason(
        director, "Træk aftalen tilbage", "Byrådet har vedtaget en anden plan.", "Træk tilbage"
    )

    at.told(director, "Aftalen er trukket tilbage")
    at.news(leader, own_demo, "er trukket tilbage")
    leader.goto(address)
    expect(leader.locator("main")).to_contain_text("Aftalen er trukket tilbage")
    expect(leader.get_by_role("link", name="Tilføj et mål")).to_have_count(0)
