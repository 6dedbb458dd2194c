from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.insight.reports.compose.agreement import agreement_document
from roedtraad.insight.reports.compose.overview import overview_document
from roedtraad.insight.reports.document import Facts, text_of
from roedtraad.insight.reports.queries.agreement import agreement_source
from roedtraad.insight.reports.queries.overview import overview_source
from roedtraad.insight.reports.sources import Edition
from roedtraad.steering.agreements.models import Agreement
from roedtraad.steering.indicators.models import Measurement, Target

from .samples import pdf_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(followed: Agreement) -> date:
    """A day on which the first of two measurements was known, and the target."""
    now = timezone.now()
    Target.objects.update(set_at=now - timedelta(days=30))
    Measurement.objects.filter(value=45).update(recorded_at=now - timedelta(days=20))
    return timezone.localdate() - timedelta(days=10)


def facts(made: Any) -> str:
    return " ".join(
        text_of(text)
        for block in made.blocks
        if isinstance(block, Facts)
        for _, text in block.pairs
    )


def test_an_agreement_of_today_shows_the_figures_that_were_known_on_the_day(
    followed: Agreement, leader: User, known: date
) -> None:
    options: dict[str, Any] = {"edition": Edition.TODAY, "language": "da"}
    _, then = agreement_source(leader, followed.pk, known_on=known, **options)
    _, now = agreement_source(leader, followed.pk, **options)

    latest = [list(each.live.latest.values()) for each in (then, now) if each.live]

    assert latest == [["45"], ["58"]]
    assert "tal som kendt" in then.as_of
    assert "hvad der kom senere, er ikke med" in facts(agreement_document(then))
    assert "Som de var kendt" in facts(agreement_document(now))


def test_the_status_is_judged_by_what_was_known(
    followed: Agreement, leader: User, known: date
) -> None:
    then = overview_source(leader, None, language="da", known_on=known)
    now = overview_source(leader, None, language="da")

    assert "45" in then.goals[0].standing.sentence
    assert "58" in now.goals[0].standing.sentence
    assert "1 mål" in facts(overview_document(then))


def test_a_day_before_anything_was_known_shows_no_figure_as_good(
    followed: Agreement, leader: User, known: date
) -> None:
    before = overview_source(leader, None, language="da", known_on=known - timedelta(days=60))

    assert before.goals[0].standing.word == "ingen data"
    assert "For få til at sige" in facts(overview_document(before))


def test_the_day_is_chosen_on_the_page_and_follows_into_the_file(
    client: Client, followed: Agreement, leader: User, known: date
) -> None:
    client.force_login(leader)

    page = client.get(reverse("reports:index"), {"kendt": known.isoformat()}).content.decode()
    file = client.get(reverse("reports:overview", args=["pdf"]), {"kendt": known.isoformat()})
    wrong = client.get(reverse("reports:overview", args=["pdf"]), {"kendt": "32 13 2026"})

    assert f"?kendt={known.isoformat()}" in page
    assert "tal som kendt" in pdf_text(file.content).replace("\n", " ")
    assert wrong.status_code == 422
