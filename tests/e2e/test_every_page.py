"""Every GET address with demonstration data, under axe: wide and narrow and in both languages, its
dialogues open, its forms sent with faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Response

from .accessibility import overflow, violations
from .addresses import NO_PAGE, names
from .conftest import DESK, PHONE, USERS, new_window
from .site import Site

Window = Callable[..., Page]
LANGUAGES = ("da", "en")
# the page is the same in both languages: in English it is looked at where words have least room
WIDTHS = {"da": (DESK, PHONE), "en": (PHONE,)}


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
    assert not addresses[name][0].startswith("none"), (
        f"say in addresses.py what {name} is tried with: {addresses[name][0]}"
    )

    tried: set[str] = set()  # forms, so that the same one on a like page is not sent again
    for address in addresses[name]:
        user = who_sees_a_page(demo, window, address)
        for language in LANGUAGES if user else ():
            page = window(user, language)
            look(page, demo.url + address, language)
        if user:
            send_forms_with_faults(window(user), demo.url + address, tried)


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


def faults(page: Page, within: str | None = None) -> list[str]:
    """What axe finds. No colour depends on the language: contrast is measured in Danish."""
    is_danish = page.locator("html").get_attribute("lang") == "da"
    return violations(page, within, contrast=is_danish)


def look(page: Page, address: str, language: str) -> None:
    """The page as it comes, all unfolded, wide and narrow, and each of its dialogues open."""
    page.faults.clear()  # type: ignore[attr-defined]
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == language
    assert page.title()
    for width in WIDTHS[language]:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(UNFOLD)
        assert (address, width, faults(page)) == (address, width, [])
        assert overflow(page) <= 0, f"{address} is wider than {width} px"
        look_into_dialogues(page)
    assert page.faults == []  # type: ignore[attr-defined]


# what is folded away is looked at too; and what opens the same dialogue is marked only once
UNFOLD = """async () => {
  document.querySelectorAll("details").forEach((each) => (each.open = true));
  const seen = new Set();
  document.querySelectorAll("[data-try]").forEach((each) => delete each.dataset.try);
  const openers = "[data-module=modal], [data-confirm], [hx-confirm]";
  for (const each of document.querySelectorAll(openers)) {
    const opens = each.dataset.target ?? "confirm-dialog";
    if (!seen.has(opens) && each.checkVisibility() && !each.disabled) each.dataset.try = opens;
    if (each.dataset.try) seen.add(opens);
  }
  // what the page itself does when the window changes, it does before it is drawn again
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def look_into_dialogues(page: Page) -> None:
    for opener in page.locator("[data-try]").all():
        dialog = f"#{opener.get_attribute('data-try')}"
        opener.click()
        page.locator(dialog).wait_for(state="visible")
        assert faults(page, dialog) == []
        page.keyboard.press("Escape")
        page.locator(dialog).wait_for(state="hidden")


# a form as somebody in a hurry fills it in: nothing where something is asked, nonsense for figures
FAULTY = """form => {
  form.noValidate = true;
  document.documentElement.dataset.sent = "";
  for (const field of form.elements) {
    const isChosen = ["checkbox", "radio", "hidden", "submit", "button", "file"];
    if (isChosen.includes(field.type) || field.tagName === "SELECT") continue;
    if (field.required) field.value = "";
    else if (field.inputMode) field.value = "?";
    field.required = false;
  }
  form.requestSubmit();
}"""
# what can wait on the device is sent by a script, which a journey follows
WITH_FAULTS = "main form:not([data-outbox]):is(:has([required]), :has([inputmode]))"


def send_forms_with_faults(page: Page, address: str, tried: set[str]) -> None:
    """Each kind of form on the page sent with nothing or nonsense in it, and its errors shown."""
    for place in forms_of_each_kind(page, tried):
        page.set_viewport_size({"width": DESK, "height": 900})
        page.goto(address)
        page.evaluate(UNFOLD)
        form = page.locator(WITH_FAULTS).nth(place)
        with page.expect_event("response", answers_to(form)) as answer:
            form.evaluate(FAULTY)
        # a file is sent by a script, which itself goes where it is told to
        if answer.value.request.is_navigation_request() or answer.value.status == 302:
            page.locator("html:not([data-sent])").wait_for(state="attached")
        page.wait_for_load_state()
        if answer.value.status == 422:
            page.locator(".error-summary, .form-error-message, .alert-error").first.wait_for()
        for width in WIDTHS["da"]:
            page.set_viewport_size({"width": width, "height": 900})
            assert (address, width, faults(page)) == (address, width, [])
            assert overflow(page) <= 0, f"{address} is wider than {width} px"


KINDS = """forms => forms.map(form => [
  (form.getAttribute("action") ?? "").replace(/\\d+/g, ""),
  ...Array.from(form.elements, field => field.name)].join(" "))"""


def forms_of_each_kind(page: Page, tried: set[str]) -> list[int]:
    """Places of forms not `tried` yet: of one kind are those with one address and one set of
    fields, but for the numbers in the address."""
    kinds = page.locator(WITH_FAULTS).evaluate_all(KINDS)
    new = [kind for kind in dict.fromkeys(kinds) if kind not in tried]
    tried.update(new)
    return [kinds.index(kind) for kind in new]


def answers_to(form: Locator) -> Callable[[Response], bool]:
    """Whether a response answers the sending of `form`, and not something else on the page."""
    # a field named "method" stands in the way of `form.method`
    action, method = (form.get_attribute(each) or "" for each in ("action", "method"))
    wanted = method.upper() or "GET", urlsplit(action or form.page.url).path
    return lambda answer: (answer.request.method, urlsplit(answer.url).path) == wanted


def test_the_list_of_addresses_without_a_page_is_current() -> None:
    assert set(NO_PAGE) <= set(names())
