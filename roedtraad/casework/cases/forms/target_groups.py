from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases import codelists
from roedtraad.casework.cases.models import TargetGroup

from .fields import OWN_CODE, CodesField


class TargetGroupForm(forms.ModelForm):  # type: ignore[type-arg]
    codes = CodesField(
        codes=codelists.target_codes,
        other=OWN_CODE,
        label=TargetGroup._meta.get_field("codes").verbose_name,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Names or codes with commas between – for example Omsorgssvigt, Autismespektrum. A case"
            " with any of them counts, and with any code that belongs under one of them."
        ),
    )

    class Meta:
        model = TargetGroup
        fields = (
            *("title", "description", "age_from", "age_to", "codes", "needs_intervention"),
            "is_active",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].widget.attrs["rows"] = 4
        self.fields["age_from"].help_text = _(
            "With an age, codes or an intervention, cases belong here by what is registered of "
            "them. Without, they belong here when somebody puts them in the group."
        )
        if self.instance.pk is None:
            del self.fields["is_active"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("age_from"), cleaned.get("age_to")
        if first is not None and last is not None and last < first:
            self.add_error("age_to", ValidationError(_("The last age is below the first.")))
        return cleaned
