import re
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from roedtraad.foundation.accounts.models import Invitation, Role, User
from roedtraad.foundation.accounts.services.invitations import NotSent, invite
from roedtraad.foundation.accounts.services.users import create_user, deactivate_user
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Unit

PASSWORD = "en lang sætning om fjorden"


@pytest.fixture
def newcomer(administrator: User, north: Unit) -> User:
    fields = {
        "username": "asta",
        "first_name": "Asta",
        "last_name": "Holm",
        "email": "Asta.Holm@Fjordby.example",
    }
    return create_user(fields, role=Role.EMPLOYEE, unit=north, acting_user=administrator)


def link_in(text: str) -> str:
    return re.search(r"http://[^/]+(/konto/invitation/\S+)", text).group(1)


def test_an_invitation_is_used_once_to_choose_a_password(
    client: Client, newcomer: User, administrator: User
) -> None:
    invite(newcomer, acting_user=administrator)
    link = link_in(mail.outbox[0].body)

    page = client.get(link).content.decode()
    answer = client.post(link, {"password": PASSWORD, "again": PASSWORD})

    newcomer.refresh_from_db()
    assert "Velkommen, Asta Holm" in page
    assert answer.status_code == 302
    assert newcomer.check_password(PASSWORD)
    assert client.get(link).status_code == 404
    actions = AuditEvent.objects.values_list("action", flat=True)
    assert {"user.created", "user.invited", "user.invitation_accepted"} <= set(actions)


def test_the_log_and_the_database_hold_neither_link_nor_name(
    newcomer: User, administrator: User
) -> None:
    invite(newcomer, acting_user=administrator)

    token = link_in(mail.outbox[0].body).split("/")[-2]
    assert token not in str(list(Invitation.objects.values()))
    assert not any("Asta" in str(row) for row in AuditEvent.objects.values())


def test_the_mail_is_danish_and_says_what_to_do(newcomer: User, administrator: User) -> None:
    invite(newcomer, acting_user=administrator)

    [letter] = mail.outbox
    assert letter.to == ["asta.holm@fjordby.example"]
    assert letter.subject == "Velkommen til Rød Tråd"
    assert "Hej Asta Holm" in letter.body
    assert "Vælg din adgangskode her" in letter.body


def test_a_weak_password_is_refused(client: Client, newcomer: User, administrator: User) -> None:
    invite(newcomer, acting_user=administrator)
    link = link_in(mail.outbox[0].body)

    for first, second in [("kort", "kort"), (PASSWORD, "noget andet her")]:
        answer = client.post(link, {"password": first, "again": second})
        assert answer.status_code == 422

    newcomer.refresh_from_db()
    assert not newcomer.has_usable_password()


def test_a_link_expires_and_a_newer_one_replaces_it(
    client: Client, newcomer: User, administrator: User
) -> None:
    invite(newcomer, acting_user=administrator)
    invite(newcomer, acting_user=administrator)
    first, second = (link_in(letter.body) for letter in mail.outbox)

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    Invitation.objects.update(expires_at=Invitation.objects.get().made_at - timedelta(days=1))
    page = client.get(second)
    assert page.status_code == 404
    assert "Linket virker ikke længere" in page.content.decode()


def test_who_is_deactivated_cannot_use_the_link(
    client: Client, newcomer: User, administrator: User
) -> None:
    invite(newcomer, acting_user=administrator)
    link = link_in(mail.outbox[0].body)

    deactivate_user(newcomer, reason="Kom aldrig", acting_user=administrator)

    assert client.get(link).status_code == 404
    with pytest.raises(ValidationError):
        invite(newcomer, acting_user=administrator)


def test_the_outsider_invites_nobody(newcomer: User, outsider: User, north: Unit) -> None:
    with pytest.raises(PermissionDenied):
        invite(newcomer, acting_user=outsider)
    with pytest.raises(PermissionDenied):
        create_user({"username": "x"}, role=Role.EMPLOYEE, unit=north, acting_user=outsider)

    assert mail.outbox == []


class Letterbox(Message):
    """Keeps what a mail server was handed."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[object] = []

    def handle_message(self, message: object) -> None:
        self.letters.append(message)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mail_server(settings: Any) -> Iterator[Letterbox]:
    box = Letterbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield box
    controller.stop()


def test_a_real_mail_server_takes_the_invitation(
    mail_server: Letterbox, client: Client, newcomer: User, administrator: User
) -> None:
    invite(newcomer, acting_user=administrator)

    [letter] = mail_server.letters
    text = letter.get_payload(decode=True).decode()
    assert "Vælg din adgangskode her" in text
    assert client.get(link_in(text)).status_code == 200
    assert newcomer.invitations.get().sent_at


def test_a_mail_server_that_is_away_is_told_of(
    newcomer: User, administrator: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with pytest.raises(NotSent):
        invite(newcomer, acting_user=administrator)

    assert newcomer.invitations.get().sent_at is None
