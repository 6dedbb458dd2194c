"""A person without a mouse: every move is a key, and one can always see where one is."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MOST = 250  # keys from one end of a page to the other
WHERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "nowhere";
  const box = here.getBoundingClientRect();
  const style = getComputedStyle(here);
  const seen = (each) => each && (getComputedStyle(each).outlineStyle !== "none"
    || getComputedStyle(each).boxShadow !== "none");
  const label = here.nextElementSibling ?? here.closest("label");
  const isShown = seen(here) || (["checkbox", "radio"].includes(here.type) && label);
  if (here.id === "main") return "";
  if (!isShown) return `the focus cannot be seen on ${here.outerHTML.slice(0, 120)}`;
  if (box.width < 1 || box.height < 1 || style.visibility === "hidden")
    return `the focus is on something hidden: ${here.outerHTML.slice(0, 120)}`;
  const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  if (isSeen) return "";
  return `the focus is outside the window: ${here.outerHTML.slice(0, 120)}`;
}"""
IS_FOCUSED = "element => element === document.activeElement"


def press(page: Page, key: str) -> None:
    """One key, after which the focus is still somewhere and can be seen."""
    page.keyboard.press(key)
    fault = page.evaluate(WHERE)
    assert not fault, f"after {key} on {page.url}: {fault}"


def move_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press `key` until `wanted` has the focus."""
    wanted.wait_for()
    for _ in range(MOST):
        press(page, key)
        if wanted.evaluate(IS_FOCUSED):
            return
    raise AssertionError(f"{wanted} cannot be reached on {page.url}")


def go(page: Page, wanted: Locator) -> None:
    """Move to a link or button, and use it."""
    move_to(page, wanted)
    page.keyboard.press("Enter")
