import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.cases.services import target_groups as services
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
LIST = reverse("cases:target_groups")
NEW = reverse("cases:target_group_new")


def test_a_target_group_is_added_and_logged(client: Client, consultant: User) -> None:
    client.force_login(consultant)

    client.post(NEW, {"title": "Unge i mistrivsel", "description": "15-24 år"})
    page = client.get(LIST).content.decode()

    assert "Unge i mistrivsel" in page
    assert AuditEvent.objects.filter(action="targetgroup.created").count() == 1


def test_a_title_that_is_there_is_refused(client: Client, consultant: User) -> None:
    TargetGroup.objects.create(title="Unge")
    client.force_login(consultant)

    answer = client.post(NEW, {"title": "Unge"})

    assert answer.status_code == 422
    assert TargetGroup.objects.count() == 1


def test_a_group_goes_out_of_use_and_stays(client: Client, consultant: User) -> None:
    group = TargetGroup.objects.create(title="Unge")
    client.force_login(consultant)

    client.post(reverse("cases:target_group", args=[group.pk]), {"title": "Unge 15-24"})

    group.refresh_from_db()
    assert (group.title, group.is_active) == ("Unge 15-24", False)


def test_groups_stand_in_danish_order(client: Client, leader: User) -> None:
    for title in ("Ældre", "Åbne", "Voksne"):
        TargetGroup.objects.create(title=title)
    client.force_login(leader)

    page = client.get(LIST).content.decode()

    assert page.index("Voksne") < page.index("Ældre") < page.index("Åbne")
    assert NEW not in page


def test_the_outsider_reads_but_does_not_write(client: Client, outsider: User) -> None:
    group = TargetGroup.objects.create(title="Unge")
    client.force_login(outsider)

    assert client.get(LIST).status_code == 200
    assert client.get(NEW).status_code == 403
    assert client.post(reverse("cases:target_group", args=[group.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        services.add_target_group("Min", acting_user=outsider)


def test_who_reads_no_strategies_finds_no_groups(client: Client, administrator: User) -> None:
    client.force_login(administrator)

    assert client.get(LIST).status_code == 404
