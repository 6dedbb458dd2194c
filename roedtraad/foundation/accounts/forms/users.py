from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.organisation.models import Unit, UnitQuerySet
from roedtraad.foundation.ui.fields import DanishDateField


class OwnProfileForm(forms.Form):
    """What a user changes about himself."""

    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("You can log in with it, and links to choose a new password are sent to it."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    @staticmethod
    def values_of(user: User) -> dict[str, Any]:
        return {
            "first_name": user.first_name,
            "last_name": user.last_name,
            "email": user.email or "",
            "language": user.language,
        }


class UserForm(forms.Form):
    """Who somebody is."""

    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        help_text=_("Letters, digits and . - _ @. Often the same as in other systems."),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("The invitation is sent to it.")
    )
    title = forms.CharField(label=_("Job title"), max_length=120, required=False)

    @staticmethod
    def values_of(user: User) -> dict[str, Any]:
        return {
            "first_name": user.first_name,
            "last_name": user.last_name,
            "username": user.username,
            "email": user.email or "",
            "title": user.title,
        }


class RoleForm(forms.Form):
    """A role in a unit, in a period."""

    role = forms.ChoiceField(label=_("Role"), choices=Role)
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    starts_on = DanishDateField(
        label=_("From"),
        required=False,
        help_text=_("Empty means today."),
    )
    ends_on = DanishDateField(
        label=_("To and including"), required=False, help_text=_("Empty means until further.")
    )

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.order_by("path")  # type: ignore[attr-defined]


class NewUserForm(UserForm):
    """A user with a first role."""

    role = forms.ChoiceField(label=_("Role"), choices=Role, initial=Role.EMPLOYEE)
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    send_invitation = forms.BooleanField(
        label=_("Send an invitation by mail at once"), required=False, initial=True
    )

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.order_by("path")  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why something is done that somebody may ask about later."""

    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
