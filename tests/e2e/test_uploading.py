"""Files are dropped on a page, and one that is too large is not sent at all."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from roedtraad.gateways.importing.tests.plans.tuned_docx import CONTRACT

from .conftest import PHONE, Visit
from .site import Site

LIMIT = 50 * 1024 * 1024


def dragged_to_the_zone(page: Page, *files: Path) -> None:
    """What a person's mouse does: over the zone with files from the desktop, and let go."""
    zone = page.locator("[data-upload-zone]").bounding_box()
    assert zone is not None
    where = {"x": zone["x"] + zone["width"] / 2, "y": zone["y"] + 20}
    held = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    devtools = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        devtools.send("Input.dispatchDragEvent", {"type": step, **where, "data": held})


def test_a_plan_that_is_dropped_waits_for_what_is_asked_and_is_read(
    own_demo: Site, visit: Visit, tmp_path: Path
) -> None:
    file = tmp_path / "kontrakt.docx"
    file.write_bytes(CONTRACT.build())
    page = visit(own_demo, "/laes-plan-ind/", user="leder")

    dragged_to_the_zone(page, file)
    page.get_by_label("Enhed").select_option(label="Familiehuset Strandgården")
    page.get_by_role("button", name="Send filen").click()

    page.wait_for_url("**/laes-plan-ind/*/")
    expect(page.locator("h1")).to_contain_text("kontrakt.docx")


def test_a_file_over_the_limit_is_refused_before_it_is_sent(
    demo: Site, visit: Visit, tmp_path: Path
) -> None:
    file = tmp_path / "stor.pdf"
    with file.open("wb") as stream:
        stream.truncate(LIMIT + 1)
    page = visit(demo, "/laes-plan-ind/", user="leder", width=PHONE)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))

    for take in (
        lambda: page.set_input_files("[data-upload-zone] input[type=file]", file),
        lambda: page.get_by_role("button", name="Send filen").click(),
        lambda: dragged_to_the_zone(page, file),
    ):
        take()
        refusal = page.locator("[data-upload-refusal]")
        expect(refusal).to_have_text("Filen er større end 50 MB. Gør den mindre, eller del den op.")

    assert "POST" not in sent


def test_two_files_where_one_is_asked_for_are_not_taken(
    demo: Site, visit: Visit, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for file in files:
        file.write_text("Mål 1", "utf-8")
    page = visit(demo, "/laes-plan-ind/", user="leder")

    dragged_to_the_zone(page, *files)

    expect(page.locator("[data-upload-refusal]")).to_have_text("Slip én fil ad gangen.")
