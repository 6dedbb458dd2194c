"""How allauth asks us: no sign-up, lock-out counted in the database, secrets encrypted."""

from __future__ import annotations

import base64
import hashlib
import smtplib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.audit import services as audit

from .models import User
from .services import attempts
from .services.users import forget_failures

log = structlog.get_logger("roedtraad.accounts")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Local accounts of an installation that nobody can sign up to."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many attempts. Wait a quarter of an hour, or ask for a new password."
        ),
        "email_password_mismatch": _("The e-mail address and the password do not match."),
        "username_password_mismatch": _("The username and the password do not match."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Count the attempt first; then try the password."""
        user = attempts.user_of(credentials.get("email") or credentials.get("username") or "")
        if user is not None and not attempts.begin_attempt(user):
            raise self.validation_error("too_many_login_attempts")
        found: User | None = super().authenticate(request, **credentials)
        if user is not None and found is None:
            attempts.record_failure(user, factor="password")
        elif found is not None:
            attempts.take_back_attempt(found)
        return found

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Names nobody has are counted in the cache; those of users in the database."""
        login = credentials.get("email") or credentials.get("username") or ""
        if attempts.user_of(login) is not None:
            return uuid4().hex
        return hashlib.sha256(login.lower().encode()).hexdigest()

    def post_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse:
        attempts.record_success(user)
        response: HttpResponse = super().post_login(request, user, **about)
        return response

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Below the public address: what the request said of its host, anybody may have written."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.PUBLIC_ADDRESS}{path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away keeps nobody from going on; the page says what to expect."""
        try:
            super().send_mail(template_prefix, email, context | {"current_site": _site()})
        except (OSError, smtplib.SMTPException) as fault:
            log.warning("mail not sent", mail=template_prefix, fault=type(fault).__name__)

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """A new password unlocks. All other sessions end, because it is part of their stamp."""
        super().set_password(user, password)
        forget_failures(user)
        audit.record("user.password_changed", user, acting_user=user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second factors encrypted with the installation's own key."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


@dataclass(frozen=True)
class Site:
    """What mails call this installation."""

    name: str
    domain: str


def _site() -> Site:
    host = urlsplit(str(settings.PUBLIC_ADDRESS)).netloc
    return Site(name=str(settings.MUNICIPALITY) or host, domain=host)


def _cipher() -> MultiFernet:
    keys = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    derived = [hashlib.sha256(b"roedtraad.second-factor:" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
