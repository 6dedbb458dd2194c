"""A practitioner at a visit: scores with a phone, with and without connection."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from .accessibility import overflow, violations
from .conftest import PHONE, Visit, sign_in
from .site import Site

SEND = "**/udbakke/"
COUNT = "from roedtraad.casework.profiles.models import Score; print(Score.objects.count())"


@pytest.fixture
def phone(case_demo: Site, visit: Visit) -> Page:
    """The page one scores on, reached by the large button of the first page."""
    page = visit(case_demo, "/", user="medarbejder", width=PHONE)
    page.get_by_role("navigation", name="Direkte til").get_by_role("link", name="Giv score").tap()
    page.locator(".score-family", has_text="Storm").tap()
    expect(page.get_by_role("navigation", name="Hvem scorer?")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return page


def goal(page: Page, number: int = 0) -> Any:
    return page.locator(".score-goal:visible").nth(number)


def tap(page: Page, value: str, number: int = 0) -> None:
    goal(page, number).locator(f"button[name=value][value='{value}']").tap()


def waiting(page: Page) -> Any:
    return page.locator(".outbox p")


def kept(site: Site) -> int:
    return int(site.run("shell", "-c", COUNT).strip().splitlines()[-1])


def test_a_score_takes_three_taps_and_is_undone_by_one(case_demo: Site, phone: Page) -> None:
    phone.get_by_role("navigation", name="Hvem scorer?").get_by_role("link").first.tap()
    assert (overflow(phone), violations(phone)) == (0, [])

    tap(phone, "1")

    state = goal(phone).locator("[data-score-state]")
    expect(state).to_contain_text(re.compile(r": \+?1 – gemt"))
    expect(goal(phone).locator("button[value='1']")).to_have_attribute("aria-pressed", "true")
    state.get_by_role("button", name="Fortryd").tap()
    expect(state).to_have_text("Fortrudt")
    wait_until_delivered(phone)
    phone.reload()
    expect(goal(phone)).not_to_contain_text("den " + today(phone))


def test_without_connection_scores_wait_and_arrive_once_from_two_windows(
    case_demo: Site, phone: Page
) -> None:
    other = phone.context.new_page()
    other.goto(phone.url)
    other.wait_for_load_state("networkidle")
    before = kept(case_demo)
    phone.context.set_offline(True)
    tap(phone, "1")
    expect(waiting(phone)).to_have_text("1 gemt på telefonen – sendes, når der er net.")
    tap(other, "2", number=1)
    expect(waiting(phone)).to_have_text("2 gemt på telefonen – sendes, når der er net.")
    assert (overflow(phone), violations(phone)) == (0, [])
    assert goal(phone).locator("h2").inner_text() not in stored(phone)

    phone.context.set_offline(False)

    wait_until_delivered(phone)
    for page in (phone, other):
        expect(waiting(page)).to_be_hidden()
    assert (kept(case_demo), stored(phone)) == (before + 2, "[]")
    other.close()


def test_an_answer_lost_after_it_was_kept_and_a_session_that_ended_lose_and_double_nothing(
    case_demo: Site, phone: Page
) -> None:
    before, lost = kept(case_demo), []

    def lose(route: Route) -> None:
        lost.append(route.fetch().json()["answers"][0]["state"])
        route.abort()

    phone.context.route(SEND, lose, times=1)
    tap(phone, "2")
    expect(waiting(phone)).to_contain_text("1 gemt på telefonen")
    assert lost == ["kept"]
    assert kept(case_demo) == before + 1
    cookies = [each for each in phone.context.cookies() if each["name"] != "sessionid"]
    phone.context.clear_cookies()
    phone.context.add_cookies(cookies)

    tap(phone, "1", number=1)
    expect(waiting(phone)).to_contain_text("2 gemt på telefonen. Log ind igen")
    sign_in(phone, case_demo, "teamleder")
    phone.wait_for_load_state("networkidle")
    expect(phone.locator(".outbox:visible")).to_have_count(0)
    assert kept(case_demo) == before + 1
    phone.context.clear_cookies()
    phone.context.add_cookies(cookies)
    sign_in(phone, case_demo, "medarbejder")

    wait_until_delivered(phone)
    assert kept(case_demo) == before + 2


def test_logging_out_asks_and_what_is_refused_can_be_corrected(
    case_demo: Site, phone: Page
) -> None:
    phone.context.set_offline(True)
    goal(phone).get_by_text("Note eller en anden dag").tap()
    goal(phone).get_by_label("Note").fill("Hun ringede to gange")
    goal(phone).get_by_label("En anden dag").fill("1. januar 2001")
    tap(phone, "2")
    expect(waiting(phone)).to_contain_text("1 gemt på telefonen")
    phone.locator(".js-menu-open").tap()
    phone.get_by_role("dialog", name="Menu").get_by_role("button", name="Log ud").tap()
    dialog = phone.locator("#confirm-dialog")
    expect(dialog).to_contain_text("1 på telefonen er ikke sendt endnu")
    dialog.get_by_role("button", name="Nej").tap()
    phone.locator(".js-menu-close").tap()

    phone.context.set_offline(False)

    box = phone.locator(".outbox")
    expect(box).to_contain_text("var ikke aftalt den dag")
    assert (overflow(phone), violations(phone)) == (0, [])
    box.get_by_role("button", name="Ret det").tap()
    expect(goal(phone).get_by_label("Note")).to_have_value("Hun ringede to gange")
    goal(phone).get_by_label("En anden dag").fill("")
    tap(phone, "2")
    wait_until_delivered(phone)
    expect(box).to_be_hidden()
    phone.reload()
    expect(goal(phone)).to_contain_text(re.compile(r"Sidst: \+?2"))


def wait_until_delivered(page: Page) -> None:
    for _turn in range(100):
        if stored(page) == "[]":
            return
        page.wait_for_timeout(100)
    raise AssertionError(stored(page))


def stored(page: Page) -> str:
    """What anybody can read of what the device keeps."""
    found = page.evaluate(
        """async () => {
          const opened = await new Promise((done) => {
            const request = indexedDB.open("roedtraad-outbox");
            request.onsuccess = () => done(request.result);
          });
          const rows = await new Promise((done) => {
            const request = opened.transaction("entries").objectStore("entries").getAll();
            request.onsuccess = () => done(request.result);
          });
          opened.close();
          return JSON.stringify(rows.map((row) => [
            Object.keys(row), new TextDecoder("latin1").decode(row.body)]));
        }"""
    )
    return str(found)


def today(page: Page) -> str:
    return str(page.evaluate("new Date().toLocaleDateString('da-DK', {dateStyle: 'long'})"))
