"""The people every test may borrow, named by what they are."""

import os
from collections.abc import Iterator

os.environ.setdefault("ROEDTRAAD_MODE", "test")

import pytest
from django.utils import translation
from hypothesis import settings

from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.accounts.tests.factories import MembershipFactory
from roedtraad.foundation.organisation.models import Unit, UnitKind
from roedtraad.foundation.organisation.tests.factories import UnitFactory
from roedtraad.steering.agreements.queries import remembered

# what is drawn is the same every time; --hypothesis-profile=default draws anew
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def _danish() -> Iterator[None]:
    """Every test begins in Danish, whatever the one before has asked for."""
    with translation.override("da"):
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a test has written is taken back, and its keys are given to the next."""
    remembered.forget_all()


@pytest.fixture
def council(db: None) -> Unit:
    """The root of the tree."""
    return UnitFactory(name="Byrådet", kind=UnitKind.COUNCIL)


@pytest.fixture
def administration(council: Unit) -> Unit:
    return UnitFactory(name="Børn og Familie", kind=UnitKind.ADMINISTRATION, parent=council)


@pytest.fixture
def north(administration: Unit) -> Unit:
    return UnitFactory(name="Familiehuset Nord", parent=administration)


@pytest.fixture
def south(administration: Unit) -> Unit:
    return UnitFactory(name="Familiehuset Syd", parent=administration)


@pytest.fixture
def administrator(council: Unit) -> User:
    """Looks after units and users of the whole municipality."""
    return _somebody("administrator", Role.ADMINISTRATOR, council)


@pytest.fixture
def consultant(council: Unit) -> User:
    """Builds strategies, templates and agreements for everybody."""
    return _somebody("consultant", Role.CONSULTANT, council)


@pytest.fixture
def principal(administration: Unit) -> User:
    """Head of the administration: the other party of the units' agreements."""
    return _somebody("principal", Role.PRINCIPAL, administration)


@pytest.fixture
def leader(north: Unit) -> User:
    """Leads Familiehuset Nord."""
    return _somebody("leader", Role.UNIT_LEADER, north)


@pytest.fixture
def team_leader(north: Unit) -> User:
    """Leads a team of Familiehuset Nord."""
    return _somebody("team_leader", Role.TEAM_LEADER, north)


@pytest.fixture
def employee(north: Unit) -> User:
    """Works in Familiehuset Nord."""
    return _somebody("employee", Role.EMPLOYEE, north)


@pytest.fixture
def politician(council: Unit) -> User:
    """Sits in the council and reads what is approved."""
    return _somebody("politician", Role.POLITICIAN, council)


@pytest.fixture
def data_protection_officer(council: Unit) -> User:
    """Reads the audit log."""
    return _somebody("dpo", Role.DATA_PROTECTION_OFFICER, council)


@pytest.fixture
def outsider(south: Unit) -> User:
    """Leads Familiehuset Syd, and has no business in Familiehuset Nord."""
    return _somebody("outsider", Role.UNIT_LEADER, south)


def _somebody(username: str, role: Role, unit: Unit) -> User:
    return MembershipFactory(user__username=username, role=role, unit=unit).user
