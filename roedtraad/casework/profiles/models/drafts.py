from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.ui.drafts import FormDraft


class ProfileDraft(FormDraft):
    """What somebody has typed in a form about a profile or a case and not saved yet."""

    personal_fields: ClassVar[tuple[str, ...]] = ("data",)

    class Meta(FormDraft.Meta):
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
