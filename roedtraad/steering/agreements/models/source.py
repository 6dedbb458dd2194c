from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.files.models import StoredFile


class SourcePlace(models.Model):
    """Where in a document that was read in something came from."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    line_from = models.PositiveIntegerField(_("first line"))
    line_to = models.PositiveIntegerField(_("last line"))

    class Meta:
        verbose_name = _("place in a document")
        verbose_name_plural = _("places in documents")

    def __str__(self) -> str:
        return f"{self.document}:{self.line_from}"


def source_field() -> models.ForeignKey[SourcePlace | None, SourcePlace | None]:
    """The place a row was read from, if it came from a document."""
    return models.ForeignKey(
        SourcePlace,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
