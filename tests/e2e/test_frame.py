"""What every page has: components, dialogs, language, the warning before the session ends."""

import pytest
from playwright.sync_api import Page, expect

from .accessibility import overflow, violations
from .conftest import DESK, PHONE, Visit
from .site import Site

LEADER = "leder"


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_component_is_accessible_in_every_state(
    demo: Site, visit: Visit, width: int, language: str
) -> None:
    page = visit(demo, "/ui/", user=LEADER, width=width, language=language)
    expect(page.locator(".chart-picture svg").first).to_be_visible()

    assert violations(page) == []
    assert overflow(page) <= 0

    page.locator("[data-target=example-dialog]").click()
    expect(page.locator("#example-dialog")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")

    page.locator(".tooltip-target").click()
    page.locator("form.prose button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert violations(page) == []
    assert overflow(page) <= 0


def test_the_menu_of_a_phone_is_accessible(demo: Site, visit: Visit) -> None:
    page = visit(demo, "/", user=LEADER, width=PHONE)

    page.locator(".js-menu-open").first.click()

    expect(page.locator(".mobile-drawer")).to_be_visible()
    assert violations(page) == []


def test_a_question_is_asked_in_a_dialog_and_answered_by_keyboard(demo: Site, visit: Visit) -> None:
    page = visit(demo, "/ui/", user=LEADER)
    delete = page.get_by_role("button", name="Slet", exact=True)

    delete.focus()
    page.keyboard.press("Enter")

    expect(page.locator("#confirm-dialog")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#confirm-dialog")).to_be_hidden()
    expect(delete).to_be_focused()


def test_one_is_warned_before_the_session_ends_and_may_stay(demo: Site, visit: Visit) -> None:
    page = visit(demo, "/", user=LEADER)
    page.clock.install()
    page.reload()

    page.clock.fast_forward("09:57:30")

    dialog = page.locator("#session-dialog")
    expect(dialog).to_be_visible()
    assert violations(page) == []
    with page.expect_response("**/bliv-logget-ind/") as answer:
        _press_by_keyboard(page, "Bliv logget ind")
    assert answer.value.status == 204
    expect(dialog).to_be_hidden()


def test_english_is_a_click_away_and_so_is_danish(own_demo: Site, visit: Visit) -> None:
    page = visit(own_demo, "/kalender/", user=LEADER)

    page.locator(".portal-user").get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(own_demo.url + "/kalender/")
    page.locator(".portal-user").get_by_role("button", name="Dansk").click()

    expect(page.locator("html")).to_have_attribute("lang", "da")


def test_the_first_key_leads_past_the_menus(demo: Site, visit: Visit) -> None:
    page = visit(demo, "/", user=LEADER)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def _press_by_keyboard(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name)
    for _ in range(4):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"{name} cannot be reached by keyboard")
