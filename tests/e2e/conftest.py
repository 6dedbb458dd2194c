"""Fixtures of browser tests.

`demo` is a running demonstration that a test may look at; `own_demo` is one it may change.
`case_demo` is one that the journeys of casework share and change, each with a family of its own.
`visit` opens a page in it, and fails the test on any fault of script, style or server.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Response,
    expect,
    sync_playwright,
)

from roedtraad.config.demo.people import PASSWORD
from tests import seeding
from tests.seeding import of_all_processes
from tools import browser as browsers
from tools.steps import alone

from .site import Site, copied, environment, run_module

DESK, PHONE = 1280, 390
# somebody of every role that sees most, in the order in which a page is tried
USERS = ("konsulent", "leder", "chef", "administrator", "dpo")
PICTURES = os.environ.get("PICTURES")
WINDOWS = "windows.json"  # of those who are signed in beforehand

LONGEST = 15_000  # milliseconds for anything to come about on a busy machine

Visit = Callable[..., Page]
FAILED = pytest.StashKey[bool]()
expect.set_options(timeout=LONGEST)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = browsers.find()
    assert path, "no browser: python3 dev.py check fetches one"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=browsers.flags())
        yield found
        found.close()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the demonstration and what journeys find half done, for all test processes."""
    folder = of_all_processes(tmp_path_factory) / "seeded"
    demonstration = seeding.demonstration(tmp_path_factory)
    with alone("half-done-for-tests"):
        if not (folder / WINDOWS).exists():
            copied(demonstration, folder)
            run_module(environment(folder), "tests.e2e.half_done")
            windows = run_module(environment(folder), "tests.e2e.signed_in")
            (folder / WINDOWS).write_text(windows, "utf-8")
    return folder


@pytest.fixture(scope="session")
def demo(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running demonstration to look at; nobody changes it, neither do worker and clock."""
    yield from _running(seeded, tmp_path_factory.mktemp("demo"), BESIDE_WEB="")


@pytest.fixture(scope="session")
def addresses(demo: Site) -> dict[str, list[str]]:
    """Name of route: addresses in the running demonstration."""
    found: dict[str, list[str]] = json.loads(run_module(demo.env, "tests.e2e.addresses"))
    return found


@pytest.fixture
def own_demo(seeded: Path, tmp_path: Path) -> Iterator[Site]:
    """A running demonstration of this test alone, without worker and clock."""
    yield from _running(seeded, tmp_path / "demo", BESIDE_WEB="")


@pytest.fixture
def working_demo(seeded: Path, tmp_path: Path) -> Iterator[Site]:
    """A running demonstration of this test alone, where what waits is done."""
    yield from _running(seeded, tmp_path / "demo")


@pytest.fixture(scope="session")
def case_demo(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running demonstration whose families journeys change; a case belongs to one journey."""
    yield from _running(seeded, tmp_path_factory.mktemp("cases") / "demo", BESIDE_WEB="")


def _running(seeded: Path, folder: Path, **more: str) -> Iterator[Site]:
    site = Site(copied(seeded, folder), environment(folder, **more))
    for user, windows in json.loads((folder / WINDOWS).read_text("utf-8")).items():
        for language, window in windows.items():
            site.signed_in[user, language] = window
    try:
        yield site.start()
    finally:
        site.stop()


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """`visit(site, "/maal/", user="…", width=390, language="en")` gives a Playwright page.

    Whatever script, style, content policy or server complain of on any page it opens fails the
    test at its end; `page.faults` lists it, and may be cleared by a test that provokes a fault.
    """
    contexts: list[BrowserContext] = []
    pages: list[Page] = []

    def open_page(
        site: Site, path: str = "/", *, user: str = "", width: int = DESK, language: str = "da"
    ) -> Page:
        page = new_window(browser, site, user=user, width=width, language=language)
        contexts.append(page.context)
        pages.append(page)
        page.goto(site.url + path)
        return page

    yield open_page
    found = [fault for page in pages for fault in page.faults]  # type: ignore[attr-defined]
    if PICTURES:
        _photograph(pages, request.node.name)
    if request.node.stash.get(FAILED, False):
        for page in pages:
            _tell(page)
    for context in contexts:
        context.close()
    assert found == []


def new_window(
    browser: Browser, site: Site, *, user: str = "", width: int = DESK, language: str = "da"
) -> Page:
    """A window of its own, with `user` signed in; what goes wrong in it is in `page.faults`."""
    context = _context(browser, site, width=width, language=language, user=user)
    page = context.new_page()
    _watch(page)
    if user and (user, language) not in site.signed_in:
        sign_in(page, site, user)
        site.signed_in[user, language] = context.storage_state()
    return page


def _context(
    browser: Browser, site: Site, *, width: int, language: str, user: str
) -> BrowserContext:
    context = browser.new_context(
        locale={"da": "da-DK", "en": "en-GB"}[language],
        timezone_id="Europe/Copenhagen",
        viewport={"width": width, "height": 900 if width > 600 else 844},
        has_touch=width < 600,
        reduced_motion="reduce",
        storage_state=site.signed_in.get((user, language)),
        accept_downloads=True,
    )
    context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    context.set_default_timeout(LONGEST)
    return context


def sign_in(page: Page, site: Site, user: str, password: str = PASSWORD) -> None:
    """As a person does it, through the form."""
    page.goto(f"{site.url}/konto/login/")
    page.locator("input[name=login]").fill(user)
    page.locator("input[name=password]").fill(password)
    page.locator("form:has(input[name=password]) [type=submit]").first.click()
    page.wait_for_url(lambda url: "/login" not in url)


def _watch(page: Any) -> None:
    page.faults = []
    page.asked = []
    page.on("request", lambda request: page.asked.append(("?", request.method, request.url)))
    page.on("console", lambda message: _hear(page, message))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("response", lambda response: _look(page, response))


def _hear(page: Any, message: Any) -> None:
    # the browser reports refusals too, and a form sent back with its errors is one
    if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
        page.faults.append(f"{message.type}: {message.text}")


def _look(page: Any, response: Response) -> None:
    page.asked.append((response.status, response.request.method, response.url))
    is_static = urlsplit(response.url).path.startswith("/static/")
    if response.status >= 500 or (is_static and response.status >= 400):
        page.faults.append(f"{response.status} {response.url}")


def _tell(page: Any) -> None:
    """What a page of a test that failed showed, and what it last asked the server for."""
    if not page.is_closed():
        print(f"{page.url}\n{page.locator('body').inner_text()[:3000]}")
    for line in [each for each in page.asked if "/static/" not in each[2]][-12:]:
        print(*line)


def _photograph(pages: list[Page], name: str) -> None:
    folder = Path(str(PICTURES))
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages):
        if not page.is_closed():
            file = f"{name}-{number}".replace("/", "_").replace("[", "-").replace("]", "")
            page.screenshot(path=folder / f"{file}.png", full_page=True)
