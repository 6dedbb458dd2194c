"""What axe finds wrong with a page, in lines that a person can act on."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """One line for each element at fault; empty when all is well."""
    found = Axe().run(page, options={"runOnly": LEVELS, "resultTypes": ["violations"]})
    return [
        f"{fault['id']}: {node['html'][:160]} — {node['failureSummary'].splitlines()[-1].strip()}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the window; a person should not scroll sideways."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
