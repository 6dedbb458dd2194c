"""What can be asked of the library."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.sorting import danish_key
from roedtraad.steering.indicators.access import readable_indicators
from roedtraad.steering.indicators.models import IndicatorKind
from roedtraad.steering.indicators.queries.library import (
    ENDED,
    IN_USE,
    LIBRARY,
    LOCAL,
    NOT_IN_USE,
    LibraryFilter,
)

ANY = [("", _("all"))]


class LibraryForm(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[*ANY, *IndicatorKind.choices]
    )
    shelf = forms.ChoiceField(
        label=_("Where"),
        required=False,
        choices=[*ANY, (LIBRARY, _("in the library")), (LOCAL, _("only in one's own units"))],
    )
    use = forms.ChoiceField(
        label=_("Use"),
        required=False,
        choices=[
            *ANY,
            *((IN_USE, _("in use")), (NOT_IN_USE, _("not in use"))),
            (ENDED, _("no longer used")),
        ],
    )
    steward = forms.TypedChoiceField(
        label=_("Steward"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = readable_indicators(user).exclude(steward=None).values("steward")
        stewards = sorted(
            ((each.pk, str(each)) for each in User.objects.filter(pk__in=keys)),
            key=lambda row: danish_key(row[1]),
        )
        self.fields["steward"].choices = [*ANY, *stewards]  # type: ignore[attr-defined]

    def wanted(self) -> LibraryFilter:
        """What was asked for, where it makes sense; a wrong address asks for everything."""
        self.is_valid()
        found = self.cleaned_data
        return LibraryFilter(
            words=found.get("q") or "",
            kind=found.get("kind") or "",
            shelf=found.get("shelf") or "",
            use=found.get("use") or "",
            steward=found.get("steward"),
        )
