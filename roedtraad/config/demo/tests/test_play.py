"""The demonstration is played once, and looked at from all sides: it is the fixture of others."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from roedtraad.casework.cases.basis import Counted
from roedtraad.casework.interventions.models import InterventionType
from roedtraad.casework.profiles.counting_rules import (
    CountingRules,
    RuleBook,
    change_of,
    quarter_of,
)
from roedtraad.casework.profiles.models import GoalScale, ProfileGoal
from roedtraad.casework.profiles.queries import counts
from roedtraad.casework.profiles.queries.instruments import cases_with_session_feedback
from roedtraad.casework.profiles.queries.rows_of_quarter import QuarterRows
from roedtraad.config.demo import people
from roedtraad.config.demo.caseload.played import SEED
from roedtraad.config.demo.play import play
from roedtraad.config.demo.population import figures
from roedtraad.config.demo.population.design import PRACTITIONER, Design
from roedtraad.config.demo.population.draw import draw
from roedtraad.config.demo.population.fjordby import fjordby
from roedtraad.config.demo.population.tables import Population
from roedtraad.config.demo.population.told import OfQuarter
from roedtraad.config.demo.series import quarter_ends
from roedtraad.config.demo.tests.printed import Compared, compare, printed, with_others
from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.audit import wording
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.notices.models import Notice
from roedtraad.foundation.organisation.models import Unit, UnitKind
from roedtraad.foundation.organisation.queries import units_below
from roedtraad.insight.analytics.mart import keeping as mart
from roedtraad.insight.analytics.numbers import keeping
from roedtraad.insight.analytics.numbers.tables import TABLES
from roedtraad.steering.agreements.access import readable
from roedtraad.steering.agreements.models import (
    Action,
    ActionStatus,
    Agreement,
    AgreementState,
    Amendment,
    Approval,
    Direction,
    PlanForm,
    Strategy,
    Thread,
)
from roedtraad.steering.indicators.models import Measurement, Target

TODAY = date(2026, 11, 24)
TIMES = 40  # as many families as there are, from whom the true mean is taken
S = AgreementState


@pytest.mark.django_db
def test_the_municipality_s_years_are_played(
    client: Client, settings: object, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    play(TODAY)

    _organisation_and_people()
    _strategy()
    _agreements()
    _work_since()
    _those_who_work_there_read_it()
    _every_step_was_logged()
    _the_registers_count_what_happened()
    _the_tables_of_profiles_count_what_happened()
    _the_pages_of_figures_print_what_happened(client)

    before = Agreement.objects.count()
    play(TODAY)
    assert Agreement.objects.count() == before


def _organisation_and_people() -> None:
    kinds = Counter(Unit.objects.values_list("kind", flat=True))
    assert kinds[UnitKind.DEPARTMENT] == 4
    assert kinds[UnitKind.AGREEMENT_UNIT] == 12
    assert {row.role for row in Membership.objects.all()} == set(Role.values)
    login = people.demo_logins()[0]
    assert User.objects.get(username=login.username).check_password(login.password)


def _strategy() -> None:
    strategy = Strategy.objects.get()
    directions = Counter(strategy.visions.values_list("direction", flat=True))
    assert directions == {Direction.CITIZEN: 5, Direction.ORGANISATION: 5}
    assert strategy.state == "in_force"
    assert strategy.effect_goals.count() == 9
    assert strategy.calendar_steps.filter(due_on=None).count() == 0


def _agreements() -> None:
    states = Counter(Agreement.objects.values_list("state", flat=True))
    assert sum(states.values()) >= 12
    assert {S.DRAFT, S.DIALOGUE, S.SUBMITTED, S.ACTIVE, S.AMENDING} <= set(states)
    forms = set(Agreement.objects.values_list("template_version__template__form", flat=True))
    assert forms == set(PlanForm.values) - {PlanForm.OTHER}
    closed = Agreement.objects.get(state=S.CLOSED)
    assert closed.next.get().state == S.ACTIVE
    submitted = Agreement.objects.get(state=S.SUBMITTED)
    assert Approval.objects.filter(party__agreement=submitted, voided_at=None).count() == 1
    assert Amendment.objects.filter(after__isnull=False).exists()
    assert Thread.objects.filter(agreement__state=S.DIALOGUE).count() >= 2


def _work_since() -> None:
    fates = set(Action.objects.values_list("status", flat=True))
    assert fates == set(ActionStatus.values)
    assert Action.objects.filter(status=ActionStatus.PLANNED, due_on__lt=TODAY).exists()
    assert Measurement.objects.filter(value=0).exists()
    assert Target.objects.filter(replaced_by__isnull=False).exists()
    days = Measurement.objects.order_by("measured_on").values_list("measured_on", flat=True)
    assert (TODAY - days[0]).days > 700


def _every_step_was_logged() -> None:
    moments = list(AuditEvent.objects.order_by("pk").values_list("happened_at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1].date() <= TODAY
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert [action for action in sorted(actions) if not wording.is_known(action)] == []


def _the_tables_of_profiles_count_what_happened() -> None:
    """Row by row what the population says of its last whole quarter, in all units but the first."""
    design, quarter = fjordby(TODAY), quarter_of(date(TODAY.year, 9, 1))
    days = quarter.starts_on.toordinal(), quarter.ends_on.toordinal()
    happened = OfQuarter(design, draw(design, SEED), days)
    codes = {str(pk): code for pk, code in InterventionType.objects.values_list("pk", "code")}
    agreement_units = {
        below.pk: unit.name
        for unit in Unit.objects.filter(kind=UnitKind.AGREEMENT_UNIT)
        for below in units_below(unit, quarter.ends_on)
    }
    written = QuarterRows(quarter, RuleBook())
    for table in TABLES:
        found = Counter(
            (agreement_units[row.unit], codes[row.type], row.outcome, row.detail, row.value)
            for row in table.rows(written)
            if row.type in codes and agreement_units[row.unit] != design.units[0].name
        )
        expected = Counter(
            (design.units[row.unit - 1].name, row.type, row.outcome, row.detail, row.value)
            for row in happened.rows(table.key)
            if row.unit > 1
        )
        assert found == expected, table.key


def _the_pages_of_figures_print_what_happened(client: Client) -> None:
    """Cell by cell, from the administration to the units, and without few behind any of them.

    An interval of 95 % may miss the true mean change now and then: here at most one does.
    """
    quarter, design, found = quarter_of(date(TODAY.year, 9, 1)), fjordby(TODAY), Compared()
    days = quarter.starts_on.toordinal(), quarter.ends_on.toordinal()
    many = [replace(unit, families=TIMES * unit.families) for unit in design.units]
    happened, endless = (
        OfQuarter(each, draw(each, SEED), days)
        for each in (design, replace(design, units=tuple(many)))
    )
    keeping.count_quarter(quarter, RuleBook())
    mart.refresh()
    client.force_login(User.objects.get(username="chef"))
    inside = _units_inside(design, quarter.ends_on)
    numbers = {
        below.pk: own
        for unit, (own, *more) in inside.items()
        if not more
        for below in units_below(unit, quarter.ends_on)
    }
    written = QuarterRows(quarter, RuleBook())
    for table in TABLES:
        rows, true = with_others(happened.rows(table.key), table.rows(written), numbers), []
        if table.has_points:
            true = [row for row in endless.rows(table.key) if row.value is not None]
        for unit in (unit for unit, numbers in inside.items() if len(numbers) > 1):
            asked = {"tal": table.key, "kvartal": f"{quarter.starts_on}"}
            for name, cells in printed(client, unit, **asked).items():
                units = next(inside[each] for each in inside if each.name == name)
                compare(
                    *(table, cells, [row for row in rows if row.unit in units]),
                    [row.value for row in true if row.unit in units],
                    found,
                )
    assert found.cells > 100 and len(found.held) > 2
    assert list(found.held.values()).count(False) <= 1


def _units_inside(design: Design, on: date) -> dict[Unit, set[int]]:
    """Of the administration, its departments and their units: the numbers in the design, from 1 on,
    of those in it. Teams are of their unit.
    """
    number = {unit.name: number for number, unit in enumerate(design.units, start=1)}
    kinds = (UnitKind.ADMINISTRATION, UnitKind.DEPARTMENT, UnitKind.AGREEMENT_UNIT)
    return {
        unit: {number[each.name] for each in units_below(unit, on) if each.name in number}
        for unit in Unit.objects.filter(kind__in=kinds)
    }


def _the_registers_count_what_happened() -> None:
    """The units' figures, counted from what was written down, are those of the population."""
    design = fjordby(TODAY)
    population = draw(design, SEED)
    made, on_time = figures.made_with(population), figures.in_time(population, TODAY.toordinal())
    asked = figures.with_feedback(population)
    changed = figures.change(population, PRACTITIONER)
    for number, each in enumerate(design.units[1:], start=1):  # others work in the first one too
        unit = Unit.objects.get(name=each.name)
        period = unit, design.starts_on, TODAY
        assert counts.goals_made_with_family(*period).counted() == of_unit(population, made, number)
        told = counts.evaluations_in_time(*period, RuleBook()).counted()
        assert told == of_unit(population, on_time, number)
        told = cases_with_session_feedback(*period).counted()
        assert told == of_unit(population, asked, number)
        assert 0 < told.part < told.of
        assert mean_change(unit) == pytest.approx(
            np.nanmean(changed.value[population.families.unit[changed.family] == number])
        )


def of_unit(population: Population, rows: figures.Rows, unit: int) -> Counted:
    values = rows.value[population.families.unit[rows.family] == unit]
    return Counted(int(np.nansum(values)), int((~np.isnan(values)).sum()))


def mean_change(unit: Unit) -> float:
    """By the practitioners of a unit, from first to last, as the counting rules say."""
    units = units_below(unit, TODAY)
    goals = ProfileGoal.objects.filter(profile__unit__in=units, scale=GoalScale.NUMBER)
    changes = [
        change_of(goal.scores.filter(rater="practitioner"), CountingRules()) for goal in goals
    ]
    return float(np.mean([each.last - each.first for each in changes if each is not None]))


def test_quarters_end_before_today() -> None:
    ends = quarter_ends(date(2026, 2, 3), 3)

    assert ends == [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]


def _those_who_work_there_read_it() -> None:
    for role in (Role.TEAM_LEADER, Role.EMPLOYEE, Role.POLITICIAN):
        for user in User.objects.filter(memberships__role=role):
            assert readable(user).exists(), user.username
    a_month_ago = TODAY - timedelta(days=30)
    assert not Notice.objects.filter(read_at=None, sent_at__date__lt=a_month_ago).exists()
