"""Questions left out: told once before it is saved, and saved as it is the second time."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict


class AsksOnce(forms.Form):
    """Carries, from one sending to the next, which questions somebody was told they left out."""

    left_out = forms.CharField(required=False, widget=forms.HiddenInput)

    def newly_left_out(self, numbers: Iterable[int]) -> list[int]:
        """The questions without an answer, where some of them were not told of before."""
        left = [number for number in numbers if self.cleaned_data.get(f"q{number}") is None]
        told = set(self.cleaned_data.get("left_out", "").split(","))
        if {str(number) for number in left} <= told:
            return []
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["left_out"] = ",".join(str(number) for number in left)
        self.data = sent
        return left
