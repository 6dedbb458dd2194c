from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from roedtraad.config.urls import urlpatterns as ours
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.audit.middleware import ReadLog
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit


def shows(request: HttpRequest, pk: int) -> HttpResponse:
    audit.record_read("test.shown", Unit(pk=pk), acting_user=request.user, words=["felt"])
    return HttpResponse("navn")


@transaction.atomic
def changes_and_rolls_back(request: HttpRequest, pk: int) -> HttpResponse:
    audit.record_read("test.shown", Unit(pk=pk), acting_user=request.user)
    Unit.objects.filter(pk=pk).update(phone="1")
    transaction.set_rollback(True)
    return HttpResponse("navn")


@transaction.atomic
def fails(request: HttpRequest, pk: int) -> HttpResponse:
    audit.record_read("test.shown", Unit(pk=pk), acting_user=request.user)
    raise RuntimeError


@audit.logs_read("test.page", Unit)
def decorated(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(status=404 if pk == 0 else 200)


urlpatterns = [
    path("viser/<int:pk>/", shows),
    path("fortryder/<int:pk>/", changes_and_rolls_back),
    path("fejler/<int:pk>/", fails),
    path("pyntet/<int:pk>/", decorated),
    *ours,
]


@pytest.mark.urls(__name__)
def test_a_read_is_logged(client: Client, leader: User, north: Unit) -> None:
    client.force_login(leader)

    client.get(f"/viser/{north.pk}/")

    event = AuditEvent.objects.get(action="test.shown")
    assert (event.actor, event.is_read, event.subject_id) == (leader, True, str(north.pk))
    assert event.detail == {"words": ["felt"]}


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_a_read_is_logged_though_the_views_transaction_is_rolled_back(
    client: Client, leader: User, north: Unit
) -> None:
    client.force_login(leader)

    client.get(f"/fortryder/{north.pk}/")

    north.refresh_from_db()
    assert north.phone == ""
    assert AuditEvent.objects.filter(action="test.shown").count() == 1


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_a_read_is_logged_though_the_view_fails(leader: User, north: Unit) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(leader)

    answer = client.get(f"/fejler/{north.pk}/")

    assert answer.status_code == 500
    assert AuditEvent.objects.filter(action="test.shown").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_read_is_written_after_the_view_and_before_the_answer_leaves(
    leader: User, north: Unit
) -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            audit.record_read("test.shown", north, acting_user=leader)
            seen.append(AuditEvent.objects.filter(action="test.shown").count())
        return HttpResponse("navn")

    middleware: Callable[[HttpRequest], HttpResponse] = ReadLog(view)
    middleware(RequestFactory().get("/"))
    seen.append(AuditEvent.objects.filter(action="test.shown").count())

    assert seen == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_when_the_read_cannot_be_logged(leader: User, north: Unit) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        audit.record_read("x" * 60, Unit(pk=north.pk), acting_user=User(pk=999_999))
        return HttpResponse("navn")

    if connection.vendor == "sqlite":
        pytest.skip("SQLite checks foreign keys at commit only outside tests' reach")
    with pytest.raises(Exception, match="foreign key"):
        ReadLog(view)(RequestFactory().get("/"))


@pytest.mark.urls(__name__)
def test_the_decorator_logs_what_was_shown_and_no_refusal(
    client: Client, leader: User, north: Unit
) -> None:
    client.force_login(leader)

    client.get(f"/pyntet/{north.pk}/")
    client.get("/pyntet/0/")

    assert list(AuditEvent.objects.values_list("action", "subject_id")) == [
        ("test.page", str(north.pk))
    ]


def test_a_job_logs_its_reads_at_once(leader: User, north: Unit, south: Unit) -> None:
    audit.record_read("test.shown", [north, south], acting_user=None)

    assert AuditEvent.objects.filter(action="test.shown", is_read=True).count() == 2


def test_an_import_is_one_event_with_the_files_digest(leader: User) -> None:
    import_id = audit.record_import("unit.imported", Unit, b"abc", acting_user=leader, rows=7)

    event = AuditEvent.objects.get()
    assert event.import_id == import_id
    assert event.detail["sha256"].startswith("ba7816bf8f01cfea")
