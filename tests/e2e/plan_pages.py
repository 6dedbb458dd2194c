"""What people do on the pages of an agreement, in the words that stand on them."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from .site import Site

OUR_UNIT, OUR_PRINCIPAL = "Familiehuset Strandgården", "Familie og Forebyggelse"
AN_AGREEMENT = re.compile(r"/aftaler/\d+/")


def begin(page: Page, title: str, *, template: str = "Aftalemål", year: int = 2029) -> str:
    """A new draft through the form; its address."""
    page.get_by_role("link", name="Ny aftale").first.click()
    page.get_by_label("Skabelon").select_option(label=template)
    page.get_by_label("Enhed", exact=True).select_option(label=OUR_UNIT)
    page.get_by_label("Titel").fill(title)
    page.get_by_label("Fra", exact=True).fill(f"01 01 {year}")
    page.get_by_label("Til", exact=True).fill(f"31 12 {year}")
    page.get_by_role("button", name="Begynd kladden").click()
    page.wait_for_url(AN_AGREEMENT)
    return page.url.split("#")[0]


def write(page: Page, section: str, text: str) -> None:
    """The text of a section, where it stands."""
    place = page.locator(".doc-section", has=page.get_by_role("heading", name=section, exact=True))
    place.get_by_role("link", name=re.compile("^(Skriv|Rediger)")).click()
    form(page).locator("textarea").fill(text)
    save(page)
    expect(place).to_contain_text(text)


def add_goal(page: Page, title: str, text: str = "") -> None:
    page.get_by_role("link", name="Tilføj et mål").click()
    title_of_goal(page).fill(title)
    form(page).locator("[name=text]").fill(text)
    save(page)
    expect(goal(page, title)).to_be_visible()


def edit_goal(page: Page, title: str) -> None:
    """Open the form of a goal where it stands."""
    goal(page, title).get_by_role("link", name=f"Rediger {title}", exact=True).click()
    expect(title_of_goal(page)).to_have_value(title)


def title_of_goal(page: Page) -> Locator:
    return form(page).locator("[name=title]")


def goal(page: Page, title: str) -> Locator:
    return page.locator("article.goal", has=page.get_by_role("link", name=title, exact=True))


def form(page: Page) -> Locator:
    return page.locator("form.part-form")


def save(page: Page) -> None:
    form(page).get_by_role("button", name="Gem", exact=True).click()
    expect(form(page)).to_have_count(0)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def told(page: Page, words: str) -> None:
    """A message on the page."""
    expect(page.locator(".alert, .toast").filter(has_text=words).first).to_be_visible()


def stands(page: Page, state: str) -> None:
    """The state beside the title."""
    expect(page.locator(".page-head .badge").first).to_have_text(state)


def give_reason(page: Page, heading: str, reason: str, button: str) -> None:
    """A step that must say why, from the page of approvals."""
    place = page.locator(".reason-form", has=page.get_by_role("heading", name=heading))
    place.get_by_role("textbox").fill(reason)
    place.get_by_role("button", name=button, exact=True).click()


def approve(page: Page, address: str, party: str) -> None:
    page.goto(f"{address}godkendelse/")
    press(page, f"Godkend for {party}")


def card(page: Page, party: str) -> Locator:
    return page.locator(".card", has=page.get_by_role("heading", name=party, exact=True))


def news(page: Page, site: Site, words: str) -> None:
    """A message behind the bell."""
    page.goto(f"{site.url}/beskeder/")
    expect(page.locator("main")).to_contain_text(words)
