"""A leader draws a theory of change in a workshop, and reads where it breaks."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .accessibility import overflow, violations
from .conftest import PHONE, Visit
from .site import Site

GOAL = "2 Kortere vej til hjælp"


def box(page: Page, name: str) -> str:
    """The id of the box with that name."""
    found = page.locator("[data-box]").filter(has=page.get_by_role("link", name=name, exact=True))
    return str(found.get_attribute("id"))


def add(page: Page, column: str, *titles: str) -> None:
    for title in titles:
        field = page.get_by_label(f"Ny kasse: {column}")
        field.fill(title)
        field.press("Enter")
        expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
        expect(field).to_be_focused()


def begin_for_the_goal(page: Page, site: Site) -> None:
    page.goto(site.url + "/maal/")
    page.get_by_role("link", name=GOAL).first.click()
    page.get_by_role("link", name=re.compile("^Tegn en forandringsteori")).click()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("heading", name="Resultatmål")).to_be_visible()
    expect(page.get_by_role("link", name=GOAL, exact=True)).to_be_visible()


def test_a_theory_is_drawn_by_keyboard_alone(own_demo: Site, visit: Visit) -> None:
    page = visit(own_demo, "/maal/", user="leder")
    begin_for_the_goal(page, own_demo)

    add(page, "indsats", "Familiebehandling")
    add(page, "delmål", "Familien bliver ringet op", "Familien har en dato")
    page.get_by_role("link", name="Familien har en dato", exact=True).focus()
    page.keyboard.press("Alt+ArrowUp")
    first = page.locator("[data-kind=output] [data-box]").first
    expect(first).to_contain_text("Familien har en dato")
    expect(first.get_by_role("link").first).to_be_focused()

    page.keyboard.press("l")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(first.locator("[data-arrow]")).to_have_text(re.compile(GOAL))
    page.locator(f"#{box(page, GOAL)} [data-open]").focus()
    page.keyboard.press("l")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("rundt i ring")

    page.locator(f"#{box(page, 'Familiebehandling')} [data-open]").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("[data-arrow]")).to_have_count(0)
    assert violations(page) == []


def test_a_theory_is_drawn_by_mouse_and_read(own_demo: Site, visit: Visit) -> None:
    page = visit(own_demo, "/maal/", user="leder")
    begin_for_the_goal(page, own_demo)
    add(page, "indsats", "Familiebehandling")
    add(page, "delmål", "Telefonvagt", "Familien bliver ringet op")

    drag(page, "Telefonvagt", f"#{box(page, 'Familiebehandling')}", below=True)
    expect(page.locator("[data-kind=intervention]")).to_contain_text("Telefonvagt")
    drag_arrow(page, "Telefonvagt", "Familien bliver ringet op")
    drag_arrow(page, "Familien bliver ringet op", GOAL)
    expect(page.locator("[data-arrow]")).to_have_count(2)
    expect(page.locator(".board-arrows > path")).to_have_count(2)

    page.get_by_role("link", name="Familien bliver ringet op", exact=True).first.click()
    panel = page.locator("#panel")
    panel.get_by_label("Tekst").fill("Inden for en uge")
    panel.get_by_label("Følges med indikatorerne").select_option(index=0)
    panel.get_by_role("button", name="Gem").click()
    expect(page.locator(f"#{box(page, 'Familien bliver ringet op')}")).to_contain_text("indikator")
    assert violations(page) == []

    page.get_by_role("link", name="Se tegningen").click()
    expect(page.get_by_role("img", name=re.compile("Kortere vej til hjælp"))).to_be_visible()
    chain = page.locator("#diagnose")
    expect(chain).to_contain_text("Blev det udført?")
    expect(chain).to_contain_text("1 af 2 handlinger")
    assert violations(page) == []
    for name in ("PDF, A3", "Word"):
        page.get_by_role("button", name="Udskriv og send").click()
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.startswith("Kortere vej til hjælp")

    page.get_by_role("button", name="Tag i brug").click()
    expect(page.get_by_role("button", name="Ret i en ny udgave")).to_be_visible()


def test_a_theory_is_read_on_a_phone(demo: Site, visit: Visit) -> None:
    page = visit(demo, "/forandringsteorier/", user="leder", width=PHONE)

    page.get_by_role("link", name="Familien ved roret").tap()

    expect(page.get_by_role("heading", name="Teorien som tekst")).to_be_visible()
    expect(page.locator("#disposition")).to_contain_text("Behandleren inviterer")
    assert overflow(page) == 0
    assert violations(page) == []


def test_the_outsider_finds_no_theory(demo: Site, visit: Visit) -> None:
    page = visit(demo, "/forandringsteorier/", user="mads")

    expect(page.get_by_text("Familien ved roret")).to_have_count(0)
    page.goto(demo.url + "/forandringsteorier/1/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Familien")


def drag(page: Page, name: str, to: str, *, below: bool = False) -> None:
    start = page.locator(f"#{box(page, name)}").bounding_box()
    end = page.locator(to).bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 6, start["y"] + 6)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + end["height"] / 2, steps=4)
    page.mouse.move(end["x"] + 24, end["y"] + end["height"] + (8 if below else -8), steps=4)
    page.mouse.up()


def drag_arrow(page: Page, name: str, to: str) -> None:
    count = page.locator("[data-arrow]").count()
    start = page.locator(f"#{box(page, name)} [data-connector]").bounding_box()
    end = page.locator(f"#{box(page, to)}").bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + 20, steps=5)
    page.mouse.up()
    expect(page.locator("[data-arrow]")).to_have_count(count + 1)
