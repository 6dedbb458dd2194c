"""SDQ answers, scored by the published keys: the pages of cases and of the unit say the same."""

import json
import os
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services.cases import subjects
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.profiles.counting_rules import RuleBook, quarter_of
from roedtraad.casework.profiles.models import Instrument, NormSet, Reliability, Scale
from roedtraad.casework.profiles.services.instruments_responses import Told, record_response
from roedtraad.casework.profiles.services.instruments_shipped import install_instruments
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.insight.analytics.mart import keeping as mart
from roedtraad.insight.analytics.numbers import keeping

ROOT = Path(__file__).parents[4]
EXPECTED = Path(os.environ.get("ROEDTRAAD_SHARED", ROOT.parent / "shared")) / "data" / "expected"
FIRST, LAST = date(2026, 1, 12), date(2026, 3, 2)
QUARTER = quarter_of(LAST)
CUTOFF = 10  # between the published totals of 6 and 13
FAMILIES = 5  # that answer in the same way
CARD = re.compile(r'<figure class="course-card" data-state="(\w+)">(.*?)</figure>', re.DOTALL)
SCORE = re.compile(r'<td class="numeric">([\d,]+)</td>')

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (EXPECTED / "sdq_scoring.json").is_file(), reason="no reference data here"
    ),
]


def told(name: str) -> dict[str, Any]:
    return json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))


@pytest.fixture
def total() -> Scale:
    """Scored here, as with a licence, and judged by the textbook's SD and reliability."""
    install_instruments()
    Instrument.objects.filter(code="SDQ").update(may_show_items=True)
    textbook = told("rci_textbook_jt1991")["inputs"]
    scale = Scale.objects.filter(version__instrument__code="SDQ", key="total").order_by("pk")[0]
    source = {"scale": scale, "source": "Jacobson og Truax 1991"}
    NormSet.objects.create(
        **source,
        edition="1",
        valid_from=date(2020, 1, 1),
        sd=Decimal(str(textbook["SD"])),
        cutoff_kind="stated",
        cutoff=CUTOFF,
    )
    reliability = Decimal(str(textbook["reliability"]))
    Reliability.objects.create(**source, kind="retest", value=reliability)
    return scale


def answers() -> dict[str, list[int]]:
    """The published answers, and those of a child with every difficulty."""
    keys = told("sdq_scoring")
    hardest = [0 if item in keys["reverse"] else 2 for item in keys["item_order"]]
    return {name: case["items"] for name, case in keys["cases"].items()} | {"hardest": hardest}


def totals() -> dict[str, int]:
    cases = told("sdq_scoring")["cases"].items()
    return {name: case["scores"]["total"] for name, case in cases} | {"hardest": 40}


def verdict(first: int, last: int) -> str:
    """By the textbook's own limit in points; less is better."""
    change, limit = last - first, told("rci_textbook_jt1991")["computed"]["crit_points_95"]
    if abs(change) <= limit:
        return "unchanged"
    has_crossed = (first < CUTOFF) != (last < CUTOFF)
    if change < 0:
        return "recovered" if has_crossed else "improved"
    return "harmed" if has_crossed else "deteriorated"


def answered(case: Case, scale: Scale, names: tuple[str, str], user: User) -> None:
    for day, name in zip((FIRST, LAST), names, strict=True):
        given = dict(enumerate(answers()[name], 1))
        record_response(
            case,
            Told(scale.version, subjects(case)[0], "teacher", day, answers=given),
            acting_user=user,
        )


def read_from(page: str, scale: Scale) -> tuple[str, list[int]]:
    """The verdict of a case's page on the scale, and the scores that stand there."""
    cards = [found for found in CARD.findall(page) if f"{scale} –" in found[1]]
    ((state, card),) = cards
    return state, [int(score) for score in SCORE.findall(card)]


def test_sdq_verdicts_of_the_cases_add_up_to_the_unit_s(
    client: Client,
    leader: User,
    team_leader: User,
    north: Unit,
    total: Scale,
    settings: object,
    tmp_path: Path,
) -> None:
    settings.VAR = tmp_path
    ways = [("hardest", "lars_parent"), ("rikke_self", "lars_parent"), ("lars_parent", "hardest")]
    cases = {}
    for number, names in enumerate(ways * FAMILIES):
        case = open_case(north, team_leader, digits=f"1204144{number:03d}", name=f"Barn{number}")
        answered(case, total, names, team_leader)
        cases[case.pk] = [totals()[name] for name in names]

    keeping.count_quarter(QUARTER, RuleBook())
    mart.refresh()

    client.force_login(leader)
    of_cases: Counter[str] = Counter()
    for pk, scores in cases.items():
        page = client.get(reverse("cases:case", args=[pk])).content.decode()
        assert read_from(page, total) == (verdict(*scores), scores)
        of_cases[verdict(*scores)] += 1
    assert of_cases == dict.fromkeys(("recovered", "unchanged", "harmed"), FAMILIES)
    asked = {"tal": f"scale-{total.pk}", "kvartal": "2026-01-01"}
    page = client.get(reverse("analytics:profiles_of", args=[north.pk]), asked).content.decode()
    better = of_cases["recovered"] + of_cases["improved"]
    assert f"Pålideligt bedre: {better} af {len(cases)} svarforløb" in page
    row = re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", page.split("1. kvartal 2026</th>")[1])
    assert row[:5] == [
        *(str(len(cases)), str(better), str(of_cases["unchanged"] + of_cases["harmed"])),
        *(str(of_cases["unchanged"]), str(of_cases["harmed"])),
    ]
