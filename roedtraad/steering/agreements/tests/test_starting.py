from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.accounts.tests.factories import MembershipFactory
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit, UnitKind
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.agreements.access import agreements_for, readable
from roedtraad.steering.agreements.models import Agreement, PartyRole, TemplateVersion
from roedtraad.steering.agreements.queries.content import text_hash
from roedtraad.steering.agreements.services import approval, editing, life
from roedtraad.steering.agreements.services.starting import NewAgreement, start_agreement
from roedtraad.steering.agreements.tests.factories import TemplateVersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(db: None) -> TemplateVersion:
    facts = {
        "key": "facts",
        "kind": "facts",
        "label": {"da": "Fakta", "en": "Facts"},
        "parts": [
            {"key": "leader", "label": {"da": "Leder", "en": "Leader"}},
            {"key": "places", "label": {"da": "Pladser", "en": "Places"}},
        ],
    }
    version = TemplateVersionFactory()
    version.definition["sections"] = [facts]
    version.save()
    return version


def a_new(unit: Unit, template: TemplateVersion, **more: object) -> NewAgreement:
    return NewAgreement(
        template_version=template,
        unit=unit,
        title="Aftale",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        **more,
    )


def test_the_administration_above_is_the_other_party(
    north: Unit, administration: Unit, leader: User, template: TemplateVersion
) -> None:
    agreement = start_agreement(a_new(north, template), acting_user=leader)

    parties = [(party.unit, party.role) for party in agreement.parties.all()]
    assert parties == [(administration, PartyRole.PRINCIPAL), (north, PartyRole.UNIT)]
    assert list(agreement.units.all()) == [north]
    assert AuditEvent.objects.filter(action="agreement.created").exists()


def test_units_may_agree_side_by_side(
    north: Unit, south: Unit, consultant: User, template: TemplateVersion
) -> None:
    sides = [(north, PartyRole.UNIT), (south, PartyRole.UNIT)]
    agreement = start_agreement(a_new(north, template, parties=sides), acting_user=consultant)

    assert [party.unit for party in agreement.parties.all()] == [north, south]


def test_three_units_side_by_side_all_approve_before_it_holds(
    north: Unit, south: Unit, administration: Unit, leader: User, outsider: User
) -> None:
    west = UnitFactory(name="Familiehuset Vest", parent=administration)
    third = MembershipFactory(user__username="third", role=Role.UNIT_LEADER, unit=west).user
    fourth = UnitFactory(name="Familiehuset Øst", parent=administration)
    stranger = MembershipFactory(user__username="fourth", role=Role.UNIT_LEADER, unit=fourth).user
    sides = [(each, PartyRole.UNIT) for each in (north, south, west)]
    plan = start_agreement(
        a_new(north, TemplateVersionFactory(), parties=sides), acting_user=leader
    )
    life.submit(plan, acting_user=leader)
    text = text_hash(plan)

    for person, unit in [(leader, north), (outsider, south), (third, west)]:
        assert not plan.versions.exists()
        party = plan.parties.get(unit=unit)
        approval.approve(party, seen_hash=text, acting_user=person)

    assert plan.versions.get().approvals.count() == 3
    assert set(plan.units.all()) == {north, south, west}
    assert [readable(each).filter(pk=plan.pk).exists() for each in (third, stranger)] == [
        True,
        False,
    ]


def test_what_the_organisation_knows_is_not_typed_again(
    north: Unit, leader: User, template: TemplateVersion
) -> None:
    north.leader_name = "Asta Holm"
    north.save()

    agreement = start_agreement(a_new(north, template), acting_user=leader)

    facts = [(fact.label, fact.value) for fact in agreement.facts.all()]
    assert facts == [("Leder", "Asta Holm"), ("Pladser", "")]


def test_nobody_starts_an_agreement_for_anothers_unit(
    north: Unit, outsider: User, template: TemplateVersion
) -> None:
    with pytest.raises(PermissionDenied):
        start_agreement(a_new(north, template), acting_user=outsider)

    assert not Agreement.objects.exists()


def test_an_agreement_covers_the_teams_so_that_those_who_work_there_read_it(
    north: Unit, south: Unit, leader: User, template: TemplateVersion
) -> None:
    team = UnitFactory(name="Team Øst", kind=UnitKind.TEAM, parent=north)
    colleague = MembershipFactory(role=Role.EMPLOYEE, unit=team).user
    stranger = MembershipFactory(
        role=Role.EMPLOYEE, unit=UnitFactory(kind=UnitKind.TEAM, parent=south)
    ).user

    agreement = start_agreement(a_new(north, template), acting_user=leader)

    assert list(agreement.units.order_by("path")) == [north, team]
    assert agreements_for(colleague).get() == agreement
    assert not agreements_for(stranger).exists()


def test_a_team_leader_writes_in_an_agreement_that_covers_the_team_and_does_not_submit_it(
    north: Unit, leader: User, template: TemplateVersion
) -> None:
    team = UnitFactory(parent=north, kind=UnitKind.TEAM)
    member = MembershipFactory(unit=team, role=Role.TEAM_LEADER).user
    other = MembershipFactory(unit=UnitFactory(), role=Role.TEAM_LEADER).user
    plan = start_agreement(a_new(north, template), acting_user=leader)

    assert editing.may_edit(plan, member) and not editing.may_edit(plan, other)
    with pytest.raises(PermissionDenied):
        life.submit(plan, acting_user=member)
