from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class TargetGroup(models.Model):
    """Whom goals and interventions concern: an entry of a catalogue, without persons.

    With criteria, cases belong to it by what is registered; without, by being put in it.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ()

    title = models.CharField(_("title"), max_length=200, unique=True)
    description = models.TextField(_("description"), blank=True)
    age_from = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(
        _("to and including the age of"), null=True, blank=True
    )
    codes = models.CharField(_("target-group codes"), max_length=2000, blank=True)
    needs_intervention = models.BooleanField(
        _("only with an intervention that runs"), default=False
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")

        constraints = [
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
                name="a_target_group_does_not_end_at_a_lower_age",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code_list(self) -> list[str]:
        return [code for code in self.codes.replace(";", ",").replace(",", " ").split() if code]

    @property
    def has_criteria(self) -> bool:
        ages = (self.age_from, self.age_to)
        return bool(self.code_list) or self.needs_intervention or any(a is not None for a in ages)
