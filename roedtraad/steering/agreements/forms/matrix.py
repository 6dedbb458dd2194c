from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from roedtraad.steering.agreements.models import Agreement, Goal


class NewGoalForm(forms.Form):
    """A goal begun from the matrix: which agreement it belongs to, and what it is called."""

    agreement = forms.ModelChoiceField(Agreement.objects.none(), label=_("Agreement"))
    title = forms.CharField(
        label=_("Title of the goal"), max_length=Goal._meta.get_field("title").max_length
    )

    def __init__(self, *args: Any, agreements: QuerySet[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = agreements  # type: ignore[attr-defined]
