"""What axe finds wrong with a page, in lines that a person can act on."""

from __future__ import annotations

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = json.dumps({"runOnly": LEVELS, "resultTypes": ["violations"]})
RUN = """async ([within, options]) => {
  if (!window.axe) return null;
  const found = await axe.run(within ?? document, JSON.parse(options));
  return found.violations.flatMap((fault) => fault.nodes.map((node) =>
    `${fault.id}: ${node.html.slice(0, 160)} — ${node.failureSummary.split("\\n").pop().trim()}`));
}"""


def violations(page: Page, within: str | None = None) -> list[str]:
    """One line for each element at fault; empty when all is well.

    `within` is the selector of the part to look at; without it the whole page is looked at.
    """
    found = page.evaluate(RUN, [within, OPTIONS])
    if found is None:  # the first time on this page
        page.evaluate(Axe().axe_script)
        found = page.evaluate(RUN, [within, OPTIONS])
    return list(found)


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the window; a person should not scroll sideways."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
