from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.lib.sorting import danish_fold


class Sex(models.TextChoices):
    FEMALE = "female", _("girl or woman")
    MALE = "male", _("boy or man")
    UNKNOWN = "unknown", _("not stated")


class FamilyRole(models.TextChoices):
    """What somebody is to the child or young person a case is about."""

    SUBJECT = "subject", _("the case is about")
    MOTHER = "mother", _("mother")
    FATHER = "father", _("father")
    PARENT = "parent", _("parent")
    STEP_PARENT = "step_parent", _("step-parent")
    FOSTER_PARENT = "foster_parent", _("foster parent")
    SIBLING = "sibling", _("sister or brother")
    GRANDPARENT = "grandparent", _("grandparent")
    PARTNER = "partner", _("partner")
    RELATIVE = "relative", _("other relative")
    FRIEND = "friend", _("friend of the family")
    PROFESSIONAL = "professional", _("teacher, health visitor or other professional")
    REPRESENTATIVE = "representative", _("representative or guardian")


class CitizenQuerySet(models.QuerySet["Citizen"]):
    def current(self) -> CitizenQuerySet:
        """Not those that have been merged into another."""
        return self.filter(merged_into=None)


class Citizen(models.Model):
    """A person the municipality meets in a case. The CPR number is sealed. ADR 18."""

    personal_fields: ClassVar[tuple[str, ...]] = (
        *("first_name", "last_name", "folded_name", "cpr_sealed", "cpr_index", "born_on", "sex"),
        *("address", "phone", "email", "is_protected"),
    )

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    first_name = models.CharField(_("first names"), max_length=120)
    last_name = models.CharField(_("last name"), max_length=120, blank=True)
    folded_name = models.CharField(max_length=250, blank=True, editable=False)
    cpr_sealed = models.CharField(max_length=120, blank=True, editable=False)
    cpr_index = models.CharField(max_length=90, blank=True, editable=False)
    born_on = models.DateField(_("born"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    address = models.CharField(_("address"), max_length=250, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_protected = models.BooleanField(_("name and address are protected"), default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )

    objects = CitizenQuerySet.as_manager()

    class Meta:
        verbose_name = _("citizen")
        verbose_name_plural = _("citizens")
        constraints = [
            models.UniqueConstraint(
                fields=["cpr_index"],
                condition=~Q(cpr_index="") & Q(merged_into=None),
                name="one_citizen_per_cpr_number",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="a_citizen_is_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded_name = danish_fold(str(self))
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class ParentalAuthority(models.Model):
    """That an adult has, or had, parental authority over a child in a period."""

    personal_fields: ClassVar[tuple[str, ...]] = ("child", "adult", "starts_on", "ends_on")

    child = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="authorities")
    adult = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="authority_over")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("parental authority")
        verbose_name_plural = _("parental authority")
        constraints = [
            models.UniqueConstraint(
                fields=["child", "adult", "starts_on"], name="one_parental_authority_from_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(child=F("adult")), name="nobody_has_parental_authority_over_themselves"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_parental_authority_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adult_id} › {self.child_id}"


class Merge(models.Model):
    """That two records of one person were made one. `moved` is what was moved, to take it back."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    kept = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    reason = models.CharField(_("why"), max_length=300)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(_("when"))
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("merge of two records")
        verbose_name_plural = _("merges of records")

    def __str__(self) -> str:
        return f"{self.other_id} › {self.kept_id}"
