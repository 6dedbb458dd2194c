from __future__ import annotations

from typing import Any

from django import forms

from roedtraad.casework.cases.models import TargetGroup


class TargetGroupForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = TargetGroup
        fields = ("title", "description", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].widget.attrs["rows"] = 4
        if self.instance.pk is None:
            del self.fields["is_active"]
