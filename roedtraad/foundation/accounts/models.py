from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.organisation.models import Unit


class User(AbstractUser):
    """Somebody who signs in, or the nameless system user that jobs act as.

    A family's account is nameless too: whose it is, only casework knows. It holds no role, has no
    password, and sees nothing but the family's own pages.
    """

    personal_fields: ClassVar[tuple[str, ...]] = (
        *("username", "first_name", "last_name", "email", "title"),
    )

    # null, because several may be without one
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)  # type: ignore[assignment]
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="da"
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    failed_logins = models.PositiveSmallIntegerField(default=0, editable=False)
    locked_until = models.DateTimeField(null=True, blank=True, editable=False)
    is_system = models.BooleanField(default=False, editable=False)
    is_family = models.BooleanField(default=False, editable=False)
    # changed when somebody is deactivated: sessions from before never come alive again
    session_stamp = models.CharField(max_length=32, blank=True, editable=False)
    import_id = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_family=False)
                | Q(is_system=False, is_staff=False, is_superuser=False),
                name="a_familys_account_is_nothing_else",
            )
        ]

    def __str__(self) -> str:
        if self.is_family:
            return gettext("somebody of the family")
        return self.get_full_name() or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac(
            "roedtraad.accounts.session",
            f"{self.password}{self.session_stamp}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class Role(models.TextChoices):
    """What somebody is in a unit, and so in every unit below it."""

    ADMINISTRATOR = "administrator", _("administrator")
    CONSULTANT = "consultant", _("consultant")
    PRINCIPAL = "principal", _("principal")
    UNIT_LEADER = "unit_leader", _("unit leader")
    TEAM_LEADER = "team_leader", _("team leader")
    EMPLOYEE = "employee", _("employee")
    POLITICIAN = "politician", _("politician")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("data protection officer")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, on: date) -> MembershipQuerySet:
        """Memberships that count on that day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class Membership(models.Model):
    """A role held by a user in a unit, and in every unit below it, in a period."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("role in a unit")
        verbose_name_plural = _("roles in units")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role", "starts_on"], name="one_membership_from_a_date"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="a_membership_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.unit}"


class Invitation(models.Model):
    """A link mailed to somebody with which to choose a first password, once, before it expires."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return str(self.user)
