from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Family(models.Model):
    """A household that several cases belong to, such as those of sisters and brothers.

    Its members are the people of its cases. It opens no case to anybody.
    """

    personal_fields: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("name of the family"), max_length=120)

    class Meta:
        verbose_name = _("family")
        verbose_name_plural = _("families")

    def __str__(self) -> str:
        return str(self.pk)
