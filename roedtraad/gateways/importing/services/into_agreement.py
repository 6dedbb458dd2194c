"""Making a draft agreement of a looked-through proposal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.access import Permission, units_for
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.models import PlanReading, ReadElement
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Agreement,
    BudgetLine,
    Fact,
    FocusArea,
    Goal,
    PartyRole,
    Project,
    TemplateVersion,
)
from roedtraad.steering.agreements.services import editing
from roedtraad.steering.agreements.services.goal_indicators import IndicatorText, add_indicator
from roedtraad.steering.agreements.services.starting import NewAgreement, start_agreement
from roedtraad.steering.indicators.models import Direction, IndicatorKind
from roedtraad.steering.indicators.services import TargetLevel

from .creation import Kept, amount, begin, due, finish, require_period, text
from .into_sections import write_sections

GOAL_FIELDS = (
    *("number", "title", "text", "method", "success_criterion", "follow_up"),
    *("how_measured", "resources"),
)
_YEAR_AT_END = re.compile(r"(?P<label>.*\w.*?)[\s,:(–-]+(?P<year>20\d\d)\)?")
LONGEST_TITLE = {Goal: 300, FocusArea: 200, Project: 200}


@dataclass(frozen=True)
class AgreementChoice:
    """What the person chooses when the draft is made."""

    title: str
    template_version: TemplateVersion
    starts_on: date | None
    ends_on: date | None
    period_raw: str = ""
    parties: Sequence[tuple[Unit, PartyRole]] = ()


@transaction.atomic
def make_agreement(
    reading: PlanReading, choice: AgreementChoice, *, acting_user: User
) -> Agreement:
    """Make the draft: everything not dropped becomes a part of it and points to its place."""
    kept = begin(reading, acting_user)
    starts_on, ends_on = require_period(choice.starts_on, choice.ends_on)
    agreement = start_agreement(
        NewAgreement(
            template_version=choice.template_version,
            unit=reading.unit,
            title=choice.title[:200],
            starts_on=starts_on,
            ends_on=ends_on,
            period_raw=choice.period_raw[:120],
            parties=choice.parties,
            units=_units(kept),
        ),
        acting_user=acting_user,
    )
    plan = kept.plan()
    case_number = str(plan.get("case_number") or "")[:60]
    if case_number:
        editing.update(agreement, {"case_number": case_number}, acting_user=acting_user)
    _facts(kept, agreement)
    _budget(kept, agreement)
    write_sections(kept, agreement)
    _focus_areas(kept, agreement)
    for row in kept.all_of("goal"):
        _goal(kept, agreement, row, None)
    for position, row in enumerate(kept.all_of("project")):
        _save(kept, row, _titled(Project, row, agreement=agreement, position=position))
    finish(kept, agreement=agreement)
    return agreement


def _save(kept: Kept, row: ReadElement, made: editing.Row) -> editing.Row:
    made.source = kept.place(row)  # type: ignore[attr-defined]
    return editing.create(made, acting_user=kept.acting_user)


def _titled(
    model: type[Project] | type[FocusArea], row: ReadElement, **more: object
) -> Project | FocusArea:
    """A row with a title; of a title too long for its field the whole goes first in the text."""
    title, body = text(row, "title"), text(row, "text")
    longest = LONGEST_TITLE[model]
    if len(title) > longest:
        body = f"{title}\n\n{body}".strip()
        title = f"{title[: longest - 1]}…"
    return model(title=title, text=body, **more)


def _units(kept: Kept) -> list[Unit]:
    """The units the plan names that are known under that name, besides its own."""
    names = {text(row, "name").casefold() for row in kept.all_of("unit")}
    known = units_for(kept.acting_user, Permission.UNIT_VIEW)
    found = [unit for unit in known if unit.name.casefold() in names]
    return [kept.reading.unit, *(unit for unit in found if unit != kept.reading.unit)]


def _facts(kept: Kept, agreement: Agreement) -> None:
    """Facts as read; what is read fills the facts that the template asks for."""
    asked = {fact.label.casefold(): fact for fact in agreement.facts.all()}
    position = len(asked)
    for row in kept.all_of("fact"):
        label, value = text(row, "label")[:120], text(row, "value")
        known = asked.get(label.casefold())
        if known is not None:
            values = {"value": value, "source": kept.place(row)}
            editing.update(known, values, acting_user=kept.acting_user)
            continue
        fact = Fact(agreement=agreement, label=label, value=value, position=position)
        _save(kept, row, fact)
        position += 1
    for row in kept.all_of("unit"):
        fact = Fact(agreement=agreement, label=text(row, "name")[:120], value=_figures(row))
        fact.position = position
        _save(kept, row, fact)
        position += 1
    for row in kept.all_of("party"):
        fact = Fact(agreement=agreement, label=_("Party"), value=text(row, "name"))
        fact.position = position
        _save(kept, row, fact)
        position += 1


def _figures(row: ReadElement) -> str:
    parts = []
    staff, equivalents = amount(row, "staff"), amount(row, "full_time_equivalents")
    if staff is not None:
        parts.append(_("%(number)s staff") % {"number": number_format(staff.normalize())})
    if equivalents is not None:
        shown = number_format(equivalents.normalize())
        parts.append(_("%(number)s full-time equivalents") % {"number": shown})
    return ", ".join(parts)


def _budget(kept: Kept, agreement: Agreement) -> None:
    for position, row in enumerate(kept.all_of("budget")):
        value = amount(row, "amount")
        if value is None:
            continue
        label, year = label_and_year(text(row, "label"), agreement)
        line = BudgetLine(
            agreement=agreement,
            year=year,
            label=label[:160],
            amount=value,
            is_total=bool(row.fields.get("total")),
            position=position,
        )
        _save(kept, row, line)


def label_and_year(label: str, agreement: Agreement) -> tuple[str, int]:
    """`Løn 2027` is the line `Løn` of 2027, where 2027 is a year of the agreement's budget.

    A line without a year is of the year in which the agreement begins.
    """
    first, last = agreement.starts_on.year, agreement.ends_on.year
    found = _YEAR_AT_END.fullmatch(label)
    # the accounts of the year before, and the years of the estimate after, stand in budgets too
    if found and first - 1 <= int(found["year"]) <= max(last, first + 3):
        return found["label"], int(found["year"])
    return label, first


def _focus_areas(kept: Kept, agreement: Agreement) -> None:
    for position, row in enumerate(kept.all_of("focus_area")):
        area = _titled(
            FocusArea,
            row,
            agreement=agreement,
            number=text(row, "number")[:10],
            is_cross_cutting=bool(row.fields.get("cross_cutting")),
            how_measured=text(row, "how_measured"),
            resources=text(row, "resources"),
            status_text=text(row, "status"),
            position=position,
        )
        made = _save(kept, row, area)
        for goal in kept.all_of("goal", row):
            _goal(kept, agreement, goal, made)


def _goal(
    kept: Kept, agreement: Agreement, row: ReadElement, area: FocusArea | Project | None
) -> None:
    values = {name: text(row, name) for name in GOAL_FIELDS}
    longest = LONGEST_TITLE[Goal]
    if len(values["title"]) > longest:
        values["text"] = f"{values['title']}\n\n{values['text']}".strip()
        values["title"] = f"{values['title'][: longest - 1]}…"
    values["number"] = values["number"][:20]
    goal = Goal(agreement=agreement, position=agreement.goals.count(), **values)
    goal.focus_area = area if isinstance(area, FocusArea) else None
    goal = _save(kept, row, goal)
    for position, action in enumerate(kept.all_of("action", row)):
        _action(kept, goal, action, position)
    for indicator in kept.all_of("indicator", row):
        _indicator(kept, goal, indicator)


def _action(kept: Kept, goal: Goal, row: ReadElement, position: int) -> None:
    when, is_postponed = due(row), bool(row.fields.get("postponed"))
    action = Action(
        goal=goal,
        text=text(row, "text"),
        responsible=text(row, "responsible")[:160],
        due_raw=when.raw[:120],
        due_from=when.starts_on,
        due_on=when.ends_on,
        position=position,
    )
    if is_postponed:
        action.status = ActionStatus.POSTPONED
        action.status_reason = _("Postponed in the document that was read.")
    _save(kept, row, action)


def _indicator(kept: Kept, goal: Goal, row: ReadElement) -> None:
    """As the words say, or a person has corrected it; with only a due it is a milestone."""
    when = due(row)
    levels = {name: amount(row, name) for name in ("baseline", "target", "low", "high")}
    baseline = levels.pop("baseline")
    value = levels.pop("target")
    usual = IndicatorKind.MILESTONE if when.raw else IndicatorKind.NUMBER
    kind = IndicatorKind(text(row, "measure") or usual)
    target = TargetLevel(
        due_raw=when.raw[:120], due_from=when.starts_on, due_on=when.ends_on, value=value, **levels
    )
    has_target = bool(when.raw) or any(each is not None for each in (value, *levels.values()))
    followed = add_indicator(
        goal,
        IndicatorText(
            title=text(row, "text"),
            kind=kind,
            measured_in=text(row, "measured_in")[:40],
            direction=Direction(text(row, "better") or Direction.UP),
            decimals=_decimals(baseline, value, *levels.values()),
            baseline=baseline,
            target=target if has_target else None,
        ),
        acting_user=kept.acting_user,
    )
    followed.source = kept.place(row)
    followed.save(update_fields=["source"])


def _decimals(*values: Decimal | None) -> int:
    """As many decimals as the numbers are written with."""
    exponents = [value.normalize().as_tuple().exponent for value in values if value is not None]
    return max((-each for each in exponents if isinstance(each, int) and each < 0), default=0)
