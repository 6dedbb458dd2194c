"""From a file to a living plan, as a person does it in a browser."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from roedtraad.gateways.importing.tests.plans.tuned_docx import CONTRACT

from .accessibility import overflow, violations
from .conftest import DESK, PHONE, Visit
from .site import ROOT, Site

SHARED = Path(os.environ.get("ROEDTRAAD_SHARED", ROOT.parent / "shared"))
BUSINESS_PLAN = SHARED / "documents/albertslund-virksomhedsplan-2020-21.txt"
UNIT = "Familiehuset Strandgården"
A_READING = re.compile(r"/laes-plan-ind/\d+/$")


@pytest.fixture
def word_plan(tmp_path: Path) -> Path:
    file = tmp_path / "kontrakt.docx"
    file.write_bytes(CONTRACT.build())
    return file


@pytest.mark.skipif(not BUSINESS_PLAN.is_file(), reason="ROEDTRAAD_SHARED is not there")
def test_a_published_business_plan_becomes_a_living_one(working_demo: Site, visit: Visit) -> None:
    page = visit(working_demo, "/laes-plan-ind/", user="leder")
    upload(page, BUSINESS_PLAN)

    accept(page, "Selve planen")
    correct(page, "Omfattet enhed")
    leave_out_and_undo(page)
    split_and_join(page)
    move(page)
    create(page)

    assert count_goals(page) == 13
    page.locator("main a[href^='/maal/']").first.click()
    panel = page.get_by_role("region", name="Læst fra et dokument")
    expect(panel).to_contain_text(re.compile(r"Læst fra albertslund.*linje \d+"))
    panel.get_by_role("link", name="Se det i teksten").click()
    expect(page.locator(".review-line.is-marked").first).to_be_visible()
    expect(page.locator(".review-acts")).to_have_count(0)


def test_a_word_file_is_read_and_looked_through_with_the_keyboard_alone(
    working_demo: Site, visit: Visit, word_plan: Path
) -> None:
    page = visit(working_demo, "/laes-plan-ind/", user="leder")
    upload(page, word_plan)
    open_before = still_open(page)

    page.keyboard.press("j")
    expect(page.locator(".review-row.is-chosen")).to_have_count(1)
    page.keyboard.press("a")
    expect(page.get_by_text(re.compile(rf"^1 af {open_before} set igennem"))).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text(re.compile(rf"^0 af {open_before} set igennem"))).to_be_visible()
    goal = page.locator("[data-element]").filter(has_text=re.compile("^\\s*Mål")).first
    goal.locator(".review-main").first.click()
    expect(page.locator(".review-line.is-marked").first).to_be_in_viewport()
    page.keyboard.press("r")
    expect(page.get_by_role("heading", name="Ret: mål")).to_be_visible()
    page.get_by_label("Titel").fill("Et mål i vore egne ord")
    page.keyboard.press("Enter")
    expect(page.locator(".review-row.is-chosen")).to_contain_text("Et mål i vore egne ord")
    create(page)

    expect(page.locator("main")).to_contain_text("Et mål i vore egne ord")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_page_on_the_way_is_accessible(
    working_demo: Site, visit: Visit, word_plan: Path, language: str, width: int
) -> None:
    page = visit(working_demo, "/laes-plan-ind/", user="leder", width=width, language=language)
    assert_well(page)
    page.locator("select[name=unit]").select_option(label=UNIT)
    page.locator("input[type=file]").set_input_files(word_plan)
    page.route(A_READING, stay_waiting)
    page.locator("form[data-upload] button[type=submit]").click()
    page.wait_for_url(re.compile(r"/laes-plan-ind/\d+/"))
    page.wait_for_load_state()
    assert_well(page)
    page.unroute(A_READING)
    page.wait_for_selector(".review")
    assert_well(page)
    if width == PHONE:
        page.locator("[data-show=text]").click()
        expect(page.locator(".review-text")).to_be_visible()
        expect(page.locator(".review-proposal")).to_be_hidden()
        assert_well(page)
        page.locator(".review-line").nth(8).click()
    page.goto(page.url.split("#")[0] + "opret/")
    assert_well(page)
    page.locator("input[name=title]").fill("")
    page.locator("input[name=starts_on]").fill("31 02 2026")
    page.locator("main form").first.locator("[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("input[name=starts_on]")).to_have_value("31 02 2026")
    assert_well(page)
    page.goto(page.url.replace("opret/", ""))
    switch = page.locator("[data-show=proposal]")
    if switch.is_visible():
        switch.click()
    page.locator("[data-key=r]").nth(3).click()
    assert_well(page)


def test_a_file_that_cannot_be_read_is_refused_at_its_field(
    working_demo: Site, visit: Visit, tmp_path: Path
) -> None:
    picture = tmp_path / "plan.pdf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    page = visit(working_demo, "/laes-plan-ind/", user="leder")

    page.locator("select[name=unit]").select_option(label=UNIT)
    page.locator("input[type=file]").set_input_files(picture)
    page.locator("form[data-upload] button[type=submit]").click()

    expect(page.locator("#id_file_error")).to_be_visible()
    assert page.locator("select[name=unit] option:checked").inner_text().strip() == UNIT
    assert violations(page) == []


def upload(page: Page, file: Path) -> None:
    page.locator("select[name=unit]").select_option(label=UNIT)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Send filen").click()
    page.wait_for_url(re.compile(r"/laes-plan-ind/\d+/"))
    page.wait_for_selector(".review", timeout=60_000)


def stay_waiting(route: Route) -> None:
    """The page that waits asks every second; while it is looked at it gets no answer."""
    if route.request.headers.get("hx-request"):
        route.fulfill(status=204)
    else:
        route.continue_()


def assert_well(page: Page) -> None:
    assert (page.url, violations(page)) == (page.url, [])
    assert overflow(page) <= 0, page.url


def elements(page: Page, kind: str) -> Locator:
    named = page.locator(".review-kind").get_by_text(re.compile(f"^{kind}"))
    return page.locator(".review-row").filter(has=named)


def still_open(page: Page) -> int:
    found = re.search(r"af (\d+) set igennem", page.locator(".review-progress").inner_text())
    assert found
    return int(found[1])


def accept(page: Page, kind: str) -> None:
    elements(page, kind).first.get_by_role("button", name=re.compile("^Godtag")).click()
    expect(elements(page, kind).first.locator(".review-decision")).to_have_text("godtaget")


def correct(page: Page, kind: str) -> None:
    elements(page, kind).first.get_by_role("link", name=re.compile("^Ret")).click()
    page.locator("input[name=name]").fill("Rettet navn")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator(".review-row.is-chosen")).to_contain_text("Rettet navn")


def leave_out_and_undo(page: Page) -> None:
    for _ in range(2):
        left_out = page.locator(".review-dropped")
        before = left_out.count()
        elements(page, "Mål ").first.get_by_role("button", name=re.compile("^Udelad")).click()
        expect(left_out).not_to_have_count(before)
        page.locator("[data-key=u]").click()
        expect(left_out).to_have_count(before)
    elements(page, "Omfattet enhed").last.get_by_role("button", name=re.compile("^Udelad")).click()
    expect(page.locator(".review-dropped")).to_have_count(1)


def split_and_join(page: Page) -> None:
    before = elements(page, "Handling").count()
    elements(page, "Handling").first.get_by_role("link", name=re.compile("^Ret")).click()
    page.get_by_label("Efter hvor mange tegn").fill("20")
    page.get_by_role("button", name="Del her").click()
    expect(elements(page, "Handling")).to_have_count(before + 1)
    second = elements(page, "Handling").nth(1)
    second.get_by_role("button", name=re.compile("^Læg sammen")).click()
    expect(elements(page, "Handling").nth(1).locator(".review-decision")).to_have_text("udeladt")


def move(page: Page) -> None:
    elements(page, "Handling").last.get_by_role("link", name=re.compile("^Ret")).click()
    page.locator("select[name=parent]").select_option(index=0)
    page.get_by_role("button", name="Flyt").click()
    expect(page.locator(".review-row.is-chosen .review-decision")).to_have_text("rettet")


def create(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Opret planen")).click()
    page.get_by_role("button", name="Opret kladden").click()
    page.wait_for_url(re.compile(r"/aftaler/\d+"))


def count_goals(page: Page) -> int:
    found = page.locator("main a[href^='/maal/']").evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    return len({path for path in found if re.fullmatch(r"/maal/\d+/", path)})
