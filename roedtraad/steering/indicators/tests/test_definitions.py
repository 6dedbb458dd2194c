"""Changing a definition: the old one stays, and what is measured keeps its groups."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators import services
from roedtraad.steering.indicators.aggregation import Part, together
from roedtraad.steering.indicators.models import (
    Aggregation,
    BreakdownGroup,
    Indicator,
    IndicatorKind,
    MeasurementPart,
)
from roedtraad.steering.indicators.passport import Division, Group, Level, Passport, faults
from roedtraad.steering.indicators.queries.similar import similar_indicators
from roedtraad.steering.indicators.queries.versions import breakdowns_of, version_changes
from roedtraad.steering.indicators.services.definitions import NewerDefinition

from .factories import IndicatorFactory, IndicatorUseFactory, MeasurementFactory

SHARE = {
    "title": "Svar",
    "kind": IndicatorKind.PERCENTAGE,
    "numerator_text": "i tide",
    "denominator_text": "alle",
    "over_time": Aggregation.MEAN,
    "over_units": Aggregation.MEAN,
}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"numerator_text": ""}, "numerator_text"),
        ({"denominator_text": ""}, "denominator_text"),
        ({"lowest": Decimal(10), "highest": Decimal(5)}, "highest"),
        ({"largest_jump": Decimal(0)}, "largest_jump"),
        ({"decimals": 99}, "decimals"),
        ({"over_time": Aggregation.SUM}, "over_time"),
        ({"is_cumulative": True}, "over_time"),
        ({"over_units": Aggregation.LATEST}, "over_units"),
        ({"kind": IndicatorKind.EVIDENCE}, "rubric"),
        ({"kind": IndicatorKind.REGISTER}, "register_measure"),
        ({"has_crossed_breakdowns": True}, "has_crossed_breakdowns"),
    ],
)
def test_a_passport_says_where_it_does_not_hold(values: dict[str, object], field: str) -> None:
    found = faults(Passport(SHARE | values))

    assert field in [each.name for each in found]


def test_a_sound_passport_has_no_fault() -> None:
    assert faults(Passport(SHARE)) == []


def test_a_mean_of_a_number_needs_to_know_out_of_which() -> None:
    found = faults(Passport({"title": "Timer", "over_units": Aggregation.MEAN}))

    assert [each.name for each in found] == ["denominator_text"]


@pytest.mark.parametrize(
    ("how", "is_cumulative", "expected"),
    [
        (Aggregation.SUM, False, Decimal(70)),
        (Aggregation.SUM, True, Decimal(40)),
        (Aggregation.LATEST, False, Decimal(40)),
        (Aggregation.NONE, False, None),
        (Aggregation.MEAN, False, None),
    ],
)
def test_values_of_several_periods_make_one(
    how: str, is_cumulative: bool, expected: Decimal | None
) -> None:
    parts = [Part(Decimal(10)), Part(Decimal(20)), Part(None), Part(Decimal(40))]

    assert together(parts, how, is_share=False, is_cumulative=is_cumulative) == expected


def test_percentages_are_summed_before_they_are_divided() -> None:
    parts = [
        Part(Decimal(50), Decimal(1), Decimal(2)),
        Part(Decimal(10), Decimal(10), Decimal(100)),
    ]

    found = together(parts, Aggregation.MEAN, is_share=True)

    assert round(found or Decimal(0), 4) == round(Decimal(1100) / Decimal(102), 4)


def test_a_changed_definition_keeps_the_old_one_with_reason_and_author(
    leader: User, north: Unit
) -> None:
    indicator = IndicatorFactory(title="Svar", defined_by=north, source="Liste")
    IndicatorUseFactory(indicator=indicator, unit=north)
    passport = Passport({"title": "Svar", "source": "Fagsystem"})

    services.change_definition(indicator, passport, reason="Ny kilde", acting_user=leader)

    change = version_changes(Indicator.objects.get())[0]
    assert (change.number, change.reason, change.changed_by) == (2, "Ny kilde", leader)
    assert [(each.before, each.after) for each in change.fields] == [("Liste", "Fagsystem")]
    assert AuditEvent.objects.filter(action="indicator.changed").count() == 1


def test_one_in_use_is_not_changed_without_a_reason(leader: User, north: Unit) -> None:
    use = IndicatorUseFactory(unit=north, indicator__defined_by=north)
    passport = Passport({"title": "Noget andet"})

    with pytest.raises(ValidationError, match="hvorfor definitionen ændres"):
        services.change_definition(use.indicator, passport, acting_user=leader)


def test_who_saves_upon_a_newer_definition_is_told(leader: User, north: Unit) -> None:
    indicator = IndicatorFactory(title="Svar", defined_by=north)
    services.change_definition(indicator, Passport({"title": "Svartid"}), acting_user=leader)

    with pytest.raises(NewerDefinition):
        services.change_definition(
            indicator, Passport({"title": "Svar i dage"}), acting_user=leader, base_version=1
        )


def test_nobody_else_changes_a_unit_s_definition(outsider: User, north: Unit) -> None:
    indicator = IndicatorFactory(defined_by=north)

    with pytest.raises(PermissionDenied):
        services.change_definition(indicator, Passport({"title": "Mit"}), acting_user=outsider)


def test_a_renamed_group_keeps_its_values_and_one_with_values_is_not_removed(
    leader: User, north: Unit
) -> None:
    indicator = IndicatorFactory(title="Besøg", defined_by=north)
    values = {"title": "Besøg"}
    sexes = Division("Køn", (Group("Drenge"), Group("Piger")))
    services.change_definition(indicator, Passport(values, breakdowns=(sexes,)), acting_user=leader)
    boys, girls = breakdowns_of(indicator)[0].groups
    measurement = MeasurementFactory(use__indicator=indicator, use__unit=north)
    MeasurementPart.objects.create(measurement=measurement, cell=str(boys.pk), value=3)
    stored = breakdowns_of(indicator)[0]

    renamed = Division("Køn", (Group("Drenge og mænd", boys.pk), girls), pk=stored.pk)
    services.change_definition(
        indicator, Passport(values, breakdowns=(renamed,)), reason="Ord", acting_user=leader
    )
    without = Division("Køn", (girls, Group("Andre")), pk=stored.pk)
    with pytest.raises(ValidationError, match="har værdier"):
        services.change_definition(
            indicator, Passport(values, breakdowns=(without,)), reason="Væk", acting_user=leader
        )

    assert BreakdownGroup.objects.get(pk=boys.pk).title == "Drenge og mænd"


def test_an_ended_indicator_is_not_taken_into_use(
    consultant: User, council: Unit, north: Unit
) -> None:
    indicator = IndicatorFactory(is_shared=True, defined_by=council)
    today = timezone.localdate()
    services.end_indicator(indicator, on=today, reason="Brug en anden", acting_user=consultant)

    with pytest.raises(ValidationError, match="bruges ikke længere"):
        services.use_indicator(indicator, north, services.UseText(), acting_user=consultant)


def test_a_unit_follows_an_indicator_once(leader: User, north: Unit) -> None:
    indicator = IndicatorFactory(is_shared=True)
    services.use_indicator(indicator, north, services.UseText(), acting_user=leader)

    with pytest.raises(ValidationError, match="følger allerede"):
        services.use_indicator(indicator, north, services.UseText(), acting_user=leader)


def test_a_local_indicator_is_put_into_the_library(leader: User, north: Unit) -> None:
    use = IndicatorUseFactory(unit=north)

    services.share_indicator(use.indicator, acting_user=leader)

    use.indicator.refresh_from_db()
    assert (use.indicator.is_shared, use.indicator.defined_by) == (True, north)


@pytest.mark.parametrize(
    ("title", "is_like"),
    [("Ventetid på første møde", True), ("ventetid til første møder", True), ("Fravær", False)],
)
def test_names_that_are_alike_are_found(leader: User, title: str, is_like: bool) -> None:
    IndicatorFactory(title="Ventetid til første møde", is_shared=True)

    assert bool(similar_indicators(leader, title)) is is_like


def test_levels_that_were_chosen_stay(leader: User, north: Unit) -> None:
    values = {"title": "Inddragelse", "kind": IndicatorKind.EVIDENCE}
    levels = (Level(0, "Ikke set"), Level(1, "Set"))
    indicator = services.define_indicator(Passport(values, levels), unit=north, acting_user=leader)
    chosen = indicator.rubric.get(value=1)
    MeasurementFactory(use__indicator=indicator, use__unit=north, level=chosen)

    with pytest.raises(ValidationError, match="valgt i målinger"):
        services.change_definition(
            indicator,
            Passport(values, (Level(0, "Ikke set"), Level(2, "Brugt"))),
            reason="Ny skala",
            acting_user=leader,
        )
