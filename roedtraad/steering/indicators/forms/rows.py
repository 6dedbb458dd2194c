"""Fields of several boxes: the levels of a rubric, and breakdowns with their groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roedtraad.steering.indicators.passport import Division, Group, Level

LEVELS, BREAKDOWNS, GROUPS = 5, 2, 4  # how many are offered at least
BLANK = 2  # and how many beyond what is there
MOST = 60


class _Rows(forms.Widget):
    """Boxes below each other; `sent_as` gives what a browser would send for a value."""

    def sent_as(self, name: str, value: Any) -> dict[str, str]:
        raise NotImplementedError

    def id_for_label(self, id_: str) -> str:
        return ""

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    use_fieldset = True


class RubricInput(_Rows):
    """One line for each level: its number, its name, and what is seen."""

    template_name = "indicators/widgets/rubric.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        levels = list(value or ())
        count = max(LEVELS, len(levels) + BLANK)
        rows = [levels[n] if n < len(levels) else None for n in range(count)]
        return context | {"rows": rows, "name": name}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        rows = []
        for place in range(MOST):
            key = f"{name}-{place}"
            title = data.get(f"{key}-title", "").strip()
            description = data.get(f"{key}-description", "").strip()
            value: Any = data.get(f"{key}-value", "").strip()
            if title or description:
                rows.append(Level(value, title, description))
        return rows

    def sent_as(self, name: str, value: Sequence[Level]) -> dict[str, str]:
        return {
            f"{name}-{place}-{part}": str(getattr(level, part))
            for place, level in enumerate(value or ())
            for part in ("value", "title", "description")
        }

    def format_value(self, value: Sequence[Level] | None) -> str:
        return "\n".join(f"{each.value}: {each.title} – {each.description}" for each in value or ())


class RubricField(forms.Field):
    widget = RubricInput

    def to_python(self, value: Any) -> tuple[Level, ...]:
        found = []
        for each in value or ():
            if not each.title:
                raise ValidationError(_("Give every level a name."))
            try:
                number = int(each.value)
            except (TypeError, ValueError):
                raise ValidationError(
                    _("Give the level “%(title)s” a whole number.") % {"title": each.title}
                ) from None
            found.append(Level(number, each.title[:80], each.description))
        return tuple(sorted(found, key=lambda each: each.value))


class BreakdownsInput(_Rows):
    """For each breakdown its name, whether it adds up, and a box for each group."""

    template_name = "indicators/widgets/breakdowns.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        divisions = list(value or ())
        divisions += [Division("")] * max(1, BREAKDOWNS - len(divisions))
        rows = [
            (each, [*each.groups, *[Group("")] * max(BLANK, GROUPS - len(each.groups))])
            for each in divisions
        ]
        return context | {"rows": rows, "name": name}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Division]:
        found = []
        for place in range(MOST):
            key = f"{name}-{place}"
            title = data.get(f"{key}-title", "").strip()
            groups = _groups(data, key)
            if title or groups:
                adds = f"{key}-adds" in data
                found.append(Division(title, groups, adds, _number(data.get(f"{key}-pk"))))
        return found

    def sent_as(self, name: str, value: Sequence[Division]) -> dict[str, str]:
        sent: dict[str, str] = {}
        for place, each in enumerate(value or ()):
            key = f"{name}-{place}"
            sent |= {f"{key}-title": each.title, f"{key}-pk": str(each.pk or "")}
            if each.must_add_up:
                sent[f"{key}-adds"] = "on"
            for number, group in enumerate(each.groups):
                sent |= {f"{key}-{number}-group": group.title}
                sent |= {f"{key}-{number}-pk": str(group.pk or "")}
                if group.is_ended:
                    sent[f"{key}-{number}-ended"] = "on"
        return sent

    def format_value(self, value: Sequence[Division] | None) -> str:
        ended = _("no longer used")
        return "\n".join(
            f"{each.title}: "
            + ", ".join(
                f"{group.title} ({ended})" if group.is_ended else group.title
                for group in each.groups
            )
            + ("" if each.must_add_up else f" ({_('need not add up')})")
            for each in value or ()
        )


class BreakdownsField(forms.Field):
    """`known` are the keys one may name: breakdowns and groups of this indicator alone."""

    widget = BreakdownsInput

    def __init__(self, *, known: Sequence[Division] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = {each.pk: {group.pk for group in each.groups} for each in known}

    def to_python(self, value: Any) -> tuple[Division, ...]:
        return tuple(self._own(each) for each in value or ())

    def _own(self, each: Division) -> Division:
        groups = self.known.get(each.pk, set())
        return Division(
            each.title[:80],
            tuple(
                Group(group.title[:80], group.pk if group.pk in groups else None, group.is_ended)
                for group in each.groups
            ),
            each.must_add_up,
            each.pk if each.pk in self.known else None,
        )


def _groups(data: Mapping[str, str], key: str) -> tuple[Group, ...]:
    found = []
    for number in range(MOST):
        title = data.get(f"{key}-{number}-group", "").strip()
        if title:
            pk = _number(data.get(f"{key}-{number}-pk"))
            found.append(Group(title, pk, f"{key}-{number}-ended" in data))
    return tuple(found)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None
