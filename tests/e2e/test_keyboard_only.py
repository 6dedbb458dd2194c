"""A whole errand without a mouse."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from roedtraad.config.demo.people import PASSWORD

from .conftest import Visit
from .keyboard import IS_FOCUSED, go, move_to, press
from .site import Site

IS_INSIDE = """dialog => document.activeElement === document.body
  || dialog.contains(document.activeElement)"""
TITLE = "Råd inden for to uger – også om sommeren"


def test_an_agreement_is_found_and_changed_by_keyboard_alone(own_demo: Site, visit: Visit) -> None:
    page = visit(own_demo, "/konto/login/")
    sign_in_by_keyboard(page, "oskar")

    go(page, page.locator(".mainmenu:visible").get_by_role("link", name="Aftaler"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Aftaler")
    move_to(page, page.locator("#header-search"))
    page.keyboard.type("pædagogisk")
    page.keyboard.press("Enter")
    go(page, page.get_by_role("main").get_by_role("link", name=re.compile("^Aftalemål 2027")).first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pædagogisk Rådgivning")

    goal = page.locator(".goal").first
    go(page, goal.locator(".goal-tools").get_by_role("link", name=re.compile("^Rediger")))
    title = goal.locator("input[name=title]")
    expect(title).to_be_visible()
    if not title.evaluate(IS_FOCUSED):
        move_to(page, title)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(TITLE)
    go(page, goal.get_by_role("button", name="Gem", exact=True))
    expect(page.locator(".goal").first).to_contain_text(TITLE)

    remove = page.locator(".goal").first.get_by_role("button", name=f"Fjern {TITLE}")
    go(page, remove)
    dialog = page.locator("#confirm-dialog")
    expect(dialog).to_be_visible()
    for _ in range(6):  # round inside and by the browser's own buttons, never to the page behind
        page.keyboard.press("Tab")
        assert dialog.evaluate(IS_INSIDE)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(remove).to_be_focused()
    expect(page.locator(".goal").first).to_contain_text(TITLE)


def test_tab_goes_through_a_whole_page_and_out_again(demo: Site, visit: Visit) -> None:
    page = visit(demo, "/maal/", user="leder")

    stops = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
        if stops[-1].startswith("<body"):
            break

    assert stops[-1].startswith("<body"), "one never comes out of the page"
    assert "skipnav" in stops[0]
    links = page.locator("a[href]:visible, button:visible, input:visible, select:visible")
    assert len(stops) - 1 >= links.count()


def sign_in_by_keyboard(page: Page, user: str) -> None:
    press(page, "Tab")
    expect(page.get_by_role("link", name="Gå til sidens indhold")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    move_to(page, page.locator("input[name=login]"))
    page.keyboard.type(user)
    move_to(page, page.locator("input[name=password]"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
