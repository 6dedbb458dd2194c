"""An indicator is defined, put to use with a target, revised, and shut to others."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from .accessibility import overflow, violations
from .conftest import PHONE, Visit
from .site import Site

TITLE, UNIT = "Samtaler inden for en uge", "Familiehuset Strandgården"
LAST_YEAR = datetime.now(ZoneInfo("Europe/Copenhagen")).year - 1
REASON = "Vi fik en til på vagten."


def test_an_indicator_and_its_target_are_defined_and_the_target_revised(
    own_demo: Site, visit: Visit, tmp_path: Path
) -> None:
    consultant = visit(own_demo, "/indikatorer/", user="konsulent")
    _define(consultant)
    passport = consultant.url.removeprefix(own_demo.url)

    leader = visit(own_demo, passport, user="leder")
    _use(leader)
    _measure(own_demo, tmp_path / "samtaler.csv")
    used = leader.url.removeprefix(own_demo.url)
    _revise(leader)

    another = visit(own_demo, used, user="rasmus")
    expect(another.locator("main")).not_to_contain_text(TITLE)
    another.goto(own_demo.url + passport)
    expect(another.locator("main")).to_contain_text("1 enhed bruger den også")
    _is_for_all(own_demo, visit, passport, used)


def _define(page: Page) -> None:
    """What is missing is said where it is missing, and nothing typed is lost."""
    page.get_by_role("link", name="Ny indikator").click()
    form = page.locator("form.part-form")
    form.locator("[name=title]").fill(TITLE)
    form.locator("[name=decision]").fill("Om der skal en til på vagten.")
    form.locator("[name=kind]").select_option("percentage")
    expect(form.locator("[name=register_measure], [name=rubric-0-title]").first).to_be_hidden()
    form.locator("[name=over_time]").select_option("mean")
    form.get_by_role("button", name="Gem").click()
    expect(page.locator(".form-error-message").first).to_contain_text("det øverste tal i brøken")
    expect(form.locator("[name=decision]")).to_have_value("Om der skal en til på vagten.")

    form.locator("[name=numerator_text]").fill("Samtaler inden for syv dage")
    form.locator("[name=denominator_text]").fill("Alle første samtaler")
    form.get_by_text("Hvem der passer den").click()
    form.get_by_text("Læg den i biblioteket").click()
    form.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text("Om der skal en til på vagten.")


def _use(page: Page) -> None:
    page.get_by_role("link", name="Tag i brug").click()
    form = page.locator("form.part-form")
    form.locator("[name=unit]").select_option(label=UNIT)
    form.locator("[name=baseline]").fill("48")
    form.locator("[name=value]").fill("70")
    form.locator("[name=due_raw]").fill("ultimo 2027")
    form.get_by_role("button", name="Gem").click()
    expect(page.locator("#maaltal")).to_contain_text("ultimo 2027")


def _measure(site: Site, file: Path) -> None:
    """Four quarters that reach the first target."""
    rows = [
        f"{TITLE};{LAST_YEAR}K{place};{value}" for place, value in enumerate((55, 62, 68, 72), 1)
    ]
    file.write_text("\n".join(["Indikator;Periode;Værdi", *rows]), "utf-8")
    site.run("import_measurements", str(file), "--as", "konsulent", "--unit", UNIT)


def _revise(page: Page) -> None:
    """Asked for its reason; then the new one judges, and the old stays in words and picture."""
    page.reload()
    status, chart = page.locator(".status-sentences"), page.locator("#control-chart")
    expect(status).to_contain_text("Nået")
    page.locator("#maaltal").get_by_role("link", name="Ændr").first.click()
    form = page.locator("form.part-form")
    form.locator("[name=value]").fill("90")
    form.get_by_role("button", name="Gem").click()
    expect(form).to_contain_text("Skriv, hvorfor")
    expect(form.locator("[name=value]")).to_have_value("90")
    form.locator("[name=reason]").fill(REASON)
    form.get_by_role("button", name="Gem").click()

    expect(page.locator("#maaltal")).to_contain_text(REASON)
    page.get_by_text("Sådan blev måltallet ændret").click()
    expect(page.locator("#maaltal .target-old")).to_contain_text(re.compile("70.*Karla", re.DOTALL))
    expect(status).not_to_contain_text("Nået")
    expect(status).to_contain_text("90")
    expect(chart.locator("svg").first).to_contain_text("måltal 90")
    chart.get_by_text("Vis som tabel").click()
    expect(chart.locator("tbody tr").first).to_contain_text("70")


def _is_for_all(site: Site, visit: Visit, passport: str, used: str) -> None:
    """At a desk and on a phone, in both languages."""
    pages = ("/indikatorer/", "/indikatorer/ny/", passport, f"{passport}historik/", used)
    for language in ("da", "en"):
        for width in (1280, PHONE):
            page = visit(site, user="konsulent", width=width, language=language)
            for path in pages:
                page.goto(site.url + path)
                assert violations(page) == [], (path, language, width)
                assert overflow(page) <= 0, (path, language, width)
