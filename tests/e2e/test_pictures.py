"""The two pictures of the README, made anew only when asked for: PICTURES_OF_README=1."""

import os

import pytest

from .conftest import DESK, Visit
from .site import ROOT, Site

# name: the page, who looks at it, and how tall the picture is
PICTURES = {"today": ("/", "chef", 1260), "goal": ("/maal/4/", "leder", 1870)}


@pytest.mark.parametrize("name", PICTURES)
def test_the_readme_shows_a_page(name: str, demo: Site, visit: Visit) -> None:
    address, user, height = PICTURES[name]
    file = ROOT / "docs" / "images" / f"{name}.png"

    page = visit(demo, address, user=user)
    page.set_viewport_size({"width": DESK, "height": height})

    assert page.locator("main h1").first.is_visible()
    assert f"docs/images/{file.name}" in (ROOT / "README.md").read_text("utf-8")
    if os.environ.get("PICTURES_OF_README"):
        page.wait_for_load_state("networkidle")
        page.screenshot(path=file)
    assert file.is_file()
