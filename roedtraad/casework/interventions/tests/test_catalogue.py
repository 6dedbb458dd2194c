from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from roedtraad.casework.interventions.models import InterventionType, LadderStep
from roedtraad.casework.interventions.queries.catalogue import found, intervention_types, is_offered
from roedtraad.casework.interventions.services import catalogue as services
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent

from .factories import InterventionTypeFactory, LadderStepFactory

pytestmark = pytest.mark.django_db
CATALOGUE = reverse("interventions:catalogue")
NEW = reverse("interventions:type_new")


def test_the_shipped_catalogue_comes_once() -> None:
    first, second = services.install_catalogue(), services.install_catalogue()

    treatment = InterventionType.objects.get(code="BL-32-1-5")
    assert (first > 30, second) == (True, 0)
    assert treatment.by_law == "Barnets lov § 32, stk. 1, nr. 5"
    assert treatment.ladder_step is not None and treatment.ladder_step.number == 3
    assert list(LadderStep.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_what_the_municipality_wrote_stays_when_the_catalogue_comes_again() -> None:
    services.install_catalogue()
    InterventionType.objects.filter(code="BL-32-1-5").update(title="Familieværkstedet")
    InterventionType.objects.filter(code="BL-39").delete()

    added = services.install_catalogue()

    assert added == 1
    assert InterventionType.objects.get(code="BL-32-1-5").title == "Familieværkstedet"


def test_types_stand_by_step_and_paragraph(leader: User) -> None:
    step = LadderStepFactory()
    for paragraph in ("§ 114", "§ 32, stk. 1, nr. 10", "§ 32, stk. 1, nr. 2"):
        InterventionTypeFactory(law="Barnets lov", paragraph=paragraph, ladder_step=step)
    InterventionTypeFactory(law="Barnets lov", paragraph="§ 1")

    order = [each.paragraph for each in intervention_types(leader)]

    assert order == ["§ 32, stk. 1, nr. 2", "§ 32, stk. 1, nr. 10", "§ 114", "§ 1"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_type_is_offered_from_and_until(on: date, expected: bool) -> None:
    row = InterventionTypeFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))

    assert is_offered(row, on) is expected


def test_a_consultant_adds_and_changes_a_type_and_it_is_logged(
    client: Client, consultant: User
) -> None:
    step = LadderStepFactory()
    client.force_login(consultant)
    told = {"title": "Familiecafé", "law": "Barnets lov", "paragraph": "§ 30"}

    client.post(NEW, {**told, "ladder_step": step.pk})
    row = InterventionType.objects.get()
    client.post(reverse("interventions:type_edit", args=[row.pk]), {**told, "code": "K1"})

    row.refresh_from_db()
    actions = AuditEvent.objects.values_list("action", flat=True).order_by("pk")
    assert (row.code, row.ladder_step) == ("K1", None)
    assert list(actions) == ["interventiontype.created", "interventiontype.changed"]


def test_an_administrator_adds_a_step(client: Client, administrator: User) -> None:
    client.force_login(administrator)

    client.post(reverse("interventions:step_new"), {"number": "1", "title": "Hverdagen"})

    assert "1. Hverdagen" in client.get(CATALOGUE).content.decode()


def _refused(client: Client, told: dict[str, Any]) -> str:
    answer = client.post(NEW, told)
    assert answer.status_code == 422
    return str(answer.content.decode())


def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client, consultant: User) -> None:
    InterventionTypeFactory(code="K1")
    client.force_login(consultant)
    days = {"starts_on": "01 07 2026", "ends_on": "30 06 2026"}

    page = _refused(client, {"title": "Familiecafé", "code": "K1", **days})

    assert "Familiecafé" in page and "før den første" in page
    assert InterventionType.objects.count() == 1


def test_the_list_is_given_as_a_spreadsheet(client: Client, leader: User) -> None:
    InterventionTypeFactory(title="Familiecafé")
    client.force_login(leader)

    answer = client.get(CATALOGUE, {"eksport": ""})

    assert "Indsatstyper" in answer["Content-Disposition"]


def test_types_are_found_by_their_law(leader: User, data_protection_officer: User) -> None:
    row = InterventionTypeFactory(title="Familiecafé", law="Barnets lov", paragraph="§ 30")

    hits = list(found(leader, ("barnets", "§ 30")))

    assert [hit.url for hit in hits] == [f"{CATALOGUE}#type-{row.pk}"]
    assert list(found(data_protection_officer, ("barnets",))) == []


def test_a_leader_reads_but_does_not_write(client: Client, leader: User) -> None:
    row = InterventionTypeFactory()
    client.force_login(leader)

    page = client.get(CATALOGUE).content.decode()

    assert row.title in page and NEW not in page
    assert client.get(NEW).status_code == 403
    with pytest.raises(PermissionDenied):
        services.change_entry(row, {"title": "X"}, acting_user=leader)


def test_who_has_no_business_with_it_gets_404(
    client: Client, data_protection_officer: User
) -> None:
    client.force_login(data_protection_officer)

    assert client.get(CATALOGUE).status_code == 404


def test_the_number_of_queries_does_not_grow(
    client: Client, leader: User, django_assert_max_num_queries: Any
) -> None:
    steps = LadderStepFactory.create_batch(5)
    for step in steps:
        InterventionTypeFactory.create_batch(10, ladder_step=step)
    client.force_login(leader)
    client.get(CATALOGUE)

    with django_assert_max_num_queries(12):
        client.get(CATALOGUE)
