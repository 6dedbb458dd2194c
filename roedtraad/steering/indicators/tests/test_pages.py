"""The pages on which indicators are defined, used and given targets."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.indicators.models import Indicator, IndicatorUse, Target

from .factories import (
    IndicatorFactory,
    IndicatorUseFactory,
    MeasurementFactory,
    TargetFactory,
)

PASSPORT = {
    "title": "Rettidige svar",
    "definition": "Hvor stor en del af svarene der kommer i tide.",
    "purpose": "",
    "decision": "Om vagten skal udvides.",
    "kind": "percentage",
    "numerator_text": "Svar i tide",
    "denominator_text": "Alle svar",
    "measured_in": "",
    "direction": "up",
    "decimals": "0",
    "over_time": "mean",
    "over_units": "mean",
    "frequency": "quarter",
    "days_to_report": "30",
    "source": "",
    "counting_rule": "",
    "lowest": "0",
    "highest": "100",
    "largest_jump": "",
    "steward": "",
}


def new(unit: Unit, **more: str) -> dict[str, str]:
    return PASSPORT | {"unit": str(unit.pk)} | more


def test_an_indicator_is_defined_for_all_units(
    client: Client, consultant: User, council: Unit
) -> None:
    client.force_login(consultant)

    answer = client.post(reverse("indicators:passport_new"), new(council, is_shared="on"))

    indicator = Indicator.objects.get()
    assert answer.status_code == 302
    assert (indicator.is_shared, indicator.measured_in) == (True, "%")
    assert indicator.defined_by == council


def test_a_percentage_without_its_numbers_is_sent_back_with_what_was_typed(
    client: Client, consultant: User, council: Unit
) -> None:
    client.force_login(consultant)
    sent = new(council, numerator_text="", lowest="90", highest="10")

    answer = client.post(reverse("indicators:passport_new"), sent)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv, hvad der tælles: det øverste tal i brøken." in text
    assert "Den højest mulige værdi ligger under den lavest mulige." in text
    assert "Om vagten skal udvides." in text
    assert not Indicator.objects.exists()


def test_a_name_like_another_is_warned_of_once(
    client: Client, consultant: User, council: Unit
) -> None:
    IndicatorFactory(title="Rettidigt svar", is_shared=True)
    client.force_login(consultant)
    address = reverse("indicators:passport_new")

    warned = client.post(address, new(council))
    again = client.post(address, new(council, set_igennem="Rettidige svar"))

    assert "Findes allerede?" in warned.content.decode()
    assert again.status_code == 302
    assert Indicator.objects.count() == 2


def test_levels_of_a_rubric_and_groups_of_a_breakdown_are_stored(
    client: Client, consultant: User, council: Unit
) -> None:
    client.force_login(consultant)
    sent = new(council, kind="evidence", over_time="latest", over_units="none")
    sent |= {"rubric-0-value": "0", "rubric-0-title": "Ikke set"}
    sent |= {"rubric-1-value": "1", "rubric-1-title": "Set", "rubric-1-description": "Noteret"}
    sent |= {"breakdowns-0-title": "Køn", "breakdowns-0-adds": "on"}
    sent |= {"breakdowns-0-0-group": "Piger", "breakdowns-0-1-group": "Drenge"}

    client.post(reverse("indicators:passport_new"), sent)

    indicator = Indicator.objects.get()
    assert [each.title for each in indicator.rubric.all()] == ["Ikke set", "Set"]
    groups = indicator.breakdowns.get().groups.values_list("title", flat=True)
    assert list(groups) == ["Piger", "Drenge"]


def edited(indicator: Indicator, **more: str) -> dict[str, str]:
    stored = {"title": indicator.title, "base_version": str(indicator.version)}
    return PASSPORT | stored | {"reason": "Bedre ord."} | more


@pytest.fixture
def visits(north: Unit) -> IndicatorUse:
    """Visits per quarter, followed by the north."""
    use = IndicatorUseFactory(
        unit=north,
        indicator__title="Besøg",
        indicator__is_shared=True,
        indicator__over_time="sum",
        indicator__measured_in="besøg",
    )
    for month, value in ((3, 10), (6, 12), (9, 14)):
        MeasurementFactory(use=use, measured_on=date(2026, month, 28), value=Decimal(value))
    return use


def test_a_change_from_per_period_to_cumulative_is_shown_before_it_is_saved(
    client: Client, consultant: User, visits: IndicatorUse
) -> None:
    client.force_login(consultant)
    address = reverse("indicators:passport_edit", args=[visits.indicator_id])
    wanted = {"kind": "number", "over_time": "latest", "over_units": "none", "highest": ""}
    sent = edited(visits.indicator, **wanted, is_cumulative="on")

    shown = client.post(address, sent)
    saved = client.post(address, sent | {"set": shown.context["seen"]})

    row = shown.context["becomes"][0]
    assert (row.before, row.after) == (Decimal(36), Decimal(14))
    assert saved.status_code == 302
    visits.indicator.refresh_from_db()
    assert visits.indicator.is_cumulative


def test_two_who_edit_the_same_see_both_versions(
    client: Client, consultant: User, visits: IndicatorUse
) -> None:
    client.force_login(consultant)
    address = reverse("indicators:passport_edit", args=[visits.indicator_id])
    wanted = {"kind": "number", "over_time": "sum", "over_units": "none", "highest": ""}
    first = edited(visits.indicator, **wanted, definition="Den ene skrev dette.")
    second = edited(visits.indicator, **wanted, definition="Den anden skrev noget andet.")

    client.post(address, first)
    answer = client.post(address, second)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "har gemt dette imens" in text
    assert "ene" in text
    assert Indicator.objects.get(pk=visits.indicator_id).definition == "Den ene skrev dette."


def test_the_history_shows_what_was_changed_by_whom_and_why(
    client: Client, consultant: User, visits: IndicatorUse
) -> None:
    client.force_login(consultant)
    wanted = {"kind": "number", "over_time": "sum", "over_units": "none", "highest": ""}
    edit = reverse("indicators:passport_edit", args=[visits.indicator_id])
    client.post(edit, edited(visits.indicator, **wanted, source="Kalenderen"))

    answer = client.get(reverse("indicators:history", args=[visits.indicator_id]))

    text = answer.content.decode()
    assert "Bedre ord." in text
    assert "<ins>Kalenderen</ins>" in text


def test_the_outsider_neither_edits_nor_finds_another_unit_s_indicator(
    client: Client, outsider: User, north: Unit
) -> None:
    use = IndicatorUseFactory(unit=north, indicator__defined_by=north)
    client.force_login(outsider)
    names = ("passport_edit", "history", "end", "use_new")

    answers = [client.get(reverse(f"indicators:{name}", args=[use.indicator_id])) for name in names]
    answers += [
        client.get(reverse(f"indicators:{name}", args=[use.pk]))
        for name in ("use_edit", "target_new")
    ]

    assert {each.status_code for each in answers} == {404}


def test_who_reads_a_library_indicator_does_not_change_it(
    client: Client, outsider: User, council: Unit
) -> None:
    indicator = IndicatorFactory(is_shared=True, defined_by=council)
    client.force_login(outsider)

    edit = client.get(reverse("indicators:passport_edit", args=[indicator.pk]))
    share = client.post(reverse("indicators:share", args=[indicator.pk]))

    assert (edit.status_code, share.status_code) == (403, 403)


def test_a_unit_takes_a_library_indicator_into_use_with_a_target(
    client: Client, leader: User, north: Unit, council: Unit
) -> None:
    indicator = IndicatorFactory(is_shared=True, defined_by=council)
    client.force_login(leader)
    sent = {"unit": str(north.pk), "baseline": "42", "baseline_on": "31 12 2025"}
    sent |= {"value": "60", "due_raw": "ultimo 2026"}

    answer = client.post(reverse("indicators:use_new", args=[indicator.pk]), sent)

    use = IndicatorUse.objects.get()
    assert answer.url == reverse("indicators:use", args=[use.pk])
    assert (use.unit, use.baseline) == (north, Decimal(42))
    assert use.targets.get().due_on == date(2026, 12, 31)


def test_a_target_is_revised_with_a_reason_and_the_old_one_stays(
    client: Client, leader: User, north: Unit
) -> None:
    target = TargetFactory(use__unit=north, use__indicator__is_shared=True)
    client.force_login(leader)
    address = reverse("indicators:target_revise", args=[target.use_id, target.pk])
    sent = {"value": "70", "due_raw": "2026"}

    without = client.post(address, sent)
    client.post(address, sent | {"reason": "Flere er kommet til."})
    page = client.get(reverse("indicators:use", args=[target.use_id])).content.decode()

    assert "Skriv, hvorfor måltallet ændres." in without.content.decode()
    newest = Target.objects.in_force().get()
    assert (newest.value, newest.reason) == (Decimal(70), "Flere er kommet til.")
    assert "Flere er kommet til." in page
    assert "erstattet" in page


def test_the_library_is_found_by_danish_words_and_taken_home_as_a_file(
    client: Client, leader: User
) -> None:
    IndicatorFactory(title="Ærlig svartid", is_shared=True)
    IndicatorFactory(title="Fravær", is_shared=True)
    client.force_login(leader)
    address = reverse("indicators:library")

    page = client.get(address, {"q": "ÆRLIG"}).content.decode()
    file = client.get(address, {"q": "ÆRLIG", "eksport": "1"})

    assert "Ærlig svartid" in page
    assert "Fravær" not in page
    assert file["Content-Type"].startswith("application/vnd.openxmlformats")


@pytest.mark.parametrize("count", [1, 10])
def test_the_library_asks_no_more_for_more_rows(
    client: Client, leader: User, north: Unit, count: int, django_assert_max_num_queries: object
) -> None:
    for _number in range(count):
        IndicatorUseFactory(unit=north, indicator__is_shared=True)
    client.force_login(leader)

    with django_assert_max_num_queries(14):
        client.get(reverse("indicators:library"))


def test_the_forms_are_shown_empty_and_as_stored(
    client: Client, consultant: User, visits: IndicatorUse
) -> None:
    client.force_login(consultant)
    pages = [
        reverse("indicators:passport_new"),
        reverse("indicators:passport_edit", args=[visits.indicator_id]),
        reverse("indicators:use_new", args=[visits.indicator_id]),
        reverse("indicators:use_edit", args=[visits.pk]),
        reverse("indicators:target_new", args=[visits.pk]),
    ]

    answers = [client.get(page) for page in pages]

    assert [each.status_code for each in answers] == [200] * 5
    assert "Besøg" in answers[1].content.decode()
