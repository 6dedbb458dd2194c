"""Counting each quarter once, when it is over, and keeping what may be told of it.

It is kept in the database, not in the mart alone: a mart that is lost or made anew must not forget
what was left out. A quarter stands as it was counted, whatever comes late.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Min
from django.utils import timezone

from roedtraad.casework.profiles.counting_rules import Quarter, RuleBook, quarter_of
from roedtraad.casework.profiles.models import ProfileGoal, Scale
from roedtraad.casework.profiles.queries.counting import rule_book
from roedtraad.casework.profiles.queries.counts import in_time_until
from roedtraad.casework.profiles.queries.rows_of_quarter import QuarterRows
from roedtraad.foundation.organisation import queries as organisation
from roedtraad.insight.analytics.models import ToldFigure, ToldQuarter

from .figures import told_of
from .tables import TABLES, Table, questionnaire

DAY = timedelta(days=1)
BATCH = 1_000


def quarters_to_count() -> list[Quarter]:
    """Those over with their days of grace and not counted yet, the earliest first.

    The first is the one that began after the first goal was written here: what is entered from
    before is entered little by little, and would be counted half.
    """
    begun = ProfileGoal.objects.aggregate(first=Min("created_at"))["first"]
    if begun is None:
        return []
    quarter, book = quarter_of(timezone.localdate(begun)).next, rule_book()
    counted = set(ToldQuarter.objects.values_list("starts_on", flat=True))
    found = []
    while in_time_until(quarter, book) < timezone.localdate():
        if quarter.starts_on not in counted:
            found.append(quarter)
        quarter = quarter.next
    return found


def count_next_quarter() -> bool:
    """Count the earliest that is to be counted; whether there was one.

    One at a time, since each takes seconds and the clock has others to call.
    """
    quarters = quarters_to_count()
    if quarters:
        count_quarter(quarters[0], rule_book())
    return bool(quarters)


def count_quarter(quarter: Quarter, book: RuleBook) -> None:
    """Count a quarter and keep what may be told of it, unless it is counted already."""
    rows = QuarterRows(quarter, book)
    parents = organisation.places_on(quarter.ends_on)
    told = [
        (table, *each)
        for table in tables_of(rows)
        for each in told_of(table, list(table.rows(rows)), parents)
    ]
    try:
        with transaction.atomic():
            kept = ToldQuarter.objects.create(
                starts_on=quarter.starts_on,
                counted_at=timezone.now(),
                rules=asdict(book.on(quarter.ends_on)),
            )
            ToldFigure.objects.bulk_create(
                [
                    ToldFigure(
                        quarter=kept,
                        table=table.key,
                        unit_id=group.unit,
                        division=group.division,
                        part=group.label,
                        within=group.within,
                        figures=figures.stored(),
                    )
                    for table, group, figures in told
                ],
                batch_size=BATCH,
            )
    except IntegrityError:
        if not ToldQuarter.objects.filter(starts_on=quarter.starts_on).exists():
            raise  # else another process has counted it in the meantime, and that stands


def tables_of(rows: QuarterRows) -> list[Table]:
    """The tables of a quarter: those for all, and one for each scale that somebody answered."""
    titles = {scale.pk: str(scale) for scale in Scale.objects.filter(pk__in=rows.questionnaires)}
    return [*TABLES, *(questionnaire(key, titles[key]) for key in sorted(titles))]
