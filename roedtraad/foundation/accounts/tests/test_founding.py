from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit


def create(**options: str) -> str:
    out = StringIO()
    call_command("create_administrator", stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_an_empty_installation_gets_its_top_and_first_administrator(client: Client) -> None:
    said = create(username="asta", email="Asta@fjordby.example", council="Byrådet")

    asta, council = User.objects.get(username="asta"), Unit.objects.get()
    assert access.may(asta, Permission.USER_MANAGE, unit=council)
    link = said.strip().splitlines()[-1]
    path = link[link.index("/konto/") :]
    password = "en lang sætning om fjorden"
    assert client.post(path, {"password": password, "again": password}).status_code == 302
    assert AuditEvent.objects.filter(action="user.created", actor__is_system=True).exists()


def test_another_one_can_be_made_and_the_tree_stays(administrator: User, north: Unit) -> None:
    before = Unit.objects.count()

    create(username="bo", email="bo@fjordby.example")

    assert Unit.objects.count() == before
    assert Membership.objects.filter(role="administrator").count() == 2


@pytest.mark.django_db
def test_who_lost_the_link_is_given_another_one_and_the_first_no_longer_works(
    client: Client,
) -> None:
    first = create(username="asta", email="asta@fjordby.example", council="Byrådet")

    second = create(username="asta", email="asta@fjordby.example")

    def answer(said: str) -> int:
        link = said.strip().splitlines()[-1]
        return client.get(link[link.index("/konto/") :]).status_code

    assert answer(first) == 404
    assert answer(second) == 200
    assert User.objects.filter(username="asta").count() == 1


def test_a_name_that_is_taken_is_refused(administrator: User) -> None:
    with pytest.raises(CommandError):
        create(username="administrator", email="ny@fjordby.example")
