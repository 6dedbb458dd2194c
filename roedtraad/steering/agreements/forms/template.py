"""The forms of the template editor; each gives a piece of a definition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.steering.agreements.models import AgreementTemplate, PlanForm, TemplateVersion
from roedtraad.steering.agreements.template_definition import (
    EXTRA,
    FOCUS_AREA_FIELDS,
    GOAL_FIELDS,
    LINKS,
    PARTS_KINDS,
    WORDS,
    Definition,
    FieldDefinition,
    Part,
    SectionDefinition,
    SectionKind,
    StatusRule,
    Text,
    Word,
)
from roedtraad.steering.agreements.template_editing import new_key

from .strategy import RulesForm

KINDS = [
    (SectionKind.TEXT.value, _("text, whole or in parts")),
    (SectionKind.FACTS.value, _("facts: labels and values")),
    (SectionKind.UNITS.value, _("the units covered, with staff")),
    (SectionKind.BUDGET.value, _("budget lines by year")),
    (SectionKind.FOCUS_AREAS.value, _("focus areas")),
    (SectionKind.GOALS.value, _("goals")),
    (SectionKind.PROJECTS.value, _("projects")),
    (SectionKind.CALENDAR.value, _("calendar of all due dates")),
    (SectionKind.MINUTES.value, _("minutes of dialogue meetings")),
    (SectionKind.AGREED_POINTS.value, _("what is agreed, by topic")),
    (SectionKind.FOLLOW_UP.value, _("follow-up, by topic")),
    (SectionKind.ANNEXES.value, _("annexes")),
]
FIELD_NAMES = {
    "text": _("the goal itself"),
    "why": _("why"),
    "method": _("method"),
    "success_criterion": _("success criterion"),
    "follow_up": _("follow-up"),
    "how_measured": _("how measured"),
    "resources": _("resources"),
    "status_text": _("status"),
    "owner": _("responsible"),
    "actions": _("actions"),
    "indicators": _("indicators"),
    "links": _("what it serves"),
}
LINK_NAMES = {
    "focus_areas": _("focus areas"),
    "themes": _("themes"),
    "effect_goals": _("effect goals"),
    "target_groups": _("target groups"),
    "un_goals": _("UN goals"),
}
WORD_NAMES = {
    "goal": _("goal"),
    "focus_area": _("focus area"),
    "action": _("action"),
    "indicator": _("indicator"),
    "principal": _("principal"),
    "unit": _("unit"),
}
OWN = "own"


class LabelledForm(forms.Form):
    """A heading and a help in both languages, and whether it must be filled in."""

    label_da = forms.CharField(label=_("Heading in Danish"), max_length=120)
    label_en = forms.CharField(label=_("Heading in English"), max_length=120, required=False)
    help_da = forms.CharField(
        label=_("Help in Danish"), max_length=500, required=False, widget=forms.Textarea
    )
    help_en = forms.CharField(
        label=_("Help in English"), max_length=500, required=False, widget=forms.Textarea
    )
    required = forms.BooleanField(label=_("Must be filled in"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("help_da", "help_en"):
            self.fields[name].widget.attrs["rows"] = 2

    def labelled(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "label": Text(data["label_da"], data["label_en"]),
            "help": Text(data["help_da"], data["help_en"]),
            "is_required": data["required"],
        }


def initial_of(item: SectionDefinition | FieldDefinition | Part) -> dict[str, Any]:
    return {
        "label_da": item.label.da,
        "label_en": item.label.en,
        "help_da": item.help.da,
        "help_en": item.help.en,
        "required": item.is_required,
    }


class SectionForm(LabelledForm):
    kind = forms.ChoiceField(label=_("What stands in it"), choices=KINDS)
    field_order = ("kind",)

    def __init__(
        self, *args: Any, definition: Definition, section: SectionDefinition | None, **kwargs: Any
    ) -> None:
        self.definition, self.section = definition, section
        if section is not None:
            kwargs["initial"] = initial_of(section) | {"kind": section.kind.value}
        super().__init__(*args, **kwargs)
        if section is not None:  # what is written in agreements hangs on the key and the kind
            self.fields["kind"].disabled = True

    @property
    def takes_parts(self) -> bool:
        return SectionKind(self.cleaned_data["kind"]) in PARTS_KINDS

    def result(self, parts: tuple[Part, ...]) -> SectionDefinition:
        kind = SectionKind(self.cleaned_data["kind"])
        taken = [each.key for each in self.definition.sections]
        return SectionDefinition(
            key=self.section.key if self.section else new_key(self.cleaned_data["label_da"], taken),
            kind=kind,
            parts=parts if kind in PARTS_KINDS else (),
            **self.labelled(),
        )


class PartForm(LabelledForm):
    key = forms.CharField(widget=forms.HiddenInput, required=False)


class BasePartFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    deletion_widget = forms.CheckboxInput

    def parts(self) -> tuple[Part, ...]:
        """The parts that are left, in order; new ones get a key."""
        kept = [form for form in self.forms if form.has_changed() or form.initial.get("key")]
        kept.sort(key=lambda form: form.cleaned_data.get("ORDER") or len(self.forms) + 1)
        made: list[Part] = []
        for form in kept:
            data = form.cleaned_data
            if data.get("DELETE") or not data.get("label_da"):
                continue
            key = data["key"] or new_key(data["label_da"], [part.key for part in made])
            made.append(Part(key=key, **form.labelled()))
        return tuple(made)


PartFormSet = forms.formset_factory(
    PartForm, formset=BasePartFormSet, extra=3, can_delete=True, can_order=True
)


class FieldForm(LabelledForm):
    """A field of a goal or of a focus area; `OWN` is one that only this template knows."""

    name = forms.ChoiceField(label=_("Which field"))
    field_order = ("name",)

    def __init__(
        self,
        *args: Any,
        used: tuple[FieldDefinition, ...],
        field: FieldDefinition | None,
        of_goal: bool,
        **kwargs: Any,
    ) -> None:
        self.used, self.field = used, field
        if field is not None:
            kwargs["initial"] = initial_of(field) | {"name": field.name}
        super().__init__(*args, **kwargs)
        taken = {each.name for each in used}
        known = GOAL_FIELDS if of_goal else FOCUS_AREA_FIELDS
        choices: list[tuple[str, Any]] = [
            (name, FIELD_NAMES[name]) for name in known if name not in taken
        ]
        if of_goal:
            choices.append((OWN, _("a field of this template's own")))
        if field is not None:
            choices = [(field.name, FIELD_NAMES.get(field.name) or field.label.da)]
            self.fields["name"].disabled = True
        self.fields["name"].choices = choices  # type: ignore[attr-defined]

    def result(self) -> FieldDefinition:
        name = self.cleaned_data["name"]
        if name == OWN:
            own = [each.extra_key for each in self.used if each.is_extra]
            name = EXTRA + new_key(self.cleaned_data["label_da"], own)
        return FieldDefinition(name=name, **self.labelled())


class SettingsForm(RulesForm):
    """What holds for the whole template: rules, links, status, words."""

    description_da = forms.CharField(
        label=_("Description in Danish"), required=False, widget=forms.Textarea, max_length=1000
    )
    description_en = forms.CharField(
        label=_("Description in English"), required=False, widget=forms.Textarea, max_length=1000
    )
    status_rule = forms.ChoiceField(
        label=_("A goal stands"),
        choices=[
            (StatusRule.WORST.value, _("as its worst indicator")),
            (StatusRule.WEIGHTED.value, _("as the weighted mean of its indicators")),
        ],
    )
    links = forms.MultipleChoiceField(
        label=_("A goal can point to"),
        choices=[(name, LINK_NAMES[name]) for name in LINKS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        self.definition = definition
        initial = {
            "description_da": definition.description.da,
            "description_en": definition.description.en,
            "status_rule": definition.status_rule.value,
            "links": list(definition.links),
        }
        super().__init__(*args, rules=definition.rules, initial=initial, **kwargs)
        for name in ("description_da", "description_en"):
            self.fields[name].widget.attrs["rows"] = 2
        for name in WORDS:
            word = definition.word(name)
            for form, text in (("one", word.one), ("many", word.many)):
                for language in ("da", "en"):
                    self.fields[f"{name}_{form}_{language}"] = forms.CharField(
                        label=_word_label(name, form, language),
                        initial=getattr(text, language),
                        max_length=60,
                    )

    def result(self) -> dict[str, Any]:
        """What changes in the definition."""
        data = self.cleaned_data

        def text(name: str) -> Text:
            return Text(data[f"{name}_da"], data[f"{name}_en"])

        return {
            "description": text("description"),
            "status_rule": StatusRule(data["status_rule"]),
            "links": tuple(name for name in LINKS if name in data["links"]),
            "rules": self.rules(),
            "words": {name: Word(text(f"{name}_one"), text(f"{name}_many")) for name in WORDS},
        }


def _word_label(name: str, form: str, language: str) -> str:
    number = _("one") if form == "one" else _("several")
    return f"{WORD_NAMES[name]}, {number} ({language})"


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = AgreementTemplate
        fields = ("name", "is_active")


class NewTemplateForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    form = forms.ChoiceField(label=_("Form"), choices=PlanForm)
    like = forms.ModelChoiceField(
        TemplateVersion.objects.filter(published_at__isnull=False).select_related("template"),
        label=_("Begin as a copy of"),
        required=False,
        empty_label=_("nothing: an empty template with goals"),
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if AgreementTemplate.objects.filter(name=name).exists():
            raise forms.ValidationError(_("There is already a template with that name."))
        return name
