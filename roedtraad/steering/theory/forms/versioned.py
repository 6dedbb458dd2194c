"""A form that remembers which version of a row it shows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db import models

LONG_TEXT = 20_000


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Knows the version it was shown with, and can be built on a newer one."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base_version"].initial = self.instance.version if self.instance.pk else 0
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3
                field.max_length = LONG_TEXT  # type: ignore[attr-defined]
                field.validators.append(MaxLengthValidator(LONG_TEXT))

    def rebase(self, current: models.Model) -> None:
        """Saving again is then a choice made knowingly."""
        data: Any = self.data
        self.data = data.copy()
        self.data["base_version"] = str(getattr(current, "version", ""))  # type: ignore[index]

    def links(self) -> dict[str, list[models.Model]]:
        """What was chosen in fields that hold several rows of the model's own."""
        names = {each.name for each in self._meta.model._meta.many_to_many}
        return {name: list(self.cleaned_data[name]) for name in names & set(self.cleaned_data)}

    def values(self) -> dict[str, Any]:
        """The values of the row's own fields."""
        names = {each.name for each in self._meta.model._meta.concrete_fields}
        return {name: value for name, value in self.cleaned_data.items() if name in names}
