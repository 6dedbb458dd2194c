from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.followup.models import FollowUpRound, UnitPhase, WheelDate
from roedtraad.steering.followup.services.planning import share_out

from .factories import PhaseFactory, RoundFactory, WheelDateFactory

pytestmark = pytest.mark.django_db


def at(name: str, *keys: int) -> str:
    return reverse(f"followup:{name}", args=keys)


@pytest.fixture
def norths(north: Unit) -> FollowUpRound:
    """A round of Familiehuset Nord alone."""
    row = RoundFactory(unit=north, state="open")
    row.units.set([north])
    PhaseFactory(round=row)
    share_out(row)
    return row


def test_the_outsider_finds_nothing_of_another_units_round(
    client: Client, norths: FollowUpRound, north: Unit, outsider: User
) -> None:
    client.force_login(outsider)
    phase = norths.phases.get()
    part = phase.unit_phases.get()
    date_ = WheelDateFactory(unit=north)
    pages = [
        *(at(name, norths.pk) for name in ("round", "round_edit", "units", "reopen", "phase_new")),
        *(at("phase_edit", norths.pk, phase.pk), at("part", part.pk), at("person", part.pk)),
        at("date_edit", date_.pk),
    ]
    acts = [
        *(at(name, norths.pk) for name in ("step", "discard")),
        *(at("phase_remove", norths.pk, phase.pk), at("date_remove", date_.pk)),
    ]

    answers = {page: client.get(page).status_code for page in pages}
    answers |= {
        page: client.post(page, {"state": "locked"}).status_code for page in pages[1:] + acts
    }

    assert set(answers.values()) == {404}
    assert "1. kvartal" not in client.get(at("wheel") + "?aar=2026").content.decode()


def test_who_leads_a_unit_reads_and_plans_not(
    client: Client, planned: FollowUpRound, leader: User
) -> None:
    client.force_login(leader)

    assert client.get(at("round", planned.pk)).status_code == 200
    for page in (at("round_edit", planned.pk), at("plan"), at("date_new"), at("copy", 2026)):
        assert client.get(page).status_code == 404
    assert client.post(at("step", planned.pk), {"state": "open"}).status_code == 404


def test_a_leader_sees_how_far_the_own_unit_is_and_no_other(
    client: Client, opened: FollowUpRound, leader: User, south: Unit
) -> None:
    client.force_login(leader)

    page = client.get(at("round", opened.pk)).content.decode()

    assert "Familiehuset Nord" in page and "Familiehuset Syd" not in page
    other = UnitPhase.objects.get(phase__kind="qualify", unit=south)
    assert client.get(at("part", other.pk)).status_code == 404


def test_a_politician_sees_the_time_and_not_how_far_units_are(
    client: Client, opened: FollowUpRound, politician: User
) -> None:
    client.force_login(politician)

    page = client.get(at("round", opened.pk)).content.decode()

    assert "Kvalificér data" in page
    assert "Familiehuset" not in page
    part = UnitPhase.objects.filter(phase__round=opened).first()
    assert client.get(at("part", part.pk)).status_code == 404


def test_a_year_is_planned_and_shown_as_wheel_and_list(
    client: Client, administration: Unit, north: Unit, consultant: User
) -> None:
    client.force_login(consultant)
    WheelDateFactory(unit=administration, on=date(2027, 9, 14))

    answer = client.post(
        at("plan"),
        {
            **{"name": "Opfølgning", "unit": administration.pk, "rhythm": "third", "year": 2027},
            **{"follows_agreements": "on", "opens_after": 1, "qualify": 10, "report": 5},
        },
    )

    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "2027 har 2 runder og 1 dato ved siden af." in page
    assert 'role="img"' in page and "Udvalget mødes" in page


def test_what_is_wrong_in_a_plan_is_said_and_nothing_typed_is_lost(
    client: Client, administration: Unit, north: Unit, consultant: User
) -> None:
    client.force_login(consultant)

    answer = client.post(
        at("plan"),
        {
            **{"name": "Vores opfølgning", "unit": administration.pk, "rhythm": "once"},
            **{"opens_after": 1, "period": "engang"},
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Vores opfølgning" in page and "engang" in page
    assert not FollowUpRound.objects.exists()


def test_a_leader_writes_and_finishes_the_units_part(
    client: Client, part: UnitPhase, leader: User
) -> None:
    client.force_login(leader)
    page = at("part", part.pk)
    assert client.get(page).status_code == 200

    client.post(page, {"note": "Alt er med", "is_done": "on", "base_version": 1})

    part.refresh_from_db()
    assert (part.note, part.done_by) == ("Alt er med", leader)


def test_a_text_written_at_the_same_time_is_told_and_both_are_kept(
    client: Client, part: UnitPhase, leader: User
) -> None:
    client.force_login(leader)
    page = at("part", part.pk)
    client.post(page, {"note": "Først", "base_version": 1})

    answer = client.post(page, {"note": "Sidst", "base_version": 1})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Først" in shown and "Sidst" in shown
    again = client.post(page, {"note": "Først og sidst", "base_version": 2})
    assert again.status_code == 302


def test_the_wheel_is_an_excel_file_too(
    client: Client, planned: FollowUpRound, leader: User
) -> None:
    client.force_login(leader)

    answer = client.get(at("wheel"), {"aar": "2026", "eksport": "excel"})

    assert "spreadsheetml" in answer["Content-Type"]


def test_a_date_is_written_moved_and_removed(
    client: Client, administration: Unit, consultant: User
) -> None:
    client.force_login(consultant)
    values = {
        **{"title": "Budgetseminar", "kind": "budget", "on": "27/8 2026", "ends_on": "28/8 2026"},
        **{"unit": administration.pk, "moves_by": "weekday"},
    }
    client.post(at("date_new"), values)
    row = WheelDate.objects.get()

    client.post(at("date_edit", row.pk), values | {"ends_on": "26/8 2026"})
    row.refresh_from_db()
    assert row.ends_on == date(2026, 8, 28)
    client.post(at("date_edit", row.pk), values | {"title": "Budgetdag"})
    row.refresh_from_db()
    assert row.title == "Budgetdag"
    client.post(at("date_remove", row.pk))

    assert not WheelDate.objects.exists()


def test_the_pages_ask_the_same_however_many_units_there_are(
    client: Client, opened: FollowUpRound, consultant: User, django_assert_max_num_queries
) -> None:
    client.force_login(consultant)

    with django_assert_max_num_queries(24):
        client.get(at("round", opened.pk))
    with django_assert_max_num_queries(20):
        client.get(at("wheel"))
