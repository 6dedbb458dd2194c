"""Writing a version of a template: one list at a time, every step saved; then published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.agreements import template_editing as edits
from roedtraad.steering.agreements.forms.template import (
    FieldForm,
    PartFormSet,
    SectionForm,
    SettingsForm,
    initial_of,
)
from roedtraad.steering.agreements.models import TemplateVersion
from roedtraad.steering.agreements.rule_words import RULE_LABELS
from roedtraad.steering.agreements.services import templates as service
from roedtraad.steering.agreements.template_definition import (
    PARTS_KINDS,
    RULE_NUMBERS,
    Definition,
    SectionDefinition,
)
from roedtraad.steering.agreements.template_json import DefinitionError, faults_in, read

from .templates import version_of

FORM = "agreements/templates/item_form.html"
SLUGS: dict[str, edits.ListName] = {
    "afsnit": "sections",
    "maalfelter": "goal_fields",
    "fokusfelter": "focus_area_fields",
}


@require_GET
def editor(request: UserRequest, pk: int) -> HttpResponse:
    version = _writable(request, pk)
    definition = read(version.definition)
    rules = definition.rules
    context = {
        "version": version,
        "definition": definition,
        "faults": faults_in(definition),
        "lists": [(slug, name, getattr(definition, name)) for slug, name in SLUGS.items()],
        "demands": [
            (label, getattr(rules, name) if name in RULE_NUMBERS else None)
            for name, label in RULE_LABELS.items()
            if getattr(rules, name)
        ],
    }
    return render(request, "agreements/templates/editor.html", context)


@require_http_methods(["GET", "POST"])
def item(request: UserRequest, pk: int, part: str, place: int | None = None) -> HttpResponse:
    """Add an item to a list of the definition, or change the one at `place`."""
    version = _writable(request, pk)
    definition = read(version.definition)
    found = _item(definition, part, place)
    form, parts = _forms(request, definition, part, found)
    is_valid = form.is_valid() and (parts is None or parts.is_valid())
    if is_valid and parts is not None and parts.parts() and not form.takes_parts:
        form.add_error(
            "kind", _("This kind of section has no parts. Choose another, or empty them.")
        )
        is_valid = False
    if request.method == "POST" and is_valid:
        made = form.result() if parts is None else form.result(parts.parts())
        changed = edits.put(definition, _list(part), made, place)
        return _saved(request, version, changed, anchor=part)
    context = {"version": version, "form": form, "parts": parts, "is_new": found is None}
    return render(request, FORM, context, status=422 if form.is_bound else 200)


def _forms(request: UserRequest, definition: Definition, part: str, found: Any) -> tuple[Any, Any]:
    data = request.POST or None
    if part != "afsnit":
        used = getattr(definition, _list(part))
        return FieldForm(data, used=used, field=found, of_goal=part == "maalfelter"), None
    form = SectionForm(data, definition=definition, section=found)
    if isinstance(found, SectionDefinition) and found.kind not in PARTS_KINDS:
        return form, PartFormSet(None if data is None else {**_NO_PARTS}, prefix="dele")
    initial = [initial_of(each) | {"key": each.key} for each in found.parts] if found else []
    return form, PartFormSet(data, initial=initial, prefix="dele")


_NO_PARTS = {"dele-TOTAL_FORMS": "0", "dele-INITIAL_FORMS": "0"}


@require_POST
def item_move(request: UserRequest, pk: int, part: str, place: int) -> HttpResponse:
    version = _writable(request, pk)
    definition = read(version.definition)
    _item(definition, part, place)
    by = -1 if request.POST.get("by") == "op" else 1
    changed = edits.moved(definition, _list(part), place, by)
    return _saved(request, version, changed, anchor=part)


@require_POST
def item_remove(request: UserRequest, pk: int, part: str, place: int) -> HttpResponse:
    version = _writable(request, pk)
    definition = read(version.definition)
    _item(definition, part, place)
    changed = edits.without(definition, _list(part), place)
    return _saved(request, version, changed, anchor=part)


@require_http_methods(["GET", "POST"])
def settings(request: UserRequest, pk: int) -> HttpResponse:
    version = _writable(request, pk)
    definition = read(version.definition)
    form = SettingsForm(request.POST or None, definition=definition)
    if request.method == "POST" and form.is_valid():
        return _saved(request, version, replace(definition, **form.result()), anchor="regler")
    context = {"version": version, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "agreements/templates/settings.html", context, status=status)


@require_POST
def publish(request: UserRequest, pk: int) -> HttpResponse:
    version = _writable(request, pk)
    note = request.POST.get("note", "").strip()
    try:
        service.publish_version(version, read(version.definition), note, acting_user=request.user)
    except DefinitionError as error:
        for fault in error.faults:
            messages.error(request, fault)
        return redirect("templates:edit", pk)
    messages.success(request, _("Published. New agreements use it from now on."))
    return redirect("templates:template", version.template_id)


@require_POST
def drop(request: UserRequest, pk: int) -> HttpResponse:
    version = _writable(request, pk)
    service.drop_version(version, acting_user=request.user)
    messages.success(request, _("The version is thrown away."))
    return redirect("templates:template", version.template_id)


def _writable(request: UserRequest, pk: int) -> TemplateVersion:
    """A version that is still being written; a published one is only read."""
    version = version_of(request, pk)
    if version.published_at is not None:
        raise Http404
    return version


def _list(part: str) -> edits.ListName:
    if part not in SLUGS:
        raise Http404
    return SLUGS[part]


def _item(definition: Definition, part: str, place: int | None) -> Any:
    items = getattr(definition, _list(part))
    if place is None:
        return None
    if place >= len(items):
        raise Http404
    return items[place]


def _saved(
    request: UserRequest, version: TemplateVersion, changed: Definition, *, anchor: str
) -> HttpResponse:
    sent = request.POST.get("base_version", "")
    base = int(sent) if sent.isdigit() else version.version
    try:
        service.write_version(version, changed, base_version=base, acting_user=request.user)
    except service.TemplateConflict as conflict:
        messages.error(request, f"{conflict} {_('Look at it, and make your change again.')}")
    return redirect(f"{reverse('templates:edit', args=[version.pk])}#{anchor}")
