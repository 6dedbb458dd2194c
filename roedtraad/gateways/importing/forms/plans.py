"""The forms of reading a plan in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.periods import Period, parse_period
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.fields import DanishDateField, DanishDecimalField, PeriodField
from roedtraad.gateways.importing.elements import CHOICES, KINDS, NUMBERS, Kind
from roedtraad.gateways.importing.models import PlanReading, ReadElement
from roedtraad.gateways.importing.places import OWN, Place
from roedtraad.gateways.importing.queries import (
    FORM_OF_KIND,
    STRATEGIES,
    in_words,
    places_for,
    possible_parents,
    possible_texts,
    shown,
    templates_in_use,
)
from roedtraad.gateways.importing.services.into_agreement import AgreementChoice
from roedtraad.gateways.importing.services.into_strategy import StrategyChoice
from roedtraad.steering.agreements.models import (
    PartyRole,
    TemplateVersion,
)
from roedtraad.steering.agreements.services.starting import principal_of, usual_role

YES_NO = frozenset({"cross_cutting", "postponed", "total"})


class UploadForm(forms.Form):
    """For which unit, and the file."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    file = forms.FileField(label=_("Document"), allow_empty_file=True)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = access.units_for(user, Permission.PLAN_READ_IN).filter(ends_on=None)
        field: Any = self.fields["unit"]
        field.queryset = units.order_by("path")
        if units.count() == 1:
            field.initial = units.get()


class ElementForm(forms.Form):
    """A person's words for one element, and which kind it is."""

    def __init__(self, *args: Any, element: ReadElement, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.element = element
        self.kind = KINDS[kind if kind in KINDS else element.kind]
        stored = element.fields
        if self.kind.key != element.kind:
            stored = carried_over(element, self.kind)
        for name, label in self.kind.fields.items():
            self.fields[name] = self._field(name, capfirst(str(label)))
            self.initial[name] = _initial(name, stored.get(name))

    def _field(self, name: str, label: Any) -> forms.Field:
        if name in YES_NO:
            return forms.BooleanField(label=label, required=False)
        if name in NUMBERS:
            return DanishDecimalField(label=label, required=False)
        if name in ("due", "period"):
            return PeriodField(label=label, required=False)
        if name == "place":
            return forms.ChoiceField(label=label, required=False, choices=self._places())
        if name in CHOICES:
            choices = [("", _("not stated")), *CHOICES[name].items()]
            return forms.ChoiceField(label=label, required=False, choices=choices)
        is_long = name in self.kind.long
        widget = forms.Textarea(attrs={"rows": 4}) if is_long else forms.TextInput()
        return forms.CharField(label=label, required=name == self.kind.main, widget=widget)

    def _places(self) -> list[tuple[str, Any]]:
        offered: Sequence[Place] = places_for(self.element.reading.kind)
        free = [("", _("where it fits best")), (OWN, _("a section of its own"))]
        return [*free, *((place.key, place.name) for place in offered)]

    def values(self) -> dict[str, Any]:
        """The fields as they are stored in an element."""
        found = {name: self.cleaned_data.get(name) for name in self.kind.fields}
        return {name: _stored(name, value) for name, value in found.items()}


def carried_over(element: ReadElement, kind: Kind) -> dict[str, Any]:
    """The fields of an element that becomes another kind: what has no field of its own there is
    put into the text, so that nothing is lost."""
    old = KINDS[element.kind]
    found = {name: element.fields.get(name) for name in kind.fields}
    gone = [name for name in old.fields if name not in kind.fields]
    texts = [in_words(name, element.fields.get(name)) for name in gone]
    if not found.get(kind.main) and old.main in gone:
        found[kind.main] = texts.pop(gone.index(old.main))
    target = kind.long[0] if kind.long else kind.main
    parts = [shown(found.get(target)), *texts]
    found[target] = "\n".join(part for part in parts if part and part != "✓")
    return found


class MoveForm(forms.Form):
    """Where an element is to lie."""

    parent = forms.ChoiceField(label=_("Put it below"), required=False)

    def __init__(self, *args: Any, element: ReadElement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parents = {str(row.pk): row for row in possible_parents(element)}
        choices = [(key, _named(row)) for key, row in self.parents.items()]
        may_be_free = element.kind == "goal"
        field: Any = self.fields["parent"]
        field.choices = [("", _("no focus area")), *choices] if may_be_free else choices
        self.initial["parent"] = str(element.parent_id or "")

    def chosen(self) -> ReadElement | None:
        return self.parents.get(self.cleaned_data["parent"])


class PutForm(forms.Form):
    """Into which text of another element the words of one go."""

    into = forms.ChoiceField(label=_("Add it to"))

    def __init__(self, *args: Any, element: ReadElement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {str(row.pk): row for row in possible_texts(element)}
        field: Any = self.fields["into"]
        field.choices = [(key, _text_named(row)) for key, row in self.targets.items()]

    def chosen(self) -> ReadElement:
        return self.targets[self.cleaned_data["into"]]


class CreateForm(forms.Form):
    """What the draft is to be."""

    MAKES = (("agreement", _("an agreement")), ("strategy", _("a strategy")))

    makes = forms.ChoiceField(label=_("Make it"), choices=MAKES, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=200)
    template_version = forms.ModelChoiceField(
        label=_("Template"),
        queryset=TemplateVersion.objects.none(),
        required=False,
        help_text=_("Only for an agreement."),
    )
    starts_on = DanishDateField(label=_("From"))
    ends_on = DanishDateField(label=_("To"))
    principal = forms.ModelChoiceField(
        label=_("The administration it is agreed with"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("Only for an agreement. Leave it out when units agree side by side."),
    )
    others = forms.ModelMultipleChoiceField(
        label=_("Units that are also parties"), queryset=Unit.objects.none(), required=False
    )

    def __init__(
        self,
        *args: Any,
        reading: PlanReading,
        plan: Mapping[str, Any],
        parties: Sequence[str] = (),
        template: str = "",
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.reading = reading
        self._offer_parties(parties)
        field: Any = self.fields["template_version"]
        field.queryset = templates_in_use()
        field.label_from_instance = lambda row: row.template.name
        address = reverse("importing:create", args=[reading.pk])
        field.widget.attrs |= {
            **{"hx-get": address, "hx-trigger": "change", "hx-include": "this"},
            **{"hx-target": "#placements", "hx-select": "#placements", "hx-swap": "outerHTML"},
        }
        period = plan.get("period") or {}
        kind = str(plan.get("kind") or reading.kind)  # a person may have corrected it
        wanted = FORM_OF_KIND.get(kind)
        self.period_raw = str(period.get("raw") or "")
        self.initial = {
            "makes": "strategy" if kind in STRATEGIES else "agreement",
            "title": plan.get("title") or reading.document.name.rpartition(".")[0],
            "starts_on": _day(period.get("starts_on")),
            "ends_on": _day(period.get("ends_on")),
            "template_version": self._chosen(template)
            or field.queryset.filter(template__form=wanted).first(),
            **self._usual_parties(parties),
        }

    def _chosen(self, key: str) -> TemplateVersion | None:
        field: Any = self.fields["template_version"]
        found: TemplateVersion | None = (
            field.queryset.filter(pk=key).first() if key.isdecimal() else None
        )
        return found

    def template(self) -> TemplateVersion | None:
        """The template that is chosen now, also in a form that is not valid."""
        if not self.is_bound:
            initial: TemplateVersion | None = self.initial["template_version"]
            return initial
        if self.data.get("makes") == "strategy":
            return None
        return self._chosen(str(self.data.get("template_version", "")))

    def _offer_parties(self, names: Sequence[str]) -> None:
        fields: Any = self.fields
        units = Unit.objects.filter(ends_on=None).exclude(pk=self.reading.unit_id)
        fields["principal"].queryset = fields["others"].queryset = units.order_by("path")
        if names:
            fields["others"].help_text = _("The document names: %(names)s.") % {
                "names": "; ".join(names)
            }

    def _usual_parties(self, names: Sequence[str]) -> dict[str, Any]:
        """Parties of the document that are known by that name; else who is usual."""
        field: Any = self.fields["principal"]
        wanted = {name.casefold() for name in names}
        named = [unit for unit in field.queryset if unit.name.casefold() in wanted]
        above = next((unit for unit in named if usual_role(unit) == PartyRole.PRINCIPAL), None)
        principal = above or principal_of(self.reading.unit)
        return {"principal": principal, "others": [unit for unit in named if unit != principal]}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("makes") == "agreement" and not cleaned.get("template_version"):
            self.add_error("template_version", _("Choose the template the agreement follows."))
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end lies before the beginning."))
        return cleaned

    def agreement(self) -> AgreementChoice:
        given = self.cleaned_data
        principal, others = given["principal"], given["others"]
        parties = [(principal, PartyRole.PRINCIPAL)] if principal else []
        parties.append((self.reading.unit, PartyRole.UNIT))
        parties += [(each, usual_role(each)) for each in others if each != principal]
        return AgreementChoice(
            title=given["title"],
            template_version=given["template_version"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            period_raw=self.period_raw,
            parties=parties,
        )

    def strategy(self) -> StrategyChoice:
        given = self.cleaned_data
        return StrategyChoice(given["title"], given["starts_on"], given["ends_on"])


def _initial(name: str, stored: Any) -> Any:
    if name in NUMBERS:
        return None if stored in (None, "") else Decimal(str(stored))
    return stored if name in YES_NO or name in CHOICES else shown(stored)


def _stored(name: str, value: Any) -> Any:
    if name in ("due", "period"):
        return _period(name, value)
    if name in NUMBERS:
        return None if value is None else str(value)
    if name in YES_NO:
        return bool(value)
    return value or ""


def _period(name: str, value: Any) -> dict[str, str | None] | None:
    """A period in the shape the reader gives it: a due has from and to, a plan starts and ends."""
    period = value if isinstance(value, Period) else parse_period(str(value)) if value else None
    if period is None:
        return None
    start, end = ("starts_on", "ends_on") if name == "period" else ("from", "to")
    return {
        "raw": period.raw,
        start: period.starts_on.isoformat() if period.starts_on else None,
        end: period.ends_on.isoformat() if period.ends_on else None,
    }


def _day(value: Any) -> Any:
    field = DanishDateField(required=False)
    return field.to_python(value) if value else None


def _named(row: ReadElement) -> str:
    kind = KINDS[row.kind]
    return f"{shown(row.fields.get('number'))} {shown(row.fields.get(kind.main))}".strip()[:100]


def _text_named(row: ReadElement) -> str:
    if row.kind == "plan":
        return str(_("the plan's mission"))
    return _("%(kind)s: %(title)s") % {"kind": KINDS[row.kind].label, "title": _named(row)}
