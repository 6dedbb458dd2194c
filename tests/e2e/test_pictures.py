"""The two pictures of the README, made anew only when asked for: PICTURES_OF_README=1."""

import os

import pytest

from .conftest import Visit
from .site import ROOT, Site

PICTURES = {"today": ("/", "leder"), "agreement": ("/aftaler/3/", "konsulent")}


@pytest.mark.parametrize("name", PICTURES)
def test_the_readme_shows_a_page(name: str, demo: Site, visit: Visit) -> None:
    address, user = PICTURES[name]
    file = ROOT / "docs" / "images" / f"{name}.png"

    page = visit(demo, address, user=user)

    assert page.locator("main h1").first.is_visible()
    assert f"docs/images/{file.name}" in (ROOT / "README.md").read_text("utf-8")
    if os.environ.get("PICTURES_OF_README"):
        page.wait_for_load_state("networkidle")
        page.screenshot(path=file)
    assert file.is_file()
