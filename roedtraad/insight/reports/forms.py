from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.organisation.models import Unit

ALL = "alle"


class OverviewForm(forms.Form):
    """Of which unit the goals are wanted."""

    enhed = forms.ChoiceField(label=_("Unit"))

    def __init__(self, *args: Any, units: Iterable[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["enhed"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            (ALL, _("All units I may see")),
            *((str(unit.pk), unit.name) for unit in units),
        ]
