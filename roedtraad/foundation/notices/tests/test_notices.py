from collections.abc import Mapping

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices import kinds, queries, services
from roedtraad.foundation.notices.models import Notice
from roedtraad.foundation.organisation.models import Unit


def describe(user: User, pks: list[int]) -> Mapping[int, kinds.Described]:
    if user.username == "outsider":
        return {}
    return {pk: kinds.Described("Ny kommentar", f"/enhed/{pk}/") for pk in pks}


@pytest.fixture(autouse=True)
def one_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})
    kinds.add("comment", describe=describe, count=lambda number: f"{number} kommentarer")


def test_a_message_is_counted_until_it_is_read(client: Client, leader: User, north: Unit) -> None:
    services.send_notice("comment", north, [leader], acting_user=None)
    client.force_login(leader)

    assert queries.unread_count(leader) == 1
    answer = client.get(f"/beskeder/{Notice.objects.get().pk}/")

    assert answer.headers["Location"] == f"/enhed/{north.pk}/"
    assert queries.unread_count(leader) == 0


def test_nobody_is_told_twice_of_what_they_have_not_read(leader: User, north: Unit) -> None:
    services.send_notice("comment", north, [leader], acting_user=None)
    services.send_notice("comment", north, [leader], acting_user=None)

    assert queries.unread_count(leader) == 1


def test_who_did_it_is_not_told(leader: User, north: Unit) -> None:
    services.send_notice("comment", north, [leader], acting_user=leader)

    assert not Notice.objects.exists()


def test_a_thing_one_may_no_longer_see_is_left_out(
    client: Client, outsider: User, north: Unit
) -> None:
    services.send_notice("comment", north, [outsider], acting_user=None)
    client.force_login(outsider)

    page = client.get("/beskeder/").content.decode()

    assert "Ny kommentar" not in page
    assert queries.unread_count(outsider) == 0


def test_who_has_acted_on_a_thing_is_told_no_more(leader: User, north: Unit, south: Unit) -> None:
    for unit in (north, south):
        services.send_notice("comment", unit, [leader], acting_user=None)

    services.send_notice("comment", north, [], acting_user=leader)

    [unread] = Notice.objects.filter(read_at__isnull=True)
    assert unread.subject_pk == south.pk


def test_the_message_of_another_is_not_there(
    client: Client, leader: User, outsider: User, north: Unit
) -> None:
    services.send_notice("comment", north, [leader], acting_user=None)
    client.force_login(outsider)

    answer = client.get(f"/beskeder/{Notice.objects.get().pk}/")

    assert answer.status_code == 404
    assert queries.unread_count(leader) == 1


def test_all_are_read_at_once(client: Client, leader: User, north: Unit, south: Unit) -> None:
    for unit in (north, south):
        services.send_notice("comment", unit, [leader], acting_user=None)
    client.force_login(leader)

    client.post("/beskeder/laest/")

    assert queries.unread_count(leader) == 0


def test_the_list_takes_the_same_queries_for_one_and_ten(
    client: Client,
    leader: User,
    north: Unit,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Notice.objects.bulk_create(
        Notice(recipient=leader, kind="comment", subject_type="x.y", subject_pk=pk)
        for pk in range(1, 11)
    )

    with django_assert_num_queries(1):
        rows = queries.notice_rows(leader, queries.notices_of(leader))

    assert len(rows) == 10
    assert queries.news(leader) == ["10 kommentarer"]
