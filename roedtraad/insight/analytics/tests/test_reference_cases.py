"""Published couples, entered as answers of cases: case and unit say what the source does."""

import json
import os
from collections import Counter
from csv import DictReader
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.profiles.counting_rules import RuleBook, quarter_of
from roedtraad.casework.profiles.models import (
    Instrument,
    InstrumentVersion,
    NormSet,
    Reliability,
    Response,
    Scale,
    ScaleScore,
)
from roedtraad.casework.profiles.queries.instruments import measurements_of
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.insight.analytics.mart import keeping as mart
from roedtraad.insight.analytics.models import ToldFigure
from roedtraad.insight.analytics.numbers import keeping

ROOT = Path(__file__).parents[4]
DATA = Path(os.environ.get("ROEDTRAAD_SHARED", ROOT.parent / "shared")) / "data"
NAME = "rci_jacobson1989_couples"
QUARTER = quarter_of(date(2026, 3, 2))
DAYS = {"pre": date(2026, 1, 12), "post": date(2026, 3, 2)}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not (DATA / f"{NAME}.csv").is_file(), reason="no reference data here"),
]


def scale_of(told: dict[str, Any]) -> Scale:
    instrument = Instrument.objects.create(code="DAS", title="DAS", owner="-", licence="-")
    version = InstrumentVersion.objects.create(instrument=instrument, label="1")
    scale = Scale.objects.create(
        version=version, key="das", title="DAS", scoring="entered", lowest=0, highest=151,
        better=told["better_is"],
    )  # fmt: skip
    cutoff, sd = (
        Decimal(str(told[each])).quantize(Decimal("0.0001")) for each in ("cutoff", "sd_pre")
    )
    source = {"scale": scale, "source": "Jacobson 1989"}
    NormSet.objects.create(
        **source,
        edition="1",
        valid_from=date(2020, 1, 1),
        sd=sd,
        cutoff_kind="stated",
        cutoff=cutoff,
    )
    Reliability.objects.create(**source, kind="retest", value=Decimal(str(told["reliability"])))
    return scale


def answered(unit: Unit, user: User, scale: Scale) -> list[Case]:
    """A case for each couple, with the score before and the one after."""
    cases: dict[str, tuple[Case, Citizen]] = {}
    for row in DictReader((DATA / f"{NAME}.csv").read_text("utf-8").splitlines()):
        if row["subject"] not in cases:
            number = f"c{row['subject']}"
            cases[row["subject"]] = (
                Case.objects.create(number=number, unit=unit, opened_on=date(2025, 12, 1)),
                Citizen.objects.create(first_name="Par", last_name=number),
            )
        case, citizen = cases[row["subject"]]
        response = Response.objects.create(
            case=case, citizen=citizen, version=scale.version, informant="child", way="entered",
            answered_on=DAYS[row["time"]], recorded_by=user, recorded_at=timezone.now(),
        )  # fmt: skip
        if row["das"]:
            ScaleScore.objects.create(response=response, scale=scale, score=Decimal(row["das"]))
    return [case for case, _citizen in cases.values()]


def test_the_case_and_the_unit_say_the_same_of_the_published_couples(
    client: Client, leader: User, north: Unit, settings: object, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    told = json.loads((DATA / "expected" / f"{NAME}.json").read_text("utf-8"))["computed"]["das_a"]
    scale = scale_of(told)
    cases = answered(north, leader, scale)

    keeping.count_quarter(QUARTER, RuleBook())
    mart.refresh()

    of_cases = Counter(
        str(course.verdict.state)
        for case in cases
        for course in measurements_of(leader, case.pk).courses
    )
    expected = {state: count for state, count in told["combined"].items() if count}
    better = told["distribution"]["improved"]
    assert dict(of_cases) == expected
    figures = ToldFigure.objects.get(table=f"scale-{scale.pk}", unit=north, division="").figures
    assert figures["outcomes"] == {
        "better": better,
        "not_better": told["n_used"] - better,
    }
    client.force_login(leader)
    asked = {"tal": f"scale-{scale.pk}", "kvartal": "2026-01-01"}
    shown = client.get(reverse("analytics:profiles_of", args=[north.pk]), asked).content.decode()
    assert f"Pålideligt bedre: {better} af {told['n_used']} svarforløb" in shown
