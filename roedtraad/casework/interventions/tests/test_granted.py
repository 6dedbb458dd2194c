from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.tests.factories import OPENED, open_case
from roedtraad.casework.interventions.models import Intervention, InterventionType
from roedtraad.casework.interventions.queries.granted import (
    cases_with_intervention,
    started_with_discussion,
)
from roedtraad.casework.interventions.services import granted
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

from .factories import InterventionTypeFactory

pytestmark = pytest.mark.django_db
JANUARY, MARCH, YEAR_END = date(2025, 1, 1), date(2025, 3, 15), date(2025, 12, 31)
DISCUSSED = {
    "participants": "Eva Holm, Fjordby Skole",
    "method": "Samtaler hjemme",
    "reasons": "Familien ville begynde hjemme.",
}


@pytest.fixture
def case(north: Unit, team_leader: User) -> Case:
    return open_case(north, team_leader)


@pytest.fixture
def talks() -> InterventionType:
    return InterventionTypeFactory(title="Familiesamtaler")


def _begin(case: Case, kind: InterventionType, user: User, on: date = MARCH) -> Intervention:
    return granted.begin_intervention(
        case,
        {"type": kind, "unit": case.unit, "purpose": "Ro om morgenen", "starts_on": on},
        acting_user=user,
    )


def test_an_intervention_is_begun_discussed_and_ended_on_the_case(
    client: Client, case: Case, talks: InterventionType, team_leader: User
) -> None:
    client.force_login(team_leader)

    client.post(
        reverse("interventions:intervention_new", args=[case.pk]),
        {"type": talks.pk, "unit": case.unit_id, "purpose": "Ro om morgenen"}
        | {"starts_on": "15. marts 2025", "planned_to": "15. marts 2026"},
    )
    row = Intervention.objects.get()
    client.post(
        reverse("interventions:discussion", args=[case.pk, row.pk]),
        {"held_on": "10. marts 2025", **DISCUSSED},
    )
    client.post(
        reverse("interventions:intervention_end", args=[case.pk, row.pk]),
        {"ended_on": "1. juni 2025", "end_reason": "reached"},
    )

    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert all(
        text in page
        for text in ("Familiesamtaler", "Ro om morgenen", "10. marts 2025", "målene er nået")
    )
    row.refresh_from_db()
    assert (row.ended_on, row.discussion.method) == (date(2025, 6, 1), "Samtaler hjemme")


def test_what_is_wrong_is_told_and_what_was_typed_stays(
    client: Client, case: Case, talks: InterventionType, team_leader: User
) -> None:
    client.force_login(team_leader)

    answer = client.post(
        reverse("interventions:intervention_new", args=[case.pk]),
        {"type": talks.pk, "unit": case.unit_id, "purpose": "Ro om morgenen"}
        | {"starts_on": "15. marts 2025", "planned_to": "1. marts 2025"},
    )

    assert answer.status_code == 422
    assert "Den sidste dag ligger før den første." in answer.content.decode()
    assert "Ro om morgenen" in answer.content.decode()
    assert not Intervention.objects.exists()


def test_a_type_that_was_not_offered_that_day_is_refused(case: Case, team_leader: User) -> None:
    kind = InterventionTypeFactory(starts_on=date(2026, 1, 1))

    with pytest.raises(ValidationError):
        _begin(case, kind, team_leader)


def test_the_log_keeps_no_words_of_the_purpose(
    case: Case, talks: InterventionType, team_leader: User
) -> None:
    row = _begin(case, talks, team_leader)

    granted.change_intervention(row, {"purpose": "Fred og ro"}, acting_user=team_leader)

    events = AuditEvent.objects.filter(subject_type="interventions.intervention")
    assert [event.action for event in events.order_by("id")] == [
        *("intervention.begun", "intervention.changed")
    ]
    assert "ro" not in str([event.detail for event in events])


def test_the_panel_by_itself_is_logged_as_a_look_at_the_case(
    client: Client, case: Case, team_leader: User
) -> None:
    client.force_login(team_leader)

    client.get(reverse("interventions:case_panel", args=[case.pk]))
    alone = AuditEvent.objects.filter(action="case.read").count()
    client.get(reverse("cases:case", args=[case.pk]))

    assert (alone, AuditEvent.objects.filter(action="case.read").count()) == (1, 2)


def test_an_intervention_of_another_case_is_not_found_under_this_one(
    client: Client, case: Case, talks: InterventionType, team_leader: User, north: Unit
) -> None:
    other = open_case(north, team_leader, digits="6802164321", name="Storm")
    row = _begin(other, talks, team_leader)
    client.force_login(team_leader)

    answer = client.get(reverse("interventions:intervention", args=[case.pk, row.pk]))

    assert answer.status_code == 404


def test_the_share_with_a_discussion_counts_what_began_in_the_period(
    case: Case, talks: InterventionType, team_leader: User, administration: Unit
) -> None:
    in_time, late, _none = (_begin(case, talks, team_leader) for _number in range(3))
    _begin(case, talks, team_leader, on=date(2026, 1, 1))
    for row, held_on in ((in_time, MARCH), (late, date(2025, 3, 16))):
        granted.record_discussion(row, {"held_on": held_on, **DISCUSSED}, acting_user=team_leader)

    assert started_with_discussion(administration, JANUARY, YEAR_END).counted() == (1, 3)


def test_a_case_with_two_interventions_is_counted_once_and_only_while_they_run(
    case: Case, talks: InterventionType, team_leader: User, north: Unit, south: Unit
) -> None:
    rows = [_begin(case, talks, team_leader), _begin(case, talks, team_leader)]
    for row in rows:
        granted.end_intervention(
            row,
            ended_on=date(2025, 6, 1),
            end_reason="reached",
            end_note="",
            acting_user=team_leader,
        )

    days = (OPENED, MARCH, date(2025, 6, 1), date(2025, 6, 2))
    assert [cases_with_intervention(north, on).counted().of for on in days] == [0, 1, 1, 0]
    assert cases_with_intervention(south, MARCH).counted().of == 0
