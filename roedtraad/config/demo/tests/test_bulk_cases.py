from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roedtraad.casework.cases.models import Case, CasePerson
from roedtraad.casework.interventions.services.catalogue import install_catalogue
from roedtraad.casework.profiles.models import DiaryEntry, ProfileGoal, Score
from roedtraad.casework.profiles.services.templates import install_profile_templates
from roedtraad.config.demo.bulk_cases import CaseSize, enlarge_cases
from roedtraad.config.demo.bulk_profiles import SELDOM, ProfileSize
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
OF_EACH = ProfileSize(goals=3, scores=4, notes=8)


@pytest.fixture(autouse=True)
def _catalogues(db: None) -> None:
    install_catalogue()
    install_profile_templates()


def test_what_is_added_is_of_the_size_that_was_asked_for(
    north: Unit, team_leader: User, employee: User
) -> None:
    case = enlarge_cases(north, team_leader, employee, CaseSize(210, 500, OF_EACH))

    made = [
        model._default_manager.count()
        for model in (Case, CasePerson, ProfileGoal, Score, DiaryEntry)
    ]
    assert made == [210, 420, 630, 2520, 1680]
    assert Unit.objects.filter(kind="team").count() == 1  # north has room for 200
    reads = AuditEvent.objects.filter(action="case.read")
    assert reads.count() == 500
    assert reads.filter(subject_id=str(case.pk)).count() in range(50, 55)
    score = Score.objects.latest("given_on")
    assert score.recorded_at - score.given_at < timedelta(seconds=1)


def test_no_page_of_casework_asks_the_database_more_for_more_cases(
    client: Client, north: Unit, team_leader: User, employee: User, data_protection_officer: User
) -> None:
    def asked() -> dict[str, int]:
        case = Case.objects.earliest("pk").pk
        citizen = CasePerson.objects.filter(case=case).earliest("pk").citizen_id
        word = SELDOM.split()[1]
        found = {}
        for user, name, arguments, query in (
            (employee, "notices:today", [], ""),
            (team_leader, "notices:today", [], ""),
            (team_leader, "cases:list", [], ""),
            (team_leader, "cases:list", [], "?q=Barn"),
            (employee, "cases:case", [case], ""),
            (employee, "profiles:diary", [case], ""),
            (employee, "profiles:scoring", [case], ""),
            (employee, "profiles:scoring_families", [], ""),
            (team_leader, "profiles:evaluations", [], "?state=overdue"),
            (team_leader, "profiles:diaries", [], f"?q={word}"),
            (team_leader, "profiles:diaries", [], "?q=zebrafink"),
            (employee, "notices:search", [], f"?q={word}"),
            (data_protection_officer, "cases:seen", [citizen], ""),
            (data_protection_officer, "cases:searches", [], ""),
        ):
            client.force_login(user)
            address = reverse(name, args=arguments) + query
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
            assert answer.status_code == 200
            found[f"{user.username} {address}"] = len(queries)
        return found

    enlarge_cases(north, team_leader, employee, CaseSize(26, 100, OF_EACH))
    of_few = asked()
    enlarge_cases(north, team_leader, employee, CaseSize(80, 300, OF_EACH))

    assert asked() == of_few
