from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.models import Citizen
from roedtraad.casework.cases.names import listed
from roedtraad.casework.interventions.models import Intervention
from roedtraad.casework.profiles.models import DiaryEntry, NoteKind, ProfileGoal
from roedtraad.casework.profiles.queries.diary import HANDED_OVER, TO_FOLLOW_UP, OpenDiary
from roedtraad.casework.profiles.services.diary import FILE_KINDS, Written
from roedtraad.foundation.files.kinds import endings
from roedtraad.foundation.ui.fields import DanishDateField

LONGEST_ON_A_CHIP = 60
SPOKEN = {"autocapitalize": "sentences", "spellcheck": "true", "autocomplete": "off"}
ANY = ("", _("All"))


class _People(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return listed(obj)


class _Goals(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return Truncator(obj.own_words).chars(LONGEST_ON_A_CHIP)


class _Interventions(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.type)


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _Files(forms.FileField):
    """Any number of files."""

    def __init__(self, **kwargs: Any) -> None:
        accepted = {"accept": ",".join(endings(FILE_KINDS)), "multiple": True}
        super().__init__(required=False, widget=_SeveralFiles(attrs=accepted), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(_Files, self).clean(each, initial) for each in sent]


def _chips() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple(attrs={"class": "chip"})


class NoteForm(forms.Form):
    """A note as it is written, standing up: the text first, everything else filled in or folded.

    A correction is the same form without what belongs to the note and not to its wording.
    """

    OF_THE_NOTE = ("hand_over", "follow_up_on", "follow_up", "attachments")

    text = forms.CharField(
        label=_("What happened?"),
        widget=forms.Textarea(attrs=SPOKEN | {"rows": 7, "enterkeyhint": "enter"}),
        error_messages={"required": _("Write what happened.")},
    )
    kind = forms.ChoiceField(label=_("What it tells of"), choices=NoteKind)
    happened_on = DanishDateField(label=_("Day"))
    happened_time = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Write the time as hours and minutes – for example 14:30.")},
    )
    goals = _Goals(
        label=_("Which goals is it about?"),
        queryset=ProfileGoal.objects.none(),
        required=False,
        widget=_chips(),
    )
    people = _People(
        label=_("Whom is it about?"),
        queryset=Citizen.objects.none(),
        required=False,
        widget=_chips(),
    )
    hand_over = forms.BooleanField(
        label=_("For the next shift"),
        required=False,
        help_text=_("Everybody on the case sees it on “Today” until they have read it."),
    )
    follow_up_on = DanishDateField(label=_("Follow up on"), required=False)
    follow_up = forms.CharField(
        label=_("What is to be followed up"), required=False, max_length=200
    )
    interventions = _Interventions(
        label=_("Which interventions is it about?"),
        queryset=Intervention.objects.none(),
        required=False,
        widget=_chips(),
    )
    withheld_text = forms.CharField(
        label=_("Confidential part"),
        required=False,
        widget=forms.Textarea(attrs=SPOKEN | {"rows": 3}),
        help_text=_(
            "What others have told in confidence, or what is about others. The family "
            "does not see it, and it is left out of prints for them."
        ),
    )
    withheld_from = forms.CharField(label=_("From or about whom"), required=False, max_length=200)
    attachments = _Files(
        label=_("Attachments"),
        help_text=_("Pictures, PDF, Word or OpenDocument."),
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    device_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, diary: OpenDiary, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_correction:
            for name in self.OF_THE_NOTE:
                del self.fields[name]
        fields: dict[str, Any] = self.fields
        for name, rows, model in (
            ("goals", diary.goals, ProfileGoal),
            ("people", diary.people, Citizen),
            ("interventions", diary.interventions, Intervention),
        ):
            if rows:
                keys = [row.pk for row in rows]
                fields[name].queryset = model._default_manager.filter(pk__in=keys)
            else:
                del fields[name]
        if "goals" in fields:
            fields["goals"].queryset = fields["goals"].queryset.select_related("profile")
        if "interventions" in fields:
            fields["interventions"].queryset = fields["interventions"].queryset.select_related(
                "type"
            )

    def clean_device_at(self) -> datetime | None:
        """A clock that cannot be read is no reason to refuse a note."""
        try:
            at = datetime.fromisoformat(self.cleaned_data["device_at"])
        except ValueError:
            return None
        return at if at.tzinfo else None

    @property
    def more(self) -> list[forms.BoundField]:
        """What is folded away, unless something in it is filled in or wrong."""
        names = (
            *("people", "interventions", "follow_up_on", "follow_up"),
            *("withheld_text", "withheld_from", "attachments"),
        )
        return [self[name] for name in names if name in self.fields]

    @property
    def opens_more(self) -> bool:
        return any(field.errors or field.value() for field in self.more)

    def written(self) -> Written:
        """What is to be kept, of a form that is valid."""
        given = self.cleaned_data
        moment = datetime.combine(given["happened_on"], given["happened_time"])
        return Written(
            text=given["text"],
            kind=given["kind"],
            happened_at=timezone.make_aware(moment),
            people=list(given.get("people", ())),
            goals=list(given.get("goals", ())),
            interventions=list(given.get("interventions", ())),
            withheld_text=given["withheld_text"],
            withheld_from=given["withheld_from"],
            hand_over=given.get("hand_over", False),
            follow_up_on=given.get("follow_up_on"),
            follow_up=given.get("follow_up", ""),
            files=_uploads(given.get("attachments")),
            key=given["key"],
            device_at=given["device_at"],
        )

    def ask_for_files_again(self) -> None:
        """A browser empties the field of a page that is shown anew, and says nothing of it."""
        if self.files:
            words = _("Choose the files again: they are not kept when the page is shown anew.")
            self.add_error("attachments", words)

    def renew_key(self) -> None:
        """Let what is shown again be a note of its own."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("key")] = str(uuid4())
        self.data = data

    @staticmethod
    def first_values(kind: str, goals: list[int]) -> dict[str, Any]:
        now = timezone.localtime()
        return {
            "kind": kind,
            "happened_on": now.date(),
            "happened_time": now.time(),
            "goals": goals,
            "key": uuid4(),
        }

    @staticmethod
    def values_of(row: DiaryEntry) -> dict[str, Any]:
        at = timezone.localtime(row.happened_at)
        texts = {
            name: getattr(row, name) for name in ("text", "kind", "withheld_text", "withheld_from")
        }
        return {
            **texts,
            "happened_on": at.date(),
            "happened_time": at.time(),
            **{name: _keys(getattr(row, name)) for name in ("people", "goals", "interventions")},
            "key": uuid4(),
        }


class DiaryFilterForm(forms.Form):
    """What of a diary is wanted."""

    q = forms.CharField(label=_("Search in the diary"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("What it tells of"), required=False)
    person = forms.ChoiceField(label=_("About"), required=False)
    goal = forms.ChoiceField(label=_("Goal"), required=False)
    only = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ANY,
            (HANDED_OVER, _("for the next shift")),
            (TO_FOLLOW_UP, _("to be followed up")),
        ],
    )
    first = DanishDateField(label=_("From"), required=False)
    last = DanishDateField(label=_("To"), required=False)

    def __init__(self, *args: Any, diary: OpenDiary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [ANY, *NoteKind.choices]
        fields["person"].choices = [ANY, *((row.pk, listed(row)) for row in diary.people)]
        words = [(row.pk, Truncator(row.own_words).chars(LONGEST_ON_A_CHIP)) for row in diary.goals]
        fields["goal"].choices = [ANY, *words]
        if not words:
            del fields["goal"]


class DiarySearchForm(forms.Form):
    q = forms.CharField(label=_("Search in the diaries of your cases"), max_length=200)


class PrintForm(forms.Form):
    """Which days of a diary are printed, and for whom."""

    first = DanishDateField(label=_("From"))
    last = DanishDateField(label=_("To"))
    whole = forms.BooleanField(
        label=_("With the confidential parts and what was corrected"),
        required=False,
        help_text=_(
            "For those on the case alone. Leave it out for the family and in access to files."
        ),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return given


def _uploads(sent: Any) -> list[UploadedFile[Any]]:
    return [each for each in sent or [] if isinstance(each, UploadedFile)]


def _keys(rows: Any) -> list[int]:
    return [row.pk for row in rows.all()]
