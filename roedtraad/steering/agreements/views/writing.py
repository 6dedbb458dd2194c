"""Writing an agreement, part by part, where it stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.drafts import discard_draft
from roedtraad.foundation.ui.fragments import page_or_fragment
from roedtraad.steering.agreements.forms.parts import SectionForm
from roedtraad.steering.agreements.models import Agreement, Draft, GoalIndicator, Section
from roedtraad.steering.agreements.queries.agreement_page import agreement_for, definition_of
from roedtraad.steering.agreements.queries.content import follow_up_keys
from roedtraad.steering.agreements.services import editing, goal_indicators

from ._answers import tells_why_not
from ._kinds import Kind, anchor_of, blank_part, form_for, kind_of, part_of
from ._merging import Collision, collision, with_choices
from .agreement import shown_at

FORM = "agreements/write.html"


@require_http_methods(["GET", "POST"])
@tells_why_not
def part_new(request: UserRequest, pk: int, kind: str) -> HttpResponse:
    agreement, known = _writable(request, pk, kind_of(kind)), kind_of(kind)
    row = blank_part(agreement, known, request.GET, request.user)
    form = form_for(agreement, known, row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = _add(request, known, row, form)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _saved(request, agreement, anchor_of(known, row), _key(agreement, kind, "ny"))
    return _form(request, agreement, form, heading=_heading(row), key=_key(agreement, kind, "ny"))


@require_http_methods(["GET", "POST"])
@tells_why_not
def part_edit(request: UserRequest, pk: int, kind: str, part: int) -> HttpResponse:
    known = kind_of(kind)
    agreement = _writable(request, pk, known)
    row = part_of(agreement, known, part)
    stored = form_for(agreement, known, row)
    key = _key(agreement, kind, str(part))
    heading = str(row)
    if request.method != "POST":
        return _form(request, agreement, stored, heading=heading, key=key)
    fresh = part_of(agreement, known, part)
    form = form_for(agreement, known, fresh, with_choices(request.POST, stored))
    if not form.is_valid():
        return _form(request, agreement, form, heading=heading, key=key)
    try:
        _change(request, known, part_of(agreement, known, part), form)
    except editing.EditConflict as newer:
        return _conflict(request, agreement, form, (known, part, newer), key=key)
    except ValidationError as refused:
        form.add_error("reason" if refused.code == "reason" else None, refused)
        return _form(request, agreement, form, heading=heading, key=key)
    return _saved(request, agreement, anchor_of(known, row), key)


@require_http_methods(["GET", "POST"])
@tells_why_not
def section(request: UserRequest, pk: int, key: str) -> HttpResponse:
    """The text of a section, of the template's or of one that came with a document."""
    agreement = agreement_for(request.user, pk)
    is_text = key.split(".", 1)[0] not in follow_up_keys(agreement)
    editing.require_editable(agreement, request.user, is_text=is_text)
    row = agreement.sections.filter(key=key).first() or _blank_section(agreement, key)
    label, help_text = _section_words(agreement, key, row)
    words = {"label": label, "help_text": help_text}
    stored = SectionForm(instance=row, **words)
    draft = _key(agreement, "tekst", key)
    if request.method != "POST":
        return _form(request, agreement, stored, heading=label, key=draft)
    form = SectionForm(
        with_choices(request.POST, stored),
        instance=agreement.sections.filter(key=key).first() or _blank_section(agreement, key),
        **words,
    )
    if not form.is_valid():
        return _form(request, agreement, form, heading=label, key=draft)
    try:
        write_section(request, agreement, key, form, is_text=is_text)
    except editing.EditConflict as newer:
        theirs = SectionForm(instance=newer.current, **words)
        found = collision(form, theirs, newer.current)
        form.data["base_version"] = str(getattr(newer.current, "version", ""))
        return _form(request, agreement, form, heading=label, key=draft, conflict=found)
    return _saved(request, agreement, f"section-{key}", draft)


def write_section(
    request: UserRequest, agreement: Agreement, key: str, form: SectionForm, *, is_text: bool
) -> None:
    row = agreement.sections.filter(key=key).first()
    if row is None:
        new = _blank_section(agreement, key)
        new.text = form.cleaned_data["text"]
        editing.create(new, acting_user=request.user, is_text=is_text)
        return
    base = form.cleaned_data["base_version"]
    editing.update(row, form.values(), acting_user=request.user, base_version=base, is_text=is_text)


@require_POST
@tells_why_not
def part_remove(request: UserRequest, pk: int, kind: str, part: int) -> HttpResponse:
    known = kind_of(kind)
    agreement = _writable(request, pk, known)
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
    agreement = _writable(request, pk, known)
    row = part_of(agreement, known, part)
    siblings = list(known.model.objects.filter(**{known.parent: agreement}))
    if known.parent == "goal__agreement":
        siblings = [each for each in siblings if each.goal_id == row.goal_id]
    at = siblings.index(row)
    to = at + (-1 if request.POST.get("retning") == "op" else 1)
    if 0 <= to < len(siblings):
        siblings.insert(to, siblings.pop(at))
        for position, each in enumerate(siblings):
            if each.position != position:
                editing.update(each, {"position": position}, acting_user=request.user)
    return _shown(request, agreement, anchor_of(known, row))


def _writable(request: UserRequest, pk: int, kind: Kind) -> Agreement:
    agreement = agreement_for(request.user, pk)
    editing.require_editable(agreement, request.user, is_text=kind.is_text)
    return agreement


def _add(request: UserRequest, kind: Kind, row: Any, form: Any) -> Any:
    if kind.model is GoalIndicator:
        return goal_indicators.add_indicator(row.goal, form.text(), acting_user=request.user)
    for name, value in form.values().items():
        setattr(row, name, value)
    if hasattr(row, "position"):
        siblings = kind.model.objects.filter(
            **({"goal": row.goal} if hasattr(row, "goal") else {"agreement": row.agreement})
        )
        row.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
    return editing.create(row, acting_user=request.user, links=form.links(), is_text=kind.is_text)


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


def _conflict(
    request: UserRequest, agreement: Agreement, form: Any, where: Any, *, key: str
) -> HttpResponse:
    known, part, newer = where
    row = part_of(agreement, known, part)
    found = collision(form, form_for(agreement, known, row), newer.current)
    form.data["base_version"] = str(getattr(newer.current, "version", ""))
    return _form(request, agreement, form, heading=str(row), key=key, conflict=found)


def _form(
    request: UserRequest,
    agreement: Agreement,
    form: Any,
    *,
    heading: str,
    key: str,
    conflict: Collision | None = None,
) -> HttpResponse:
    context = {
        "agreement": agreement,
        "form": form,
        "heading": heading,
        "draft_key": key,
        "conflict": conflict,
        "action": request.get_full_path(),
        "back": reverse("agreements:page", args=[agreement.pk]),
        "voids": agreement.state == "submitted",
    }
    status = 422 if form.is_bound else 200
    if conflict is not None and not request.htmx:  # htmx would not swap a 409 in
        status = 409
    template = page_or_fragment(request, FORM, fragment="form")
    return render(request, template, context, status=status)


def _saved(request: UserRequest, agreement: Agreement, anchor: str, key: str) -> HttpResponse:
    discard_draft(Draft, request.user, key)
    return _shown(request, agreement, anchor)


def _shown(request: UserRequest, agreement: Agreement, anchor: str) -> HttpResponse:
    """The page as it stands now, at the place that was changed."""
    address = reverse("agreements:page", args=[agreement.pk])
    if not request.htmx:
        return redirect(f"{address}#{anchor.replace('.', '-')}")
    return shown_at(request, agreement, anchor)


def _key(agreement: Agreement, kind: str, part: str) -> str:
    return f"agreement:{agreement.pk}:{kind}:{part}"


def _heading(row: Any) -> str:
    return str(_("New: %(kind)s") % {"kind": row._meta.verbose_name})


def _blank_section(agreement: Agreement, key: str) -> Section:
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
