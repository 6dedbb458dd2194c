"""Writing an agreement, part by part, where it stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.drafts import discard_draft
from roedtraad.steering.agreements.forms.parts import SectionForm
from roedtraad.steering.agreements.models import (
    Agreement,
    DialogueMinutes,
    Draft,
    GoalIndicator,
    Section,
)
from roedtraad.steering.agreements.queries.agreement_page import agreement_for, definition_of
from roedtraad.steering.agreements.queries.content import follow_up_keys
from roedtraad.steering.agreements.services import discussion, editing, goal_indicators
from roedtraad.steering.agreements.services.acts import AlreadyDone, done_once, one_act
from roedtraad.steering.agreements.services.sections import write_section

from ._answers import name_of_act, tells_why_not, words_of
from ._kinds import Kind, anchor_of, blank_part, form_for, kind_of, part_of
from ._merging import Collision, collision, with_choices
from ._writing import draft_key, removed_meanwhile, show_form
from .agreement import shown_at


@require_http_methods(["GET", "POST"])
@tells_why_not
def part_new(request: UserRequest, pk: int, kind: str) -> HttpResponse:
    known = kind_of(kind)
    agreement = _writable(request, pk, is_text=known.is_text)
    row = blank_part(agreement, known, request.GET, request.user)
    form = form_for(agreement, known, row, request.POST or None)
    key = draft_key(agreement, kind, "ny")
    if request.method == "POST" and form.is_valid():
        try:
            with done_once(name_of_act(request), agreement):
                row = _add(request, known, row, form)
        except (ValidationError, editing.NotEditable, AlreadyDone) as refused:
            form.add_error(None, words_of(refused))
        else:
            return _saved(request, agreement, anchor_of(known, row), key)
    return show_form(request, agreement, form, heading=_heading(row), key=key)


@require_http_methods(["GET", "POST"])
@tells_why_not
def part_edit(request: UserRequest, pk: int, kind: str, part: int) -> HttpResponse:
    known = kind_of(kind)
    agreement = _writable(request, pk, is_text=known.is_text)
    row = known.model.objects.filter(pk=part).first()
    if row is None:
        return removed_meanwhile(request, agreement, known, part)
    row = part_of(agreement, known, part)
    stored = form_for(agreement, known, row)
    key = draft_key(agreement, kind, str(part))
    heading = str(row)
    if request.method != "POST":
        return show_form(request, agreement, stored, heading=heading, key=key)
    fresh = part_of(agreement, known, part)
    form = form_for(agreement, known, fresh, with_choices(request.POST, stored))
    if not form.is_valid():
        return show_form(request, agreement, form, heading=heading, key=key)
    conflict = None
    try:
        _change(request, known, part_of(agreement, known, part), form)
    except editing.EditConflict as newer:
        theirs = form_for(agreement, known, part_of(agreement, known, part))
        conflict = _collided(form, theirs, newer.current)
    except (ValidationError, editing.NotEditable) as refused:
        of_reason = getattr(refused, "code", "") == "reason"
        form.add_error("reason" if of_reason else None, words_of(refused))
    else:
        return _saved(request, agreement, anchor_of(known, row), key)
    return show_form(request, agreement, form, heading=heading, key=key, conflict=conflict)


@require_http_methods(["GET", "POST"])
@tells_why_not
def section(request: UserRequest, pk: int, key: str) -> HttpResponse:
    """The text of a section, of the template's or of one that came with a document."""
    agreement = agreement_for(request.user, pk)
    is_text = key.split(".", 1)[0] not in follow_up_keys(agreement)
    agreement = _writable(request, pk, is_text=is_text)
    row = _section(agreement, key)
    label, help_text = _section_words(agreement, key, row)
    words = {"label": label, "help_text": help_text}
    stored = SectionForm(instance=row, **words)
    draft = draft_key(agreement, "tekst", key)
    if request.method != "POST":
        return show_form(request, agreement, stored, heading=label, key=draft)
    sent = with_choices(request.POST, stored)
    form = SectionForm(sent, instance=_section(agreement, key), **words)
    if not form.is_valid():
        return show_form(request, agreement, form, heading=label, key=draft)
    conflict = None
    base = form.cleaned_data["base_version"]
    try:
        write_section(form.instance, base_version=base, acting_user=request.user, is_text=is_text)
    except editing.EditConflict as newer:
        theirs = SectionForm(instance=newer.current, **words)
        conflict = _collided(form, theirs, newer.current)
    except editing.NotEditable as refused:
        form.add_error(None, str(refused))
    else:
        return _saved(request, agreement, f"section-{key}", draft)
    return show_form(request, agreement, form, heading=label, key=draft, conflict=conflict)


@require_POST
@tells_why_not
def part_remove(request: UserRequest, pk: int, kind: str, part: int) -> HttpResponse:
    known = kind_of(kind)
    agreement = _writable(request, pk, is_text=known.is_text)
    if known.model is Agreement or not known.may_be_new:
        raise Http404
    editing.remove(part_of(agreement, known, part), acting_user=request.user)
    messages.success(request, _("Removed. It can be brought back from the history."))
    return redirect("agreements:page", agreement.pk)


@require_POST
@tells_why_not
def part_move(request: UserRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """Move a part up or down among its own."""
    known = kind_of(kind)
    agreement = _writable(request, pk, is_text=known.is_text)
    row = part_of(agreement, known, part)
    siblings = list(known.model.objects.filter(**{known.parent: agreement}))
    if known.parent == "goal__agreement":
        siblings = [each for each in siblings if each.goal_id == row.goal_id]
    at = siblings.index(row)
    to = at + (-1 if request.POST.get("retning") == "op" else 1)
    if 0 <= to < len(siblings):
        siblings.insert(to, siblings.pop(at))
        with transaction.atomic(), one_act():
            for position, each in enumerate(siblings):
                if each.position != position:
                    editing.update(each, {"position": position}, acting_user=request.user)
    return _shown(request, agreement, anchor_of(known, row))


def _writable(request: UserRequest, pk: int, *, is_text: bool) -> Agreement:
    """The agreement; what can no longer be changed is told before anything is typed.

    What was typed already is refused by the services, and comes back with the reason.
    """
    agreement = agreement_for(request.user, pk)
    if request.method != "POST":
        editing.require_editable(agreement, request.user, is_text=is_text)
    return agreement


def _add(request: UserRequest, kind: Kind, row: Any, form: Any) -> Any:
    if kind.model is GoalIndicator:
        return _follow(request, row, form)
    for name, value in form.values().items():
        setattr(row, name, value)
    if hasattr(row, "position"):
        siblings = kind.model.objects.filter(
            **({"goal": row.goal} if hasattr(row, "goal") else {"agreement": row.agreement})
        )
        row.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
    if isinstance(row, DialogueMinutes):
        return discussion.write_minutes(row, acting_user=request.user)
    return editing.create(row, acting_user=request.user, links=form.links(), is_text=kind.is_text)


def _follow(request: UserRequest, row: GoalIndicator, form: Any) -> GoalIndicator:
    """By the library's indicator that was chosen, or by a new one."""
    if form.chosen is None:
        return goal_indicators.add_indicator(row.goal, form.text(), acting_user=request.user)
    return goal_indicators.use_indicator(
        row.goal, form.chosen, form.text(), acting_user=request.user
    )


def _change(request: UserRequest, kind: Kind, row: Any, form: Any) -> None:
    base = form.cleaned_data["base_version"]
    if kind.model is GoalIndicator:
        goal_indicators.change_indicator(
            row,
            form.text(),
            acting_user=request.user,
            base_version=base,
            reason=form.cleaned_data.get("reason", ""),
        )
        return
    editing.update(
        row,
        form.values(),
        acting_user=request.user,
        base_version=base,
        links=form.links(),
        is_text=kind.is_text,
    )


def _collided(form: Any, theirs: Any, current: Any) -> Collision:
    found = collision(form, theirs, current)
    form.data["base_version"] = str(getattr(current, "version", ""))
    return found


def _saved(request: UserRequest, agreement: Agreement, anchor: str, key: str) -> HttpResponse:
    discard_draft(Draft, request.user, key)
    return _shown(request, agreement, anchor)


def _shown(request: UserRequest, agreement: Agreement, anchor: str) -> HttpResponse:
    """The page as it stands now, at the place that was changed."""
    address = reverse("agreements:page", args=[agreement.pk])
    if not request.htmx:
        return redirect(f"{address}#{anchor.replace('.', '-')}")
    return shown_at(request, agreement, anchor)


def _heading(row: Any) -> str:
    return str(_("New: %(kind)s") % {"kind": row._meta.verbose_name})


def _section(agreement: Agreement, key: str) -> Section:
    """The section as it is stored, or as the template asks for it."""
    stored = agreement.sections.filter(key=key).first()
    if stored is not None:
        return stored
    keys = [part.key for each in definition_of(agreement).sections for part in each.texts]
    if key not in keys:
        raise Http404
    return Section(agreement=agreement, key=key, position=keys.index(key))


def _section_words(agreement: Agreement, key: str, row: Section) -> tuple[str, str]:
    for each in definition_of(agreement).sections:
        for part in each.texts:
            if part.key == key:
                return str(part.label), str(part.help)
    return row.title or key, ""
