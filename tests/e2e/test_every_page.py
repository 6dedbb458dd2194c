"""Every GET address with demonstration data, under axe, wide and narrow, in both languages."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page

from .accessibility import overflow, violations
from .addresses import NO_PAGE, names
from .conftest import DESK, PHONE, USERS, Visit
from .site import Site, run_module


@pytest.fixture(scope="session")
def addresses(demo: Site) -> dict[str, list[str]]:
    """Name of route: addresses in the running demonstration."""
    found: dict[str, list[str]] = json.loads(run_module(demo.env, "tests.e2e.addresses"))
    return found


@pytest.mark.parametrize("name", [name for name in names() if name not in NO_PAGE])
def test_a_page_is_accessible(
    name: str, demo: Site, visit: Visit, addresses: dict[str, list[str]]
) -> None:
    first, *others = addresses[name]
    assert not first.startswith("none"), f"say in addresses.py what {name} is tried with: {first}"

    user = who_sees_a_page(demo, visit, first)
    if user is not None:
        for language in ("da", "en"):
            look(visit(demo, first, user=user, language=language), language)
        for width in (DESK, PHONE):
            send_a_form_empty(visit(demo, first, user=user, width=width))
    for address in others:
        if user := who_sees_a_page(demo, visit, address):
            look(visit(demo, address, user=user), "da")


def look(page: Page, language: str) -> None:
    """The page as it comes, all unfolded, wide and narrow, with its dialogues open."""
    assert page.locator("html").get_attribute("lang") == language
    assert page.title()
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        unfold(page)
        assert (page.url, width, violations(page)) == (page.url, width, [])
        assert overflow(page) <= 0, f"{page.url} is wider than {width} px"
    look_into_dialogues(page)


def who_sees_a_page(demo: Site, visit: Visit, address: str) -> str | None:
    """Somebody of the cast who is shown a whole page there.

    Nobody, where it only takes a POST, redirects, or gives a file or a fragment of a page: a
    fragment is seen on the page that asks for it.
    """
    answers = []
    for user in USERS:
        page = visit(demo, "/sundhed/", user=user)
        answer = page.request.get(demo.url + address, max_redirects=0)
        answers.append(answer.status)
        if answer.status == 200:
            return user if "<html" in answer.text()[:2000] else None
        if answer.status == 405:
            return None
    assert set(answers) <= {302}, f"{address} is a page for nobody: {answers}"
    return None


def unfold(page: Page) -> None:
    """What is folded away is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def look_into_dialogues(page: Page) -> None:
    for opener in page.locator("[data-module=modal]:visible").all()[:4]:
        opener.click()
        assert violations(page) == []
        page.keyboard.press("Escape")


EMPTY = """form => {
  form.noValidate = true;
  for (const field of form.querySelectorAll("[required]")) {
    field.required = false;
    if (field.type !== "checkbox" && field.type !== "radio") field.value = "";
  }
  form.requestSubmit();
}"""


def send_a_form_empty(page: Page) -> None:
    """The first form that asks for something, sent with nothing in it."""
    form = page.locator("main form[method=post]:has([required])").first
    if form.count() == 0:
        return
    with page.expect_event("response", lambda answer: answer.request.method == "POST"):
        form.evaluate(EMPTY)
    page.wait_for_load_state()
    assert violations(page) == []


def test_the_list_of_addresses_without_a_page_is_current() -> None:
    assert set(NO_PAGE) <= set(names())
