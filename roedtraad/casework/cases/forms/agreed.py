"""What is agreed with people: parental authority, consents, merging two records."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.cases.names import listed
from roedtraad.foundation.ui.fields import DanishDateField


class _Person(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return listed(obj)


def _one_of(label: Any, **kwargs: Any) -> _Person:
    return _Person(label=label, queryset=Citizen.objects.none(), **kwargs)


def _among(form: forms.Form, people: list[Citizen], *names: str) -> None:
    keys = [citizen.pk for citizen in people]
    for name in names:
        queryset = Citizen.objects.filter(pk__in=keys).order_by("born_on", "pk")
        form.fields[name].queryset = queryset  # type: ignore[attr-defined]


class AuthorityForm(forms.Form):
    """Who has parental authority over whom, in which period."""

    child = _one_of(_("Child"))
    adult = _one_of(_("Adult with parental authority"))
    starts_on = DanishDateField(label=_("From"))
    ends_on = DanishDateField(
        label=_("To"), required=False, help_text=_("Empty means until the child is 18.")
    )

    def __init__(
        self, *args: Any, children: list[Citizen], adults: list[Citizen], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _among(self, children, "child")
        _among(self, adults, "adult")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ValidationError(_("The last day lies before the first.")))
        return cleaned


class ConsentForm(forms.Form):
    """A consent as it was given."""

    citizen = _one_of(_("Whom it is about"))
    given_by = _one_of(_("Given by"))
    from_whom = forms.CharField(
        label=_("With whom information is shared"),
        max_length=200,
        help_text=_("For example the school, the health visitor or the hospital – by name."),
    )
    subject_matter = forms.CharField(
        label=_("What it covers"), widget=forms.Textarea(attrs={"rows": 4})
    )
    given_on = DanishDateField(label=_("Given"))
    ends_on = DanishDateField(
        label=_("Until"), required=False, help_text=_("Empty means until it is withdrawn.")
    )

    def __init__(self, *args: Any, people: list[Citizen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _among(self, people, "citizen", "given_by")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("given_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ValidationError(_("The last day lies before the first.")))
        return cleaned


class WithdrawForm(forms.Form):
    """That a consent was taken back."""

    withdrawn_on = DanishDateField(label=_("Withdrawn"))
    note = forms.CharField(
        label=_("How"), max_length=300, required=False, help_text=_("By phone, in a letter …")
    )


class MergeForm(forms.Form):
    """The other record of the same person."""

    other = _one_of(_("Who is the same person"))
    reason = forms.CharField(label=_("How you know"), max_length=300)

    def __init__(self, *args: Any, people: list[Citizen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _among(self, people, "other")


class WordsForm(forms.Form):
    """Why the words of a search must be read."""

    reason = forms.CharField(
        label=_("Why you must read the words"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stays in the log with your name."),
    )


class WhoseForm(forms.Form):
    """Whose searches are wanted."""

    q = forms.CharField(label=_("Name or username"), required=False, max_length=120)


class SeenForm(forms.Form):
    """Whose log is wanted."""

    words = forms.CharField(label=_("CPR number or case number"), max_length=30)
