"""A child says on her own pages that a goal is not hers; it is changed, and she agrees to it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from .accessibility import overflow, violations
from .conftest import PHONE, Visit
from .site import Site

CHILD = "Alma Birkedal"
GOAL = "Jeg vil i skole uden at have ondt i maven"
OWN_WORDS = "Det er kun om mandagen, det er svært"
CHANGED = "Jeg vil kunne komme i skole om mandagen"


def test_a_child_disagrees_the_goal_is_changed_and_she_agrees_to_the_new_one(
    case_demo: Site, visit: Visit
) -> None:
    desk = visit(case_demo, "/sager/?q=Alma", user="medarbejder")
    desk.get_by_role("link", name=re.compile(CHILD)).click()
    case = desk.url
    phone = visit(case_demo, "/mit/", width=PHONE)

    come_in(phone, code_for(desk, case))
    say_no(phone)
    change(desk, case)
    come_in(phone, code_for(desk, case))
    say_yes(phone)

    card = card_of(open_profile(desk, case), CHANGED)
    expect(card).to_contain_text("på familiens egne sider. De kan kende målet som deres.")
    expect(card).to_contain_text(f"Før: “{GOAL}”")
    nothing_else_opens(phone, desk)


def code_for(desk: Page, case: str) -> str:
    desk.goto(case)
    desk.get_by_role("link", name=f"Kode på papir {CHILD}").click()
    desk.get_by_role("button", name="Lav koden").click()
    return desk.locator(".paper-code-itself").inner_text()


def come_in(phone: Page, code: str) -> None:
    """On her own phone, and never twice with the same code."""
    if leave := phone.get_by_role("button", name="Jeg er færdig").all():
        leave[0].tap()
        phone.get_by_role("link", name="Jeg har en ny kode").tap()
    expect(phone.get_by_label("Din kode")).to_be_visible()
    assert_fits(phone)
    phone.get_by_label("Din kode").fill(code.lower())
    phone.get_by_role("button", name="Fortsæt").tap()
    expect(phone.get_by_role("heading", name="Hej Alma")).to_be_visible()
    assert_fits(phone)


def say_no(phone: Page) -> None:
    """Without a word of why it is asked for, and what was chosen stands."""
    phone.get_by_role("link", name=GOAL).tap()
    phone.get_by_role("link", name="Svar igen").tap()
    phone.get_by_label("Nej", exact=True).check()
    answer = phone.locator("section", has=phone.get_by_role("radio", name="Nej"))
    answer.get_by_role("button", name="Gem").tap()
    expect(phone.get_by_text("Skriv lidt om hvorfor.")).to_be_visible()
    expect(phone.get_by_label("Nej", exact=True)).to_be_checked()
    assert_fits(phone)
    phone.get_by_label("Skriv, hvad du tænker").fill(OWN_WORDS)
    answer.get_by_role("button", name="Gem").tap()
    expect(phone.get_by_text("Du har sagt: nej. En taler med dig om det.")).to_be_visible()
    assert_fits(phone)


def change(desk: Page, case: str) -> None:
    """The practitioner sees it, and agrees the goal anew with her."""
    card = card_of(open_profile(desk, case), GOAL)
    expect(card.locator(".goal-remark")).to_contain_text(OWN_WORDS)
    card.get_by_role("link", name="Lav det om").click()
    expect(desk.get_by_label("Hvad er målet")).to_have_value(GOAL)
    desk.get_by_label("Hvad er målet").fill(CHANGED)
    desk.get_by_label("Hvorfor bliver målet lavet om?").fill("Alma siger, at det er mandagen.")
    for _step in range(4):
        desk.get_by_role("button", name="Næste").click()
    desk.get_by_role("checkbox", name=CHILD).check()
    desk.get_by_label("en samtale").check()
    desk.get_by_label("ikke spurgt").check()
    assert violations(desk) == []
    desk.get_by_role("button", name="Aftal målet").click()
    expect(card_of(desk, CHANGED)).to_contain_text(f"Før: “{GOAL}”")
    desk.locator("#lukkede summary").first.click()
    expect(card_of(desk, GOAL)).to_contain_text("Alma siger, at det er mandagen.")
    expect(card_of(desk, GOAL)).to_contain_text(f"Nu: “{CHANGED}”")


def say_yes(phone: Page) -> None:
    """She sees the new goal and not the old one."""
    expect(phone.get_by_role("link", name=GOAL)).to_have_count(0)
    phone.get_by_role("link", name=CHANGED).tap()
    phone.get_by_label("Ja", exact=True).check()
    answer = phone.locator("section", has=phone.get_by_role("radio", name="Ja"))
    answer.get_by_role("button", name="Gem").tap()
    expect(phone.get_by_text("Du har sagt: ja.")).to_be_visible()
    assert_fits(phone)


def nothing_else_opens(phone: Page, desk: Page) -> None:
    """Neither what her brother and mother want, nor what those who work here have."""
    shown = desk.locator("article[id^=maal-]").evaluate_all("all => all.map(each => each.id)")
    own = {CHANGED, "Jeg vil kunne sove hos mormor"}
    goals = {each.removeprefix("maal-") for each in shown}
    phone.goto(phone.url)
    answers = {
        key: phone.request.get(f"{origin(phone)}/mit/maal/{key}/").status for key in sorted(goals)
    }
    assert list(answers.values()).count(200) == len(own)
    case = desk.url.partition("/udviklingsprofiler/")[0]
    for address in (case, f"{case}/dagbog/", desk.url, f"{case}/familiens-sider/deling/"):
        assert phone.request.get(address).status == 404


def open_profile(desk: Page, case: str) -> Page:
    desk.goto(case)
    profiles = desk.get_by_role("region", name="Udviklingsprofiler")
    profiles.get_by_role("link", name=re.compile("Alma")).click()
    return desk


def card_of(page: Page, words: str) -> Locator:
    return page.get_by_role("article", name=words)


def origin(page: Page) -> str:
    return str(page.evaluate("location.origin"))


def assert_fits(page: Page) -> None:
    assert overflow(page) == 0
    assert violations(page) == []
