"""Forms of the theory itself: begun, changed, copied."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.access import agreements_for
from roedtraad.steering.agreements.models import Agreement, Theme
from roedtraad.steering.theory.models import TheoryOfChange
from roedtraad.steering.theory.queries.lists import units_to_write_in
from roedtraad.steering.theory.shipped_theories import shipped_theories

from .versioned import VersionedForm

EMPTY = ""
SUBJECT = ("title", "text", "target_group", "themes", "agreement")


class TheoryForm(VersionedForm):
    """What a theory is about."""

    class Meta:
        model = TheoryOfChange
        fields: Any = SUBJECT

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.instance.agreement_id
        agreements = agreements_for(user) | Agreement.objects.filter(pk=chosen or 0)
        self.fields["agreement"].queryset = agreements.distinct().order_by("title", "pk")  # type: ignore[attr-defined]
        self.fields["target_group"].queryset = TargetGroup.objects.order_by("title")  # type: ignore[attr-defined]
        themes: Any = forms.ModelMultipleChoiceField(
            Theme.objects.all(),
            required=False,
            label=capfirst(Theme._meta.verbose_name_plural),
            widget=forms.CheckboxSelectMultiple,
        )
        if self.instance.pk:
            themes.initial = list(self.instance.themes.all())
        self.fields["themes"] = themes


class NewTheoryForm(TheoryForm):
    """A new theory: for which unit, and what it begins with."""

    template = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Begin with"),
        help_text=gettext_lazy("A template gives you boxes and arrows to change and throw away."),
        widget=forms.RadioSelect,
    )

    class Meta(TheoryForm.Meta):
        fields: Any = ("title", "unit", *SUBJECT[1:])

    field_order = ("title", "unit", "template")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        units: Any = self.fields["unit"]
        units.queryset = units_to_write_in(user)
        if units.queryset.count() == 1:
            units.initial = units.queryset.first()
        choices = [(each.key, f"{each.title}: {each.about}") for each in shipped_theories()]
        self.fields["template"].choices = [(EMPTY, _("Five empty columns")), *choices]  # type: ignore[attr-defined]


class CopyForm(forms.Form):
    """A copy: what it is called, and for which unit."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    unit: Any = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Unit"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_to_write_in(user)  # type: ignore[attr-defined]
