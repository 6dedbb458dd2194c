from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.insight.reports.compose.agreement import agreement_document
from roedtraad.insight.reports.document import Facts, Figure, Heading, Table, text_of
from roedtraad.insight.reports.pdf import pdf
from roedtraad.insight.reports.queries.agreement import agreement_source
from roedtraad.insight.reports.queries.live import live_of
from roedtraad.insight.reports.sources import Edition
from roedtraad.insight.reports.word import word
from roedtraad.steering.agreements.models import (
    ActionStatus,
    Agreement,
    GoalIndicator,
    Section,
)
from roedtraad.steering.agreements.services import amending
from roedtraad.steering.agreements.services.goal_indicators import IndicatorText, change_indicator
from roedtraad.steering.agreements.tests.factories import ActionFactory, GoalFactory
from roedtraad.steering.indicators.services import TargetLevel

from .samples import pdf_text, word_file

pytestmark = pytest.mark.django_db
APPROVED, TODAY = Edition.APPROVED, Edition.TODAY


def document(user: User, agreement: Agreement, edition: Edition) -> Any:
    _, source = agreement_source(user, agreement.pk, edition=edition, language="da")
    return agreement_document(source)


def everything(made: Any) -> str:
    return pdf_text(pdf(made)).replace("\n", " ")


def test_everything_agreed_is_in_the_report(approved: Agreement, leader: User) -> None:
    text = everything(document(leader, approved, APPROVED))

    for words in (
        *("Fjordby Kommune", "Aftale 2026-27", "Børn og Familie", "Familiehuset Nord"),
        *("Hvem er vi?", "Vi er mange.", "Familien bestemmer", "2.1 Egne mål"),
        *("Familien skriver selv.", "Lederen", "Flere trives", "Kursus for alle", "Team A"),
        *("juni 2026", "Andel med egne mål", "ultimo 2026", "Årshjul", "10,5", "Egen del"),
    ):
        assert words in text


def test_it_says_when_and_by_whom_it_was_approved(approved: Agreement, leader: User) -> None:
    made = document(leader, approved, APPROVED)

    day = timezone.localtime(approved.versions.get().approved_at)
    assert made.as_of.startswith(f"Som godkendt den {day.day}. ")
    assert made.as_of.endswith("(version 1)")
    assert isinstance(made.blocks[-1], Table)
    assert [text_of(row.cells[1]) for row in made.blocks[-1].rows] == [
        "principal",
        "leader",
    ]


def test_the_approved_text_stays_while_it_is_amended(approved: Agreement, leader: User) -> None:
    amending.open_amendment(approved, reason="Nyt lokale", acting_user=leader)
    Section.objects.filter(key="about").update(text="Vi er få.")

    frozen = everything(document(leader, approved, APPROVED))
    now = everything(document(leader, approved, TODAY))

    assert "Vi er mange." in frozen
    assert "Vi er få." in now
    assert "ikke godkendt" in now
    assert "Godkendt af" not in now


def test_today_shows_what_has_happened(followed: Agreement, leader: User) -> None:
    made = document(leader, followed, TODAY)

    tables = word_file(word(made)).tables
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert "ikke godkendt" not in made.as_of
    assert any(cell.endswith(": Kursisterne var syge") for cell in cells)
    assert "december 2026\nfør: juni 2026" in cells
    assert "58" in cells
    [figure] = [block for block in made.blocks if isinstance(block, Figure)]
    assert "Linjediagram med 2 målinger" in figure.chart.alt


def test_today_says_when_an_action_was_done_or_that_it_is_past_its_date(
    followed: Agreement, leader: User
) -> None:
    goal = followed.goals.get()
    day = date(2026, 3, 26)
    ActionFactory(goal=goal, text="Gjort", status=ActionStatus.DONE, done_on=day)
    ActionFactory(goal=goal, text="Glemt", status=ActionStatus.PLANNED, due_on=date(2020, 6, 30))

    words = [now.word for now in live_of(followed).actions.values()]

    assert words[1:] == ["gjort 26. marts 2026", "planlagt, over fristen"]


def test_the_approved_edition_shows_nothing_of_what_happened_since(
    followed: Agreement, leader: User
) -> None:
    made = document(leader, followed, APPROVED)

    assert not any(isinstance(block, Figure) for block in made.blocks)
    assert "Kursisterne" not in everything(made)


def test_a_draft_has_no_approved_edition(plan: Agreement, leader: User) -> None:
    with pytest.raises(Http404):
        document(leader, plan, APPROVED)


def test_a_draft_of_today_says_that_it_is_not_approved(plan: Agreement, leader: User) -> None:
    assert document(leader, plan, TODAY).as_of.endswith("– ikke godkendt")


def test_an_outsider_finds_nothing(followed: Agreement, outsider: User) -> None:
    for edition in Edition:
        with pytest.raises(Http404):
            document(outsider, followed, edition)


def test_a_politician_reads_what_is_approved_and_nothing_else(
    followed: Agreement, politician: User
) -> None:
    assert document(politician, followed, APPROVED).title == "Aftale 2026-27"
    with pytest.raises(Http404):
        document(politician, followed, TODAY)


def test_an_empty_agreement_is_still_a_document(plan: Agreement, leader: User) -> None:
    for related in (plan.goals, plan.sections, plan.facts, plan.focus_areas, plan.annexes):
        related.all().delete()

    made = document(leader, plan, TODAY)

    assert [type(block) for block in made.blocks][:1] == [Facts]
    assert "Aftale 2026-27" in everything(made)


def test_two_budget_lines_of_one_name_are_two_rows(plan: Agreement, leader: User) -> None:
    plan.budget_lines.all().delete()
    for year, amount in ((2026, 100), (2026, 250), (2027, 300)):
        plan.budget_lines.create(year=year, label="Projekt", amount=amount)

    made = document(leader, plan, TODAY)

    [budget] = [
        block for block in made.blocks if isinstance(block, Table) and "kroner" in block.caption
    ]
    assert [[text_of(cell) for cell in row.cells] for row in budget.rows] == [
        ["Projekt", "100", "300"],
        ["Projekt", "250", "–"],
    ]


def test_a_budget_with_oere_shows_them_on_every_line(plan: Agreement, leader: User) -> None:
    plan.budget_lines.create(year=2027, label="Løn", amount=Decimal("100.5"))

    [line] = [
        row
        for block in document(leader, plan, TODAY).blocks
        if isinstance(block, Table) and "kroner" in block.caption
        for row in block.rows
    ]
    assert [text_of(cell) for cell in line.cells] == ["Løn", "12.345.000,00", "100,50"]


def test_word_says_the_same_as_pdf(followed: Agreement, leader: User) -> None:
    made = document(leader, followed, TODAY)

    file = word_file(word(made))

    headings = [p.text for p in file.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [block.shown for block in made.blocks if isinstance(block, Heading)]
    assert len(file.inline_shapes) == 1


def test_queries_do_not_grow_with_goals(
    followed: Agreement, leader: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        GoalFactory(agreement=followed, title=f"Mål {number}")

    with django_assert_max_num_queries(60):
        document(leader, followed, TODAY)


def test_an_english_reader_gets_english_labels(approved: Agreement, leader: User) -> None:
    from django.utils.translation import override

    with override("en"):
        _, source = agreement_source(leader, approved.pk, edition=APPROVED, language="en")
        text = everything(agreement_document(source))

    assert "As approved on" in text
    assert "About us" in text
    assert "Page 1 of" in text


def test_the_chart_of_today_has_the_approved_target_while_it_is_amended(
    followed: Agreement, leader: User
) -> None:
    amending.open_amendment(followed, reason="Færre ansatte", acting_user=leader)
    shown = GoalIndicator.objects.get(goal__agreement=followed)
    lower = IndicatorText(
        title="Andel med egne mål", target=TargetLevel(value=Decimal(33), due_raw="2027")
    )
    change_indicator(shown, lower, reason="Færre ansatte", acting_user=leader)

    _, source = agreement_source(leader, followed.pk, edition=TODAY, language="da")

    assert source.live is not None
    drawn = source.live.charts[shown.use_id].alt
    assert "80" in drawn and "33" not in drawn
