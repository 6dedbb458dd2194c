"""A word on whether a measurement can be believed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.steering.indicators.models import CredibilityKind

WORDS = {
    CredibilityKind.SIGNED_OFF: _("I sign it off: the figure can be believed"),
    CredibilityKind.DOUBT: _("I doubt it"),
    CredibilityKind.SETTLED: _("The doubt is settled"),
}


class CredibilityForm(forms.Form):
    """One of what the reader may say, and why; only a sign-off needs no reason."""

    kind = forms.ChoiceField(label=_("What do you say of the figure?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Why?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for a doubt, and when it is settled. Write no names."),
    )

    def __init__(self, *args: Any, kinds: list[CredibilityKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(each.value, WORDS[each]) for each in kinds]
        if len(kinds) == 1:
            field.initial = kinds[0].value
