"""The form of an indicator's passport. Its help texts teach; it parses and checks, never saves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui.fields import DanishDecimalField
from roedtraad.foundation.ui.merging import save_over
from roedtraad.steering.indicators import registers
from roedtraad.steering.indicators.models import Indicator, IndicatorKind
from roedtraad.steering.indicators.passport import FIELDS, Passport, faults
from roedtraad.steering.indicators.queries.versions import breakdowns_of, rubric_of

from .rows import BreakdownsField, RubricField

LONG_TEXT = 20_000
SECTIONS = (
    (_("What is followed, and why"), ("title", "definition", "purpose", "decision", "kind")),
    (
        _("How it is counted"),
        (
            *("numerator_text", "denominator_text", "measured_in", "direction", "decimals"),
            *("register_measure", "counting_rule", "source", "rubric"),
        ),
    ),
    (
        _("When, and how figures are put together"),
        ("frequency", "days_to_report", "is_cumulative", "over_time", "over_units"),
    ),
    (_("What may be believed"), ("lowest", "highest", "largest_jump", "is_about_persons")),
    (_("Breakdowns"), ("breakdowns", "has_crossed_breakdowns")),
    (_("Who keeps it"), ("steward", "unit", "is_shared", "reason")),
)
OPEN_SECTIONS = 3
HELP = {
    "title": _("Short, and understood by somebody who has never heard of it."),
    "definition": _("What is it, in one or two sentences? Begin with how many, or how large."),
    "purpose": _("Why is it worth following? What does it tell about the citizen's life?"),
    "decision": _("Which decision is it for? If nobody decides anything by it, leave it out."),
    "kind": _(
        "A percentage keeps both its numbers. A milestone is reached or not. Described evidence "
        "is a level of a rubric. A register measure is computed, and never typed."
    ),
    "numerator_text": _("The upper number: families with a goal in their own words."),
    "denominator_text": _(
        "The lower number: all families in a course. Count everybody who began, not only those "
        "who answered."
    ),
    "measured_in": _("For example families, days, hours. A percentage is in % by itself."),
    "direction": _("Some figures are neither good nor bad when they rise. Then say so."),
    "counting_rule": _(
        "So that two people who count by themselves get the same: who is in, who is not, on which "
        "day. Registers and others' statistics may count differently: say how."
    ),
    "source": _("From where is it read? A system, a list, a form."),
    "frequency": _("Leave it empty when it is measured whenever there is something to measure."),
    "days_to_report": _("How many days after the period has ended a figure is still in time."),
    "is_cumulative": _(
        "Each value is the sum since the year began, not what happened in the period."
    ),
    "over_time": _(
        "What the year's figure becomes: 12 months of visits are added up, a queue is "
        "as long as it was last."
    ),
    "over_units": _("What the department's figure becomes out of those of its units."),
    "lowest": _("A value below it is refused. Leave it empty where there is none."),
    "highest": _("A value above it is refused."),
    "largest_jump": _("A larger change is asked about, and kept when it is confirmed."),
    "is_about_persons": _(
        "Small numbers are then hidden from all who may not open every case behind them."
    ),
    "rubric": _("Only for described evidence. Say what must be seen before a level may be chosen."),
    "breakdowns": _(
        "Sex, age, school. A group that is renamed keeps its values; one with values is ended, "
        "not removed."
    ),
    "has_crossed_breakdowns": _("Boys of 6-12 years, girls of 6-12 years …"),
    "steward": _("Knows how it is counted, and signs the figures off."),
}


@dataclass(frozen=True)
class Section:
    """Some fields under a heading."""

    heading: Any
    fields: list[BoundField]
    is_open: bool


class PassportForm(forms.ModelForm):  # type: ignore[type-arg]
    lowest = DanishDecimalField(required=False)
    highest = DanishDecimalField(required=False)
    largest_jump = DanishDecimalField(required=False)
    register_measure = forms.ChoiceField(required=False)
    rubric = RubricField(required=False, label=_("Levels"))
    reason = forms.CharField(
        label=_("Why is the definition changed?"),
        required=False,
        widget=forms.Textarea,
        help_text=_("The old one stays, with the reason, your name and the date."),
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Indicator
        fields = tuple(name for name in FIELDS if name != "register_parameters")
        labels: ClassVar = {"is_cumulative": _("The values are cumulative")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = breakdowns_of(self.instance) if self.instance.pk else ()
        self.fields["breakdowns"] = BreakdownsField(
            required=False, label=_("Breakdowns"), known=known
        )
        self._set_up_choices(user)
        self._set_up_who(user)
        if self.instance.pk:
            self.initial.update({"rubric": rubric_of(self.instance), "breakdowns": known})
            self.initial["base_version"] = self.instance.version
        for name, field in self.fields.items():
            field.help_text = HELP.get(name) or field.help_text
            if field.label is None and name in FIELDS:
                label = Indicator._meta.get_field(name).verbose_name  # type: ignore[union-attr]
                field.label = capfirst(str(label))
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 1 if name == "title" else 3
                field.validators.append(MaxLengthValidator(LONG_TEXT))

    def _set_up_choices(self, user: User) -> None:
        measures = registers.offered()
        field: Any = self.fields["register_measure"]
        field.choices = [("", _("none"))] + [(each.key, each.title) for each in measures]
        for measure in measures:
            for each in measure.parameters:
                name = parameter_name(measure.key, each.name)
                chosen = self.instance.register_parameters.get(each.name)
                self.fields[name] = forms.ChoiceField(
                    label=f"{measure.title}: {each.label}",
                    choices=each.offered(),
                    required=False,
                    initial=chosen,
                )
        stewards: Any = self.fields["steward"]
        stewards.queryset = stewards_for(user, self.instance.steward_id)

    def _set_up_who(self, user: User) -> None:
        if self.instance.pk:
            if not self.instance.uses.exists():
                del self.fields["reason"]
            return
        del self.fields["reason"]
        units = access.units_for(user, Permission.INDICATOR_EDIT).filter(ends_on=None)
        self.fields["unit"] = forms.ModelChoiceField(
            label=_("Kept by"),
            queryset=units.order_by("path"),
            help_text=_("Who defines indicators there may change it."),
            initial=units.order_by("path").first(),
        )
        self.fields["is_shared"] = forms.BooleanField(
            label=_("Put it into the library"),
            required=False,
            help_text=_("All units may then use it, and compare what they count."),
        )

    def sections(self) -> list[Section]:
        """The fields in the order in which one thinks of them; a section with a fault is open."""
        found = []
        for place, (heading, names) in enumerate(SECTIONS):
            fields = [self[name] for name in self._with_parameters(names) if name in self.fields]
            has_fault = any(field.errors for field in fields)
            found.append(Section(heading, fields, place < OPEN_SECTIONS or has_fault))
        return [each for each in found if each.fields]

    def _with_parameters(self, names: tuple[str, ...]) -> list[str]:
        parameters = [name for name in self.fields if name.startswith("param-")]
        shown: list[str] = []
        for name in names:
            shown += [name, *parameters] if name == "register_measure" else [name]
        return shown

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") == IndicatorKind.PERCENTAGE:
            cleaned["measured_in"] = "%"
        if not self.errors:
            for each in faults(self.passport(), [one.key for one in registers.offered()]):
                self.add_error(each.name if each.name in self.fields else None, each.text)
        return cleaned

    def passport(self) -> Passport:
        """What was written, as the service takes it."""
        found = self.cleaned_data
        values = {name: found[name] for name in self._meta.fields or () if name in found}
        values["register_parameters"] = self._parameters(found)
        is_evidence = found.get("kind") == IndicatorKind.EVIDENCE
        return Passport(
            values, found.get("rubric") or () if is_evidence else (), found.get("breakdowns") or ()
        )

    def _parameters(self, found: Mapping[str, Any]) -> dict[str, str]:
        measure = registers.named(found.get("register_measure") or "")
        if measure is None or found.get("kind") != IndicatorKind.REGISTER:
            return {}
        written = {
            each.name: found.get(parameter_name(measure.key, each.name), "")
            for each in measure.parameters
        }
        return registers.chosen(measure, written)

    def rebase(self, current: Indicator) -> None:
        """Saving again is then a choice made knowingly."""
        save_over(self, current.version)


class EndForm(forms.Form):
    """From when an indicator is not to be used any more, and what to use instead."""

    reason = forms.CharField(
        label=_("Why, and what should be used instead?"), widget=forms.Textarea(attrs={"rows": 3})
    )


def parameter_name(measure: str, parameter: str) -> str:
    return f"param-{measure}-{parameter}"


def stewards_for(user: User, present: int | None) -> Any:
    """People with a role where the user defines indicators, and who is steward now."""
    units = access.units_for(user, Permission.INDICATOR_EDIT)
    reached = User.objects.filter(
        is_active=True, is_system=False, memberships__unit__in=units.values("pk")
    )
    keys = {*reached.values_list("pk", flat=True), user.pk, present or user.pk}
    return User.objects.filter(pk__in=keys).order_by("first_name", "last_name", "pk")


def fault_words(refused: ValidationError) -> str:
    return " ".join(refused.messages) or _now("This cannot be saved.")
