"""Every GET address with demonstration data, under axe, wide and narrow, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from .accessibility import overflow, violations
from .addresses import NO_PAGE, names
from .conftest import DESK, PHONE, USERS, new_window
from .site import Site, run_module

Window = Callable[..., Page]


@pytest.fixture(scope="session")
def addresses(demo: Site) -> dict[str, list[str]]:
    """Name of route: addresses in the running demonstration."""
    found: dict[str, list[str]] = json.loads(run_module(demo.env, "tests.e2e.addresses"))
    return found


@pytest.fixture(scope="session")
def window(demo: Site, browser: Browser) -> Iterator[Window]:
    """`window("leder", "en")` is always the same one, so that a file is fetched only once."""
    windows: dict[tuple[str, str], Page] = {}

    def window_of(user: str, language: str = "da") -> Page:
        if (user, language) not in windows:
            windows[user, language] = new_window(browser, demo, user=user, language=language)
        return windows[user, language]

    yield window_of
    for page in windows.values():
        page.context.close()


@pytest.mark.parametrize("name", [name for name in names() if name not in NO_PAGE])
def test_a_page_is_accessible(
    name: str, demo: Site, window: Window, addresses: dict[str, list[str]]
) -> None:
    first, *others = addresses[name]
    assert not first.startswith("none"), f"say in addresses.py what {name} is tried with: {first}"

    user = who_sees_a_page(demo, window, first)
    if user is not None:
        look(window(user, "en"), demo.url + first, "en")
        look(window(user), demo.url + first, "da")
        send_a_form_empty(window(user), demo.url + first)
    for address in others:
        if user := who_sees_a_page(demo, window, address):
            look(window(user), demo.url + address, "da")


def who_sees_a_page(demo: Site, window: Window, address: str) -> str | None:
    """Somebody of the cast who is shown a whole page there.

    Nobody, where it only takes a POST, redirects, or gives a file or a fragment of a page: a
    fragment is seen on the page that asks for it.
    """
    answers = []
    for user in USERS:
        answer = window(user).request.get(demo.url + address, max_redirects=0)
        answers.append(answer.status)
        if answer.status == 200:
            return user if b"<html" in answer.body()[:2000] else None
        if answer.status == 405:
            return None
    assert 302 in answers, f"{address} is a page for nobody: {answers}"
    return None


def look(page: Page, address: str, language: str) -> None:
    """The page as it comes, all unfolded, wide and narrow, with its dialogues open."""
    page.faults.clear()  # type: ignore[attr-defined]
    page.set_viewport_size({"width": DESK, "height": 900})
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == language
    assert page.title()
    look_into_dialogues(page)
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        unfold(page)
        assert (address, width, violations(page)) == (address, width, [])
        assert overflow(page) <= 0, f"{address} is wider than {width} px"
    assert page.faults == []  # type: ignore[attr-defined]


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
  document.documentElement.dataset.sent = "";
  for (const field of form.querySelectorAll("[required]")) {
    field.required = false;
    if (field.type !== "checkbox" && field.type !== "radio") field.value = "";
  }
  form.requestSubmit();
}"""


def send_a_form_empty(page: Page, address: str) -> None:
    """The first form that asks for something, sent with nothing in it."""
    page.set_viewport_size({"width": DESK, "height": 900})
    page.goto(address)
    form = page.locator("main form[method=post]:has([required])").first
    if form.count() == 0:
        return
    with page.expect_event("response", lambda each: each.request.method == "POST") as sent:
        form.evaluate(EMPTY)
    if sent.value.request.is_navigation_request():
        page.locator("html:not([data-sent])").wait_for()
    page.wait_for_load_state()
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        assert (address, width, violations(page)) == (address, width, [])


def test_the_list_of_addresses_without_a_page_is_current() -> None:
    assert set(NO_PAGE) <= set(names())
