"""From an empty page to an agreement that both parties have approved."""

import re

from playwright.sync_api import Page, expect

from . import plan_pages as at
from .accessibility import overflow, violations
from .conftest import PHONE, Visit
from .site import Site

TITLE = "Aftale om skolegang 2029"
GOAL = "Flere børn i skole"
ALSO_PRINCIPAL = f"""
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.accounts.services.memberships import give_role
from roedtraad.foundation.organisation.models import Unit
give_role(User.objects.get(username="leder"), "principal",
    Unit.objects.get(name="{at.OUR_PRINCIPAL}"),
    acting_user=User.objects.get(username="administrator"))
"""


def test_an_agreement_is_written_from_a_template_and_approved_by_both_parties(
    own_demo: Site, visit: Visit
) -> None:
    leader = visit(own_demo, "/aftaler/", user="leder")
    principal = visit(own_demo, user="jonas")
    address = at.begin(leader, TITLE)
    path = address.removeprefix(own_demo.url)
    at.write(leader, "Hovedopgave", "Vi hjælper familier, så børnene kommer i skole.")
    leader = a_closed_window_loses_nothing(own_demo, visit, leader, path)

    at.press(leader, "Åbn dialogen")
    at.stands(leader, "i dialog")
    they_talk(own_demo, leader, principal, address)
    at.press(leader, "Indsend til godkendelse")
    at.told(leader, "Indsendt til godkendelse")

    at.approve(leader, address, at.OUR_UNIT)
    nobody_approves_for_both(own_demo, leader, address)
    a_change_voids_the_approval(own_demo, leader, principal, address)
    at.approve(leader, address, at.OUR_UNIT)
    at.approve(principal, address, at.OUR_PRINCIPAL)

    principal.goto(address)
    expect(principal.locator("main")).to_contain_text("Godkendt af alle parter")
    at.news(leader, own_demo, f"{TITLE} er godkendt af alle parter")
    an_approved_text_is_not_written_in(own_demo, visit, address)


def a_closed_window_loses_nothing(site: Site, visit: Visit, page: Page, path: str) -> Page:
    page.get_by_role("link", name="Tilføj et mål").click()
    at.title_of_goal(page).fill(GOAL)
    at.form(page).locator("[name=text]").fill("Hvert barn har en voksen, der følger det.")
    expect(at.form(page).locator(".draft-status")).to_contain_text("Gemt som kladde")
    page.context.close()

    page = visit(site, path, user="leder")
    page.get_by_role("link", name="Tilføj et mål").click()
    expect(page.locator(".draft-notice")).to_contain_text("Kladde")
    expect(at.title_of_goal(page)).to_have_value(GOAL)
    at.save(page)
    expect(at.goal(page, GOAL)).to_contain_text("en voksen, der følger det")
    return page


def they_talk(site: Site, leader: Page, principal: Page, address: str) -> None:
    """A comment, its answer, settled; and minutes of the meeting."""
    at.news(principal, site, f"Dialogen om {TITLE} er åben")
    principal.get_by_role("link", name=re.compile("Dialogen om")).first.click()
    goal = at.goal(principal, GOAL)
    goal.get_by_text("Skriv en kommentar").click()
    goal.get_by_label("Din kommentar").fill("Hvordan ser vi, at det lykkes?")
    goal.get_by_role("button", name="Send", exact=True).click()

    leader.goto(site.url)
    leader.get_by_role("link", name="Hvordan ser vi, at det lykkes?", exact=True).first.click()
    goal = at.goal(leader, GOAL)
    goal.get_by_label("Dit svar").fill("Vi tæller fraværet hver måned.")
    goal.get_by_role("button", name="Svar", exact=True).click()
    expect(at.goal(leader, GOAL)).to_contain_text("Vi tæller fraværet hver måned.")
    leader.get_by_role("link", name="Skriv referat").click()
    form = at.form(leader)
    form.get_by_label("Holdt den").fill("27 11 2026")
    form.get_by_label("Referat").fill("Vi er enige om at tælle fraværet.")
    at.save(leader)
    expect(leader.locator("#referat")).to_contain_text("enige om at tælle")

    principal.goto(address)
    at.goal(principal, GOAL).get_by_role("button", name="Afklaret", exact=True).click()
    expect(at.goal(principal, GOAL).locator(".comment-thread.resolved")).to_have_count(1)
    expect(principal.locator("#referat")).to_contain_text("enige om at tælle")


def nobody_approves_for_both(site: Site, leader: Page, address: str) -> None:
    site.run("shell", "-v0", "-c", ALSO_PRINCIPAL)
    leader.goto(f"{address}godkendelse/")

    other = at.card(leader, at.OUR_PRINCIPAL)
    expect(other).to_contain_text("Du har godkendt for en anden part")
    expect(other.get_by_role("button")).to_have_count(0)


def a_change_voids_the_approval(site: Site, leader: Page, principal: Page, address: str) -> None:
    principal.goto(address)
    at.edit_goal(principal, GOAL)
    expect(at.form(principal)).to_contain_text("En ændring annullerer de godkendelser")
    at.form(principal).locator("[name=success_criterion]").fill("Fraværet er halveret.")
    at.save(principal)

    at.news(leader, site, "din godkendelse gælder ikke længere")
    leader.goto(f"{address}godkendelse/")
    expect(at.card(leader, at.OUR_UNIT)).to_contain_text("ikke godkendt")
    leader.get_by_text("Godkendelser, der ikke længere gælder").click()
    expect(leader.locator("main")).to_contain_text("teksten blev ændret")


def an_approved_text_is_not_written_in(site: Site, visit: Visit, address: str) -> None:
    phone = visit(site, address.removeprefix(site.url), user="jonas", width=PHONE)

    expect(phone.get_by_role("link", name="Tilføj et mål")).to_have_count(0)
    assert overflow(phone) <= 0
    assert violations(phone) == []
