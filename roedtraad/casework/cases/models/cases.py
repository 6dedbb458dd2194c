from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases import codelists
from roedtraad.foundation.organisation.models import Unit

from .families import Family
from .people import Citizen, FamilyRole
from .target_groups import TargetGroup

KLE = RegexValidator(
    r"^\d{2}\.\d{2}\.\d{2}(-[A-ZÆØÅ]\d{2})?$",
    _("Write a KLE number as three pairs of digits – for example 27.24.00."),
)


class CaseQuerySet(models.QuerySet["Case"]):
    def open_on(self, on: date) -> CaseQuerySet:
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on)


class Case(models.Model):
    """What the municipality does about a child, a young person or a family, from open to closed."""

    personal_fields: ClassVar[tuple[str, ...]] = ("occasion", "closing_note")

    number = models.CharField(_("case number"), max_length=20, unique=True, editable=False)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    target_group = models.ForeignKey(
        TargetGroup,
        on_delete=models.PROTECT,
        related_name="cases",
        null=True,
        blank=True,
        verbose_name=_("target group"),
    )
    family = models.ForeignKey(
        Family,
        on_delete=models.PROTECT,
        related_name="cases",
        null=True,
        blank=True,
        verbose_name=_("family"),
    )
    target_code = models.CharField(_("target-group code"), max_length=60, blank=True)
    kle = models.CharField(_("KLE number"), max_length=12, blank=True, validators=[KLE])
    acting_municipality = models.CharField(_("municipality of action"), max_length=60, blank=True)
    occasion = models.TextField(_("what it is about"), blank=True)
    opened_on = models.DateField(_("opened"))
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    closing_note = models.TextField(_("why it was closed"), blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [models.Index(fields=["unit", "closed_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="a_case_does_not_close_before_it_opens",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def target_code_shown(self) -> str:
        return codelists.target_codes().shown(self.target_code)

    @property
    def kle_shown(self) -> str:
        return codelists.kle().shown(self.kle)

    @property
    def acting_municipality_shown(self) -> str:
        return codelists.municipalities().shown(self.acting_municipality)


class CasePerson(models.Model):
    """That somebody belongs to a case in a period, and as what: family and network.

    The role says what they are to whom the case is about; the case is about one child, several
    sisters and brothers, or an adult.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ("citizen", "role", "note")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="people")
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="in_cases")
    role = models.CharField(_("role"), max_length=20, choices=FamilyRole)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("person of a case")
        verbose_name_plural = _("persons of cases")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "citizen"],
                condition=Q(ends_on=None),
                name="nobody_is_twice_in_a_case",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="nobody_leaves_a_case_before_they_come",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.role}"


class Consent(models.Model):
    """That somebody has agreed that information is obtained or passed on: what, from whom, until.

    Not the basis of the data processing itself, which is the exercise of public authority.
    """

    personal_fields: ClassVar[tuple[str, ...]] = (
        *("citizen", "given_by", "subject_matter", "from_whom", "withdrawn_note"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    citizen = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", verbose_name=_("about")
    )
    given_by = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    subject_matter = models.TextField(_("what it covers"))
    from_whom = models.CharField(_("with whom information is shared"), max_length=200)
    given_on = models.DateField(_("given"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)
    withdrawn_note = models.CharField(_("how it was withdrawn"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("given_on")),
                name="a_consent_does_not_end_before_it_is_given",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="a_consent_is_not_withdrawn_before_it_is_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.given_on}"

    def counts_on(self, on: date) -> bool:
        ended = self.ends_on is not None and self.ends_on < on
        withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= on
        return self.given_on <= on and not ended and not withdrawn
