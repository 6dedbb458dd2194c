"""A quarter is entered by keyboard alone; what is out of the ordinary is asked about and told."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from roedtraad.steering.indicators.frequency import ONE_DAY, last_ended, period_with
from roedtraad.steering.indicators.models import Frequency

from .accessibility import overflow, violations
from .conftest import PHONE, Visit
from .site import Site

DENMARK = ZoneInfo("Europe/Copenhagen")
UNIT, ENTRY = "Familiehuset Strandgården", "/indikatorer/maalinger/"
TWELVE = [f"Nøgletal {number:02}" for number in range(1, 13)]
USUAL, HIGH = 40, 95


def quarters(count: int) -> list[str]:
    """The last `count` quarters that are over but the newest, as a spreadsheet writes them."""
    found, today = [], datetime.now(DENMARK).date()
    ends_on = last_ended(Frequency.QUARTER, today).starts_on - ONE_DAY
    for _each in range(count):
        period = period_with(Frequency.QUARTER, ends_on)
        found.append(f"{period.starts_on.year}K{(period.starts_on.month + 2) // 3}")
        ends_on = period.starts_on - ONE_DAY
    return found


@pytest.fixture
def with_twelve(own_demo: Site, tmp_path: Path) -> Site:
    """A unit that follows twelve figures, each with sixteen steady quarters behind it."""
    lines = ["Indikator;Periode;Værdi"] + [
        f"{title};{quarter};{USUAL + (place * 7 + number) % 4}"
        for place, title in enumerate(TWELVE)
        for number, quarter in enumerate(quarters(16))
    ]
    (tmp_path / "historie.csv").write_text("\n".join(lines), "utf-8")
    own_demo.run(
        *("import_measurements", str(tmp_path / "historie.csv"), "--create"),
        *("--as", "konsulent", "--unit", UNIT),
    )
    return own_demo


def test_a_quarter_of_twelve_is_entered_by_keyboard_and_its_signal_explained(
    with_twelve: Site, visit: Visit
) -> None:
    page = visit(with_twelve, ENTRY, user="leder")
    typed = type_twelve(page)

    last = page.locator("tr.entry-row", has_text=TWELVE[-1])
    expect(last.get_by_label("Gem alligevel")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("11 målinger er gemt")
    wrong = page.locator("#wrong")
    expect(wrong).to_be_focused()
    expect(wrong).to_contain_text(re.compile(rf"{TWELVE[-1]}, .+: Usædvanligt højt: {HIGH} mod"))
    assert violations(page) == []

    tab_to(page, "input[name^=ok-]")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("1 måling er gemt")
    assert entered(page) == typed

    page.get_by_role("link", name=TWELVE[-1]).press("Enter")
    tells_of_the_signal(page)
    used = page.url.removeprefix(with_twelve.url)
    is_shut_to_another(visit(with_twelve, ENTRY, user="mads"), with_twelve, used)


def test_a_quarter_is_entered_on_a_phone(with_twelve: Site, visit: Visit) -> None:
    page = visit(with_twelve, ENTRY, user="leder", width=PHONE)

    row = page.locator("tr.entry-row", has_text=TWELVE[0])
    row.locator("[name^=v-]").fill("41,5")
    row.get_by_label(re.compile("^Note")).fill("Talt op på mødet")
    assert overflow(page) == 0
    assert violations(page) == []
    page.get_by_role("button", name="Gem", exact=True).tap()

    expect(page.locator("#messages")).to_contain_text("1 måling er gemt")
    expect(row.locator("[name^=v-]")).to_have_value("41,5")
    assert overflow(page) == 0


def type_twelve(page: Page) -> list[str]:
    """From the first field, down by Enter; the last value is far out."""
    first = page.locator("tr.entry-row", has_text=TWELVE[0]).locator("[name^=v-]")
    tab_to(page, f"[name={first.get_attribute('name')}]")
    typed = [str(USUAL + number % 4) for number in range(11)] + [str(HIGH)]
    for place, text in enumerate(typed):
        page.keyboard.type(text)
        if place < len(typed) - 1:
            page.keyboard.press("Enter")
    return typed


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until it has focus, as somebody without a mouse does."""
    for _press in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("(what) => document.activeElement.matches(what)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


def entered(page: Page) -> list[str]:
    rows = page.locator("tr.entry-row", has_text="Nøgletal")
    return [each.input_value() for each in rows.locator("[name^=v-]").all()]


def tells_of_the_signal(page: Page) -> None:
    """In a sentence with its numbers, on the chart by a mark of its own, and in its table."""
    expect(page.locator(".status-sentences")).to_contain_text(
        f"Højere end før: den nyeste, {HIGH}, ligger over den øvre grænse på"
    )
    chart = page.locator("#control-chart")
    expect(chart.locator("svg").first).to_be_visible()
    expect(chart).to_contain_text("tegn på ændring")
    chart.get_by_text("Vis som tabel").press("Enter")
    row = chart.locator("tbody tr", has_text=str(HIGH))
    expect(row).to_contain_text("Højere end før: uden for grænserne")
    assert violations(page) == []


def is_shut_to_another(page: Page, site: Site, used: str) -> None:
    """The leader of another unit sees none of it, and may not write it."""
    expect(page.locator("main")).not_to_contain_text(TWELVE[0])
    answer = page.request.get(site.url + used)
    assert answer.status == 404
