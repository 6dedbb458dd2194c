from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.casework.profiles.models import ProfileTemplate, Subject, Voice
from roedtraad.casework.profiles.profile_template import SectionKind

KINDS = (
    (SectionKind.TEXT.value, gettext_lazy("one text")),
    (SectionKind.VOICES.value, gettext_lazy("a text from each, with what stands in the way")),
    (SectionKind.ACTIONS.value, gettext_lazy("actions with a time plan")),
    (SectionKind.DUTIES.value, gettext_lazy("what each of them does")),
)
SPOKEN = (SectionKind.VOICES, SectionKind.DUTIES)
VOICES = {
    Subject.FAMILY: (Voice.CHILD, Voice.PARENTS, Voice.NETWORK, Voice.PROFESSIONAL),
    Subject.MANAGEMENT: (Voice.LEADERSHIP, Voice.EMPLOYEES, Voice.PROFESSIONAL),
}
LONGEST_KEY = 40


class SectionForm(forms.Form):
    """A section of a template: its heading and help, and how it is written."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=120)
    help = forms.CharField(
        label=gettext_lazy("Help"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label=gettext_lazy("How it is written"), choices=KINDS)
    voices = forms.MultipleChoiceField(
        label=gettext_lazy("Whose words?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Where each writes a text of their own."),
    )

    def __init__(self, *args: Any, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        voices: Any = self.fields["voices"]
        voices.choices = [(each.value, each.label) for each in VOICES[Subject(about)]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") in SPOKEN and not given.get("voices"):
            self.add_error("voices", ValidationError(_("Choose at least one.")))
        return given

    @property
    def section(self) -> dict[str, Any]:
        given = self.cleaned_data
        spoken = {"voices": given["voices"]} if given["kind"] in SPOKEN else {}
        facts = {name: given[name] for name in ("kind", "heading", "help")}
        key = given["key"] or slugify(given["heading"])[:LONGEST_KEY] or "afsnit"
        return {"key": key, **facts, **spoken}


MOST = 20
SectionForms = formset_factory(SectionForm, extra=0, max_num=MOST)


def sections_in(forms_of: BaseFormSet[SectionForm]) -> list[dict[str, Any]]:
    """The sections as they stand; texts stay where their section's key is the same."""
    found: list[dict[str, Any]] = []
    for form in forms_of:
        section = form.section
        keys = {each["key"] for each in found}
        stem, number = section["key"], 2
        while section["key"] in keys:
            section["key"] = f"{stem[: LONGEST_KEY - 3]}-{number}"
            number += 1
        found.append(section)
    return found


def rearranged(forms_of: BaseFormSet[SectionForm], act: str) -> list[dict[str, Any]]:
    """What is written, whatever is wrong with it, after one press: `add`, or `up-2`, `down-2` …"""
    rows = [{name: form[name].value() for name in form.fields} for form in forms_of]
    if act == "add":
        return [*rows, {"kind": SectionKind.TEXT.value}]
    what, _dash, number = act.partition("-")
    place = int(number) if number.isdecimal() else len(rows)
    if place >= len(rows):
        return rows
    taken = rows.pop(place)
    if what != "remove":
        rows.insert(max(place - 1 if what == "up" else place + 1, 0), taken)
    return rows


def initial_of(row: ProfileTemplate) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = row.definition["sections"]
    return sections
