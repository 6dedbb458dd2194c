import re
from datetime import timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import identify_hasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.accounts.services.users import deactivate_user, unlock_user
from roedtraad.foundation.audit.models import AuditEvent

PASSWORD = "en lang sætning om fjorden"
OTHER = "en anden sætning om skoven"


@pytest.fixture(autouse=True)
def _no_counts_from_before() -> None:
    cache.clear()


@pytest.fixture
def somebody(leader: User) -> User:
    leader.set_password(PASSWORD)
    leader.save()
    return leader


def log_in(client: Client, login: str = "leader", password: str = PASSWORD) -> object:
    return client.post(reverse("account_login"), {"login": login, "password": password})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_for(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.mark.parametrize("login", ["leader", "LEADER", "leader@fjordby.example"])
def test_a_user_signs_in_with_username_or_email(login: str, client: Client, somebody: User) -> None:
    log_in(client, login)

    assert is_in(client)
    assert AuditEvent.objects.filter(action="user.signed_in", actor=somebody).count() == 1


def test_passwords_are_kept_with_argon2(somebody: User) -> None:
    assert identify_hasher(somebody.password).algorithm == "argon2"


def test_the_page_is_danish_and_has_no_sign_up(client: Client, db: None) -> None:
    page = client.get(reverse("account_login")).content.decode()

    assert "Brugernavn eller e-mail" in page
    assert "Adgangskode" in page
    assert "Jeg har glemt min adgangskode" in page
    assert client.get(reverse("account_signup")).status_code == 404


def test_five_failures_lock_even_the_right_password_out(client: Client, somebody: User) -> None:
    for _attempt in range(5):
        log_in(client, password="forkert")
    answer = log_in(client)

    assert not is_in(client)
    assert "For mange forsøg" in answer.content.decode()
    assert AuditEvent.objects.filter(action="user.sign_in_failed").count() == 5
    assert AuditEvent.objects.filter(action="user.locked_out").count() == 1


def test_the_fifth_attempt_may_still_be_right(client: Client, somebody: User) -> None:
    for _attempt in range(4):
        log_in(client, password="forkert")

    log_in(client)

    somebody.refresh_from_db()
    assert is_in(client)
    assert (somebody.failed_logins, somebody.locked_until) == (0, None)


def test_a_name_nobody_has_is_answered_like_one_that_is_locked(client: Client, db: None) -> None:
    answers = [log_in(client, "ingen", "forkert").content.decode() for _attempt in range(6)]

    assert "passer ikke sammen" in answers[0]
    assert "For mange forsøg" in answers[-1]


def locked(user: User) -> None:
    User.objects.filter(pk=user.pk).update(
        failed_logins=5, locked_until=timezone.now() + timedelta(minutes=10)
    )


def test_a_lock_ends_by_itself(client: Client, somebody: User) -> None:
    locked(somebody)
    User.objects.update(locked_until=timezone.now() - timedelta(seconds=1))

    log_in(client)

    assert is_in(client)


def test_an_administrator_unlocks(client: Client, somebody: User, administrator: User) -> None:
    locked(somebody)

    unlock_user(somebody, acting_user=administrator)
    log_in(client)

    assert is_in(client)


def test_a_new_password_by_mail_unlocks_and_ends_other_sessions(
    client: Client, somebody: User
) -> None:
    elsewhere = Client()
    log_in(elsewhere)
    locked(somebody)

    client.post(reverse("account_reset_password"), {"email": somebody.email})
    [letter] = mail.outbox
    link = re.search(r"http://127.0.0.1:8000(\S+)", letter.body).group(1)
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": OTHER, "password2": OTHER})

    log_in(client, password=OTHER)
    assert is_in(client)
    assert elsewhere.get("/").status_code == 302
    assert letter.subject == "Ny adgangskode til Rød Tråd"
    assert "har bedt om en ny adgangskode" in letter.body
    assert "Linket virker én gang og i fire timer." in letter.body
    again = client.get(link, follow=True).content.decode()
    assert 'name="password1"' not in again


def test_nobody_learns_which_addresses_are_known(client: Client, somebody: User) -> None:
    known = client.post(reverse("account_reset_password"), {"email": somebody.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "ingen@fjordby.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_keeps_nobody_from_going_on(
    client: Client, somebody: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    answer = client.post(reverse("account_reset_password"), {"email": somebody.email})

    assert answer.status_code == 302


def test_changing_the_password_ends_the_other_sessions(client: Client, somebody: User) -> None:
    elsewhere = Client()
    log_in(elsewhere)
    log_in(client)

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER},
    )

    assert answer.status_code == 302
    assert client.get(reverse("mfa_index")).status_code == 200
    assert elsewhere.get(reverse("mfa_index")).status_code == 302


def test_deactivation_ends_sessions_at_once_and_for_good(
    client: Client, somebody: User, administrator: User
) -> None:
    log_in(client)

    deactivate_user(somebody, reason="Stoppet", acting_user=administrator)

    assert client.get(reverse("mfa_index")).status_code == 302
    User.objects.filter(pk=somebody.pk).update(is_active=True)
    assert client.get(reverse("mfa_index")).status_code == 302


def test_the_code_from_an_app_is_asked_for(client: Client, somebody: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(somebody, secret)

    answer = log_in(client)
    assert answer.url == reverse("mfa_authenticate")
    assert not is_in(client)

    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert is_in(client)


def test_secrets_of_second_factors_lie_encrypted(somebody: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(somebody, secret)

    assert secret not in str(Authenticator.objects.get().data)


def test_wrong_codes_lock_too_though_the_password_is_right(client: Client, somebody: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(somebody, secret)
    for _attempt in range(5):
        another = Client()
        log_in(another)
        another.post(reverse("mfa_authenticate"), {"code": "000000"})

    answer = log_in(client)

    assert "For mange forsøg" in answer.content.decode()
    assert not is_in(client)


def test_a_role_can_be_made_to_need_a_second_factor(
    client: Client, somebody: User, employee: User, settings: Any
) -> None:
    settings.SECOND_FACTOR_ROLES = ["unit_leader"]
    own_page = reverse("accounts:own_profile")

    client.force_login(somebody)
    assert client.get(own_page).url == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    TOTP.activate(somebody, generate_totp_secret())
    assert client.get(own_page).status_code == 200

    client.force_login(employee)
    assert client.get(own_page).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_generate_recovery_codes",
        "account_change_password",
    ],
)
def test_the_pages_of_signing_in_are_drawn(name: str, client: Client, somebody: User) -> None:
    log_in(client)

    page = client.get(reverse(name), follow=True)

    assert page.status_code == 200
    assert "<h1" in page.content.decode()


def test_a_passkey_can_be_asked_for(client: Client, db: None) -> None:
    answer = client.get(
        reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert answer.json() == {"request_options": ANY}
