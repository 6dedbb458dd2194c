"""A practitioner with a phone agrees a goal with a young person and follows it from that day."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, Response, expect

from .accessibility import overflow, violations
from .conftest import PHONE, Visit
from .site import Site

WORDS = "Jeg vil selv kunne tage bussen til svømning"
NOTE = "Nova fandt selv det rigtige stoppested."
PRACTITIONER = "Ida Rosenlyk"
READ = "læste sagen"


def test_a_goal_is_agreed_scored_and_written_about_on_a_phone_and_the_log_knows_it(
    case_demo: Site, visit: Visit
) -> None:
    officer = visit(case_demo, "/", user="dpo")
    page = visit(case_demo, "/sager/", user="medarbejder", width=PHONE)
    page.goto(case_demo.url)
    page.get_by_role("navigation", name="Direkte til").get_by_role("link", name="Mine").tap()
    page.get_by_role("link", name=re.compile("Nova Kløverbak")).tap()
    number = page.locator("main").get_by_text(re.compile(r"^\d{4}-\d{5}$")).inner_text()
    before = times_seen(officer, case_demo, number)
    opened = below_a_case(page)

    page.get_by_role("link", name="Nova", exact=True).tap()
    page.get_by_role("link", name="Aftal et mål").tap()
    agree(page)
    expect(card_of(page)).to_contain_text("i en samtale. De kan kende målet som deres.")
    score(page)
    write_without_connection(page)

    new = times_seen(officer, case_demo, number) - before
    rows = officer.locator("main tbody tr").all_inner_texts()[:new]
    reads = [row for row in rows if PRACTITIONER in row and READ in row]
    assert len(reads) >= len(opened) >= 6


def agree(page: Page) -> None:
    """All five steps, each looked at."""
    page.get_by_role("button", name="Næste").tap()
    expect(page.locator(".steps-count")).to_contain_text("1 af 5")  # nothing is written yet
    page.get_by_label("Hvad er målet").fill(WORDS)
    onwards(page, "2 af 5: Sådan følger vi det")
    expect(page.locator(".steps-said")).to_have_text(f"“{WORDS}”")
    page.get_by_label("når det er 0").fill("Jeg bliver kørt")
    page.get_by_label("når det er 10").fill("Jeg tager selv bussen")
    onwards(page, "3 af 5: Hvorhen")
    expect(page.locator(".scale-words:visible")).to_contain_text("Jeg tager selv bussen")
    page.locator("label", has_text=re.compile("^8$")).locator("visible=true").tap()
    onwards(page, "4 af 5: Med faglige ord")
    page.get_by_label("Målet med faglige ord").fill("Nova bruger bus 4 uden ledsager.")
    onwards(page, "5 af 5: Hvem var med")
    page.get_by_role("button", name="Aftal målet").tap()
    expect(page.locator(".error-summary")).to_contain_text("2 ting skal rettes")
    assert_fits(page)
    page.get_by_label("Nova Kløverbak").check()
    page.get_by_label("en samtale").check()
    page.get_by_label("ja, det er deres").check()
    page.get_by_role("button", name="Aftal målet").tap()
    expect(page.get_by_role("status").filter(has_text="Målet er aftalt.")).to_be_visible()
    assert_fits(page)


def card_of(page: Page) -> Locator:
    return page.get_by_role("article", name=WORDS)


def onwards(page: Page, step: str) -> None:
    assert_fits(page)
    page.get_by_role("button", name="Næste").tap()
    expect(page.locator(".steps-count")).to_have_text(step)


def score(page: Page) -> None:
    card_of(page).get_by_role("link", name="Giv score").tap()
    page.get_by_role("navigation", name="Hvem scorer?").get_by_role("link", name="Nova").tap()
    goal = page.locator(".score-goal:visible", has_text=WORDS)
    goal.locator("button[value='3']").tap()
    expect(goal.locator("[data-score-state]")).to_contain_text("3 – gemt")
    expect(page.locator(".outbox p")).to_be_hidden()
    page.get_by_role("link", name="Til sagen").tap()
    page.get_by_role("link", name="Nova", exact=True).tap()
    expect(card_of(page).locator(".course-of")).to_contain_text("Nova")


def write_without_connection(page: Page) -> None:
    """The note is kept on the phone, and is in the diary when there is a connection again."""
    card_of(page).get_by_role("link", name="Skriv et notat").tap()
    page.get_by_label("Hvad skete der?").fill(NOTE)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.get_by_role("button", name="Gem").tap()
    waiting = page.locator(".outbox p")
    expect(waiting).to_contain_text("1 gemt på telefonen")
    expect(page.locator(".toast")).to_have_count(0)
    assert_fits(page)
    page.context.set_offline(False)
    expect(waiting).to_have_text("Sendt. Alt er gemt.")
    expect(waiting).to_be_hidden()
    page.get_by_role("link", name="Dagbog").tap()
    note = page.get_by_role("article").filter(has_text=NOTE)
    expect(note).to_have_count(1)
    expect(note).to_contain_text(WORDS)
    assert_fits(page)


def below_a_case(page: Page) -> list[str]:
    """The pages of cases that somebody is shown from now on."""
    found: list[str] = []

    def note(response: Response) -> None:
        is_page = response.request.is_navigation_request() and response.status == 200
        if is_page and re.search(r"/sager/\d+/", response.url):
            found.append(response.url)

    page.on("response", note)
    return found


def times_seen(page: Page, site: Site, number: str) -> int:
    """Opens who has seen the case, as the officer is told it; answers how many times it was."""
    page.goto(f"{site.url}/set-af/")
    page.get_by_label("CPR-nummer").fill(number)
    page.get_by_role("button", name="Vis").click()
    told = page.get_by_text(re.compile(r"^\d+ gange, de nyeste først\.$")).inner_text()
    return int(told.split()[0])


def assert_fits(page: Page) -> None:
    assert overflow(page) == 0
    assert violations(page) == []
