"""The page of an indicator, its history, and writing its passport."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.merging import UNKNOWN, Collision, compared, with_choices
from roedtraad.steering.indicators import services
from roedtraad.steering.indicators.access import may_define
from roedtraad.steering.indicators.belonging import indicators_as_agreed
from roedtraad.steering.indicators.forms.passport import EndForm, PassportForm, fault_words
from roedtraad.steering.indicators.models import Indicator
from roedtraad.steering.indicators.passport import COUNTED_BY
from roedtraad.steering.indicators.queries.passport import (
    indicator_for,
    passport_page,
    shown_indicator,
)
from roedtraad.steering.indicators.queries.preview import figures_become
from roedtraad.steering.indicators.queries.similar import similar_indicators
from roedtraad.steering.indicators.queries.versions import definition_at, version_changes
from roedtraad.steering.indicators.services.definitions import NewerDefinition

from .drafts import NEW, forget, key_of

FORM = "indicators/passport_form.html"


@require_GET
def passport(request: UserRequest, pk: int) -> HttpResponse:
    indicator = shown_indicator(request.user, pk)
    context = {
        "indicator": indicator,
        "page": passport_page(request.user, indicator),
        "may_use": access.may(request.user, Permission.INDICATOR_EDIT),
    }
    return render(request, "indicators/passport.html", context)


@require_GET
def history(request: UserRequest, pk: int) -> HttpResponse:
    """Every definition the indicator has had, and what was changed between them."""
    indicator = indicator_for(request.user, pk)
    is_reworded = bool(indicators_as_agreed([indicator]))
    changes = version_changes(indicator, is_reworded=is_reworded)
    context = {"indicator": indicator, "changes": changes}
    return render(request, "indicators/history.html", context)


@require_http_methods(["GET", "POST"])
def passport_new(request: UserRequest) -> HttpResponse:
    access.require(request.user, Permission.INDICATOR_EDIT)
    initial = {"title": request.GET.get("navn", "")}
    form = PassportForm(request.POST or None, user=request.user, initial=initial)
    key = key_of("indikator", NEW)
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        more["similar"] = similar_indicators(request.user, title)
        if not more["similar"] or request.POST.get("set_igennem") == title:
            made = _define(request, form)
            if made is not None:
                forget(request.user, key)
                messages.success(request, _("The indicator is defined."))
                return redirect("indicators:passport", made.pk)
    return _form(request, form, heading=_("New indicator"), draft_key=key, **more)


def _define(request: UserRequest, form: PassportForm) -> Indicator | None:
    try:
        return services.define_indicator(
            form.passport(),
            unit=form.cleaned_data["unit"],
            is_shared=form.cleaned_data["is_shared"],
            acting_user=request.user,
        )
    except ValidationError as refused:
        form.add_error(None, fault_words(refused))
        return None


@require_http_methods(["GET", "POST"])
def passport_edit(request: UserRequest, pk: int) -> HttpResponse:
    indicator = _definable(request, pk)
    stored = PassportForm(instance=_definable(request, pk), user=request.user)
    sent = with_choices(request.POST, stored) if request.method == "POST" else None
    form = PassportForm(sent, instance=_definable(request, pk), user=request.user)
    key = key_of("indikator", pk)
    more: dict[str, Any] = {"heading": indicator.title, "draft_key": key, "indicator": indicator}
    if sent is None or not form.is_valid():
        return _form(request, form, **more)
    planned = form.instance
    if any(getattr(planned, name) != getattr(indicator, name) for name in COUNTED_BY):
        more["becomes"] = figures_become(request.user, indicator, planned)
        more["seen"] = _signature(planned)
        if more["becomes"] and sent.get("set") != more["seen"]:
            return _form(request, form, **more)
    try:
        services.change_definition(
            indicator,
            form.passport(),
            reason=form.cleaned_data.get("reason", ""),
            base_version=form.cleaned_data["base_version"],
            acting_user=request.user,
        )
    except NewerDefinition as newer:
        more["conflict"] = _collided(form, stored, newer.current)
        form.rebase(newer.current)
        return _form(request, form, **more)
    except ValidationError as refused:
        _tell(form, refused)
        return _form(request, form, **more)
    forget(request.user, key)
    messages.success(request, _("Saved."))
    return redirect("indicators:passport", pk)


@require_POST
def share(request: UserRequest, pk: int) -> HttpResponse:
    services.share_indicator(_definable(request, pk), acting_user=request.user)
    messages.success(request, _("The indicator is in the library: all units can use it."))
    return redirect("indicators:passport", pk)


@require_http_methods(["GET", "POST"])
def end(request: UserRequest, pk: int) -> HttpResponse:
    """No new uses from today, or, where it was ended, again."""
    indicator = _definable(request, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and indicator.ended_on is not None:
        services.end_indicator(indicator, on=None, acting_user=request.user)
        return redirect("indicators:passport", pk)
    if request.method == "POST" and form.is_valid():
        services.end_indicator(
            indicator,
            on=timezone.localdate(),
            reason=form.cleaned_data["reason"],
            acting_user=request.user,
        )
        return redirect("indicators:passport", pk)
    context = {
        "form": form,
        "indicator": indicator,
        "heading": _("End the indicator"),
        "lead": _(
            "No unit can begin to use it. Who uses it goes on, and all that was measured stays."
        ),
        "save": _("End the indicator"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "indicators/simple_form.html", context, status=status)


def _definable(request: UserRequest, pk: int) -> Indicator:
    indicator = indicator_for(request.user, pk)
    if indicator.as_agreed_of_id is not None or not may_define(request.user, indicator):
        raise PermissionDenied(Permission.INDICATOR_EDIT)
    return Indicator.objects.select_related("steward", "defined_by").get(pk=pk)


def _collided(form: PassportForm, stored: PassportForm, current: Indicator) -> Collision:
    base_version = form.cleaned_data["base_version"] or 0
    base = definition_at(current, base_version)
    newest = current.versions.select_related("replaced_by").first()

    def as_read(name: str) -> Any:
        if base is None or name not in base or name in ("rubric", "breakdowns"):
            return UNKNOWN
        field: Any = Indicator._meta.get_field(name)
        return base[name] if field.is_relation else field.to_python(base[name])

    by = newest.replaced_by if newest else None
    return compared(form, stored, by=by, as_read=as_read)


def _tell(form: PassportForm, refused: ValidationError) -> None:
    """Each refusal at its field."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, texts in refused.message_dict.items():
        form.add_error(name if name in form.fields else None, " ".join(texts))


def _signature(planned: Indicator) -> str:
    """What was looked at in the preview: saving another choice shows a new one."""
    chosen = "|".join(str(getattr(planned, name)) for name in COUNTED_BY)
    return hashlib.sha256(chosen.encode()).hexdigest()[:16]


def _form(request: UserRequest, form: PassportForm, **context: Any) -> HttpResponse:
    status = 409 if context.get("conflict") else 422 if form.is_bound else 200
    return render(request, FORM, {"form": form, **context}, status=status)
