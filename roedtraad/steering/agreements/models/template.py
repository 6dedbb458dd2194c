from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanForm(models.TextChoices):
    """The forms of agreement in use."""

    CONTRACT = "contract", _("contract goals")
    DIALOGUE = "dialogue", _("dialogue agreement")
    BUSINESS_PLAN = "business_plan", _("business plan")
    SOCIAL_PLAN = "social_plan", _("social-area plan")
    OTHER = "other", _("another form")


class AgreementTemplate(models.Model):
    """One kind of agreement; what it holds stands in its versions."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    name = models.CharField(_("name"), max_length=120, unique=True)
    form = models.CharField(_("form"), max_length=20, choices=PlanForm, default=PlanForm.OTHER)
    is_active = models.BooleanField(_("in use"), default=True)
    shipped_key = models.CharField(max_length=20, blank=True, editable=False)  # came with us

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        constraints = [
            models.UniqueConstraint(
                fields=["shipped_key"],
                condition=~models.Q(shipped_key=""),
                name="a_shipped_template_is_there_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """What a template asked for from one day on: sections, fields, labels, help, rules.

    `definition` is described in `template_definition`. Not published: it is still being written.
    A published version never changes.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    template = models.ForeignKey(
        AgreementTemplate, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    definition = models.JSONField()
    note = models.TextField(_("what is new"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    is_shipped = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)  # of an unpublished text

    class Meta:
        verbose_name = _("version of a template")
        verbose_name_plural = _("versions of templates")
        constraints = [
            models.UniqueConstraint(
                fields=["template", "number"], name="one_version_per_template_and_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.number}"
