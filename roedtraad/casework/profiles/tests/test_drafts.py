import json

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.tests.factories import open_case
from roedtraad.casework.profiles.models import ProfileDraft
from roedtraad.casework.profiles.tests.factories import open_profile
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

pytestmark = pytest.mark.django_db
TYPED = json.dumps({"data": {"own_words": ["Jeg vil sove"]}})


@pytest.fixture
def keys(north: Unit, team_leader: User) -> list[str]:
    case: Case = open_case(north, team_leader)
    return [f"sag:{case.pk}:notat", f"profil:{open_profile(case, team_leader).pk}:maal"]


def _keep(client: Client, key: str) -> int:
    address = f"{reverse('profiles:draft')}?key={key}"
    return client.post(address, TYPED, content_type="application/json").status_code


def test_what_is_typed_is_kept_for_whoever_may_write(
    client: Client, keys: list[str], team_leader: User
) -> None:
    client.force_login(team_leader)

    assert [_keep(client, key) for key in keys] == [200, 200]
    assert set(ProfileDraft.objects.values_list("user", "key")) == {
        (team_leader.pk, k) for k in keys
    }


def test_others_keep_and_read_no_draft(client: Client, keys: list[str], outsider: User) -> None:
    client.force_login(outsider)

    assert {_keep(client, key) for key in [*keys, "andet:1:x", "profil:x", "sag"]} == {404}
    assert not ProfileDraft.objects.exists()
