from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.ui.drafts import FormDraft


class Draft(FormDraft):
    """What somebody has typed in a form about indicators and not saved yet."""

    personal_fields: ClassVar[tuple[str, ...]] = ()

    class Meta(FormDraft.Meta):
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
