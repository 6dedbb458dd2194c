"""Invitations: a link by mail that works once and for some days, to choose a first password."""

from __future__ import annotations

import hashlib
import secrets
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import Invitation, User
from roedtraad.foundation.audit import services as audit

from .memberships import require_may_manage
from .users import forget_failures


class NotSent(Exception):
    """The mail server did not take the invitation."""


@transaction.atomic
def make_invitation(user: User, *, acting_user: User) -> str:
    """A new link for `user`; links from before stop working. Only its hash is kept."""
    require_may_manage(acting_user, user)
    if not user.is_active:
        raise ValidationError(_("The user is not active. Activate the user first."))
    if user.has_usable_password():
        raise ValidationError(_("The user already has a password and can ask for a new one."))
    return new_link(user, made_by=acting_user)


def new_link(user: User, *, made_by: User) -> str:
    """The link itself, for somebody whose right has been checked."""
    token, now = secrets.token_urlsafe(32), timezone.now()
    user.invitations.filter(used_at__isnull=True).delete()
    invitation = Invitation.objects.create(
        user=user,
        token_hash=_hash(token),
        made_by=made_by,
        made_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    audit.record("user.invited", invitation, acting_user=made_by, user=user.pk)
    return str(settings.PUBLIC_ADDRESS) + reverse("accounts:invitation", args=[token])


def invite(user: User, *, acting_user: User) -> None:
    """Mail `user` a new link. Raises `NotSent` when the mail could not be handed over."""
    if not user.email:
        raise ValidationError(_("The user has no e-mail address. Write one first."))
    link = make_invitation(user, acting_user=acting_user)
    _mail(user, link)
    user.invitations.filter(used_at__isnull=True).update(sent_at=timezone.now())


def _mail(user: User, link: str) -> None:
    context = {
        "user": user,
        "link": link,
        "municipality": settings.MUNICIPALITY,
        "days": settings.INVITATION_DAYS,
    }
    with translation.override(user.language):
        subject = _("Welcome to Rød Tråd")
        text = render_to_string("accounts/mail/invitation.txt", context)
    try:
        send_mail(subject, text, None, [user.email or ""])
    except (OSError, smtplib.SMTPException) as fault:
        raise NotSent from fault


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(token: str) -> Invitation | None:
    """The invitation that the link belongs to, while it can be used."""
    return (
        Invitation.objects.filter(
            token_hash=_hash(token),
            used_at__isnull=True,
            expires_at__gt=timezone.now(),
            user__is_active=True,
        )
        .select_related("user")
        .first()
    )


@transaction.atomic
def accept_invitation(token: str, password: str) -> User | None:
    """Choose the first password; None when the link was used already or has expired."""
    invitation = open_invitation(token)
    if invitation is None:
        return None
    now = timezone.now()
    if not Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(used_at=now):
        return None  # somebody used it in the same moment
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    forget_failures(user)
    audit.record("user.invitation_accepted", invitation, acting_user=user)
    return user
