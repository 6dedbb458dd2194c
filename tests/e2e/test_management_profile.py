"""A leader works on a goal of her agreement as a family works on its own: in a profile."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .accessibility import overflow, violations
from .conftest import DESK, PHONE, Visit
from .site import Site

AGREED, PURPOSE = "Børnene kommer i skole", "Vi ringer til skolen, før fraværet bliver en vane."
WORDS = "Vi ringer samme morgen"
LEVELS = ("Alle samme dag", "De fleste samme dag", "Inden for en uge", "Efter en uge", "Aldrig")


def test_a_leader_opens_a_profile_on_a_goal_of_the_agreement_and_agrees_what_to_do(
    case_demo: Site, visit: Visit
) -> None:
    page = visit(case_demo, "/maal/", user="leder")
    page.get_by_role("link", name=AGREED).first.click()
    agreed = page.url
    page.get_by_role("link", name="Åbn en udviklingsprofil").click()
    page.get_by_label("Formål").fill(PURPOSE)
    page.get_by_role("button", name="Åbn den").click()
    expect(page.get_by_text("Profilen er åben.")).to_be_visible()

    agree(page)
    plan(page)

    thread = page.get_by_role("navigation", name="Den røde tråd")
    expect(thread.get_by_role("link", name=AGREED)).to_be_visible()
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
    address = page.url.partition("#")[0]
    page.goto(agreed)
    expect(page.locator("#udviklingsprofil")).to_contain_text("1 åbent mål")
    for other in ("rasmus", "politiker", "dpo"):
        stranger = visit(case_demo, "/", user=other)
        assert stranger.request.get(address).status == 404


def agree(page: Page) -> None:
    """With described levels, which are in sight where the aim is chosen."""
    page.get_by_role("link", name="Aftal et mål").click()
    page.get_by_label("Hvad er målet").fill(WORDS)
    page.get_by_role("button", name="Næste").click()
    page.get_by_label("målopfyldelse").check()
    described = page.locator("[data-scale=attainment] textarea")
    for place, words in enumerate(LEVELS):
        described.nth(place).fill(words)
    page.get_by_role("button", name="Næste").click()
    expect(page.locator(".scale-words:visible dd")).to_have_text([*reversed(LEVELS)])
    page.locator("label[for=id_aim_attainment_3]").click()
    page.get_by_role("button", name="Næste").click()
    page.get_by_role("button", name="Næste").click()
    page.get_by_label("Hvem var ellers med?").fill("Teamet")
    page.get_by_label("en samtale").check()
    page.get_by_label("ja, det er deres").check()
    assert_fits(page)
    page.get_by_role("button", name="Aftal målet").click()
    aim = page.get_by_role("article", name=WORDS).locator(".is-aim")
    expect(aim).to_contain_text(LEVELS[1])


def plan(page: Page) -> None:
    page.get_by_role("link", name="Planlæg en handling").click()
    page.get_by_label("Hvad bliver gjort").fill("Lave en liste over dem, der ringer")
    page.get_by_label("Hvem gør det").fill("Teamlederen")
    assert_fits(page)
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("cell", name="Teamlederen")).to_be_visible()


def assert_fits(page: Page) -> None:
    assert overflow(page) == 0
    assert violations(page) == []
