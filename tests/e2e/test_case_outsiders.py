"""Whoever a case is not open to is refused at every address of it that there really is."""

from __future__ import annotations

import re
import sqlite3

import pytest
from playwright.sync_api import Page

from .conftest import Visit
from .site import Site
from .test_outsider import refusal

BELOW_A_CASE = re.compile(r"^/sager/\d+/")
NAMES_A_ROW = re.compile(r"^/sager/\d+/.*\d")
BELOW_A_PROFILE = re.compile(r"^/(ledelsesmaal|udviklingsprofiler)/\d+/")
# somebody elsewhere, and those above who steer and do no casework
OUTSIDERS = ("rasmus", "konsulent", "chef", "administrator", "politiker", "dpo")
NEWS = "/dagbog/siden/"  # tells how many notes there are, and shows none


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_address_of_a_case_opens(
    who: str, demo: Site, visit: Visit, addresses: dict[str, list[str]]
) -> None:
    page = visit(demo, "/", user=who)

    answers = refusals(page, demo, those(BELOW_A_CASE, addresses))

    assert len(answers) > 60
    assert {address: status for address, status in answers.items() if status != 404} == {}


@pytest.mark.parametrize("who", ["rasmus", "politiker", "administrator", "dpo"])
def test_no_profile_opens_to_who_has_no_part_in_the_goal_or_the_family(
    who: str, demo: Site, visit: Visit, addresses: dict[str, list[str]]
) -> None:
    page = visit(demo, "/", user=who)

    answers = refusals(page, demo, those(BELOW_A_PROFILE, addresses))

    assert len(answers) > 15
    assert {address: status for address, status in answers.items() if status != 404} == {}


def test_nothing_of_a_family_opens_below_the_case_of_another(
    demo: Site, visit: Visit, addresses: dict[str, list[str]]
) -> None:
    page = visit(demo, "/sager/", user="sille")
    own = page.locator("main tbody a").first.get_attribute("href") or ""
    rows = [each for each in those(BELOW_A_CASE, addresses) if NAMES_A_ROW.match(each)]

    answers = refusals(page, demo, [BELOW_A_CASE.sub(own, each) for each in rows])

    assert page.request.get(demo.url + own).status == 200
    assert len(answers) > 40
    assert {address: status for address, status in answers.items() if status != 404} == {}


def test_every_page_of_a_case_leaves_a_line_in_the_log(
    demo: Site, visit: Visit, addresses: dict[str, list[str]]
) -> None:
    page = visit(demo, "/", user="leder")
    log = sqlite3.connect(f"file:{demo.folder / 'roedtraad.sqlite3'}?mode=ro", uri=True)

    lines = {
        each: lines_left(log, page, demo.url + each) for each in those(BELOW_A_CASE, addresses)
    }

    shown = {address: number for address, number in lines.items() if number is not None}
    assert len(shown) > 40
    assert [address for address, number in shown.items() if not number] == [
        address for address in shown if address.endswith(NEWS)
    ]


def those(pattern: re.Pattern[str], addresses: dict[str, list[str]]) -> list[str]:
    """One address of each route: the others differ in the rows alone."""
    return sorted({found[0] for found in addresses.values() if pattern.match(found[0])})


def refusals(page: Page, site: Site, found: list[str]) -> dict[str, int]:
    return {address: refusal(page, site.url + address) for address in found}


def lines_left(log: sqlite3.Connection, page: Page, address: str) -> int | None:
    """How many reads by somebody with a name a page left in the log; none where it is no page."""
    newest = "SELECT coalesce(max(id), 0) FROM audit_auditevent"
    [before] = log.execute(newest).fetchone()
    if page.request.get(address, max_redirects=0).status != 200:
        return None
    since = (
        "SELECT count(*) FROM audit_auditevent WHERE id > ? AND is_read AND actor_id IS NOT NULL"
    )
    [number] = log.execute(since, [before]).fetchone()
    return int(number)
