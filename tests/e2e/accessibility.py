"""What axe finds wrong with a page, in lines that a person can act on."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": LEVELS, "resultTypes": ["violations"]}
WITHOUT_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
# Most of axe's time goes to contrast. What has the same colours, on the same ones all the way up,
# has the same contrast: it is measured once, on the first such element of the page.
MARK_ALIKE = """() => {
  axe.configure({ rules: [{ id: "color-contrast", selector: ":not([data-alike])" }] });
  const behind = new Map([[null, ""]]), seen = new Set();
  for (const each of document.querySelectorAll("*")) {
    const style = getComputedStyle(each);
    const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter,
      style.mixBlendMode, style.position === "static" ? "" : each.tagName + each.className];
    behind.set(each, `${behind.get(each.parentElement)}/${own}`);
    const look = [behind.get(each), style.color, style.fontSize, style.fontWeight,
      style.textShadow, style.webkitTextFillColor, style.visibility, each.matches(":disabled")];
    each.toggleAttribute("data-alike", seen.has(look.join()));
    // one that is not drawn says nothing of those that are
    if (hasText(each) && each.checkVisibility() && each.getClientRects().length) {
      seen.add(look.join());
    }
  }
  function hasText(each) {
    return [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
      || each.matches("input, select, textarea");
  }
}"""
RUN = f"""async ([within, options]) => {{
  if (!window.axe) return null;
  ({MARK_ALIKE})();
  const found = await axe.run(within ?? document, options);
  return found.violations.flatMap((fault) => fault.nodes.map((node) => {{
    const last = node.failureSummary.split("\\n").pop().trim();
    return `${{fault.id}}: ${{node.html.slice(0, 160)}} — ${{last}}`;
  }}));
}}"""


def violations(page: Page, within: str | None = None, *, contrast: bool = True) -> list[str]:
    """One line for each element at fault; empty when all is well.

    `within` is the selector of the part to look at; without it the whole page is looked at.
    Without `contrast`: the same page in another language has the same colours, and they are seen.
    """
    options = OPTIONS if contrast else OPTIONS | WITHOUT_CONTRAST
    found = page.evaluate(RUN, [within, options])
    if found is None:  # the first time on this page
        page.evaluate(Axe().axe_script)
        found = page.evaluate(RUN, [within, options])
    return list(found)


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the window; a person should not scroll sideways."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
