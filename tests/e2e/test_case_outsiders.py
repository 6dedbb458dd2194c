"""Whoever a case is not open to is refused at every address of it that there really is."""

from __future__ import annotations

import re

import pytest

from .conftest import Visit
from .site import Site
from .test_outsider import refusal

BELOW_A_CASE = re.compile(r"^/sager/\d+/")
# somebody elsewhere, and those above who steer and do no casework
OUTSIDERS = ("rasmus", "konsulent", "chef", "administrator", "politiker", "dpo")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_address_of_a_case_opens(
    who: str, demo: Site, visit: Visit, addresses: dict[str, list[str]]
) -> None:
    page = visit(demo, "/", user=who)
    found = {each for every in addresses.values() for each in every if BELOW_A_CASE.match(each)}

    answers = {address: refusal(page, demo.url + address) for address in sorted(found)}

    assert len(answers) > 60
    assert {address: status for address, status in answers.items() if status != 404} == {}
