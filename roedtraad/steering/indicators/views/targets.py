"""Taking an indicator into use in a unit, and its targets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.merging import UNKNOWN, Collision, compared, with_choices
from roedtraad.steering.indicators import belonging, services
from roedtraad.steering.indicators.access import may_set_targets
from roedtraad.steering.indicators.forms.use import TargetForm, UseForm
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.indicators.queries.passport import indicator_for, use_for
from roedtraad.steering.indicators.services.uses import NewerUse

from .drafts import forget, key_of

FORM = "indicators/use_form.html"


@require_http_methods(["GET", "POST"])
def use_new(request: UserRequest, pk: int) -> HttpResponse:
    """A unit begins to follow the indicator, with a first target if there is one."""
    indicator = indicator_for(request.user, pk)
    access.require(request.user, Permission.INDICATOR_EDIT)
    form = UseForm(request.POST or None, user=request.user, indicator=indicator)
    target = TargetForm(request.POST or None, indicator=indicator, is_optional=True)
    key = key_of("tag-i-brug", pk)
    if request.method == "POST" and form.is_valid() & target.is_valid():
        try:
            with transaction.atomic():
                use = services.use_indicator(
                    indicator, form.cleaned_data["unit"], form.text(), acting_user=request.user
                )
                if level := target.level():
                    services.set_target(use, level, acting_user=request.user)
        except ValidationError as refused:
            _tell(form, target, refused)
        else:
            forget(request.user, key)
            messages.success(request, _("The indicator is in use."))
            return redirect("indicators:use", use.pk)
    heading = _("Use “%(title)s”") % {"title": indicator.title}
    return _form(
        request, form, target, heading=heading, indicator=indicator, draft_key=key, back=indicator
    )


@require_http_methods(["GET", "POST"])
def use_edit(request: UserRequest, pk: int) -> HttpResponse:
    use = _changeable(request, pk)
    common: dict[str, Any] = {
        "user": request.user,
        "indicator": use.indicator,
        "is_owned": bool(belonging.owned([pk])),
    }
    stored = UseForm(use=use, **common)
    sent = with_choices(request.POST, stored) if request.method == "POST" else None
    form = UseForm(sent, use=use, **common)
    key = key_of("brug", pk)
    more: dict[str, Any] = {"use": use, "draft_key": key, "heading": _("Change the use")}
    if sent is not None and form.is_valid():
        base = form.cleaned_data["base_version"]
        try:
            services.change_use(use, form.text(), acting_user=request.user, base_version=base)
        except NewerUse as newer:
            theirs = UseForm(use=newer.current, **common)
            more["conflict"] = _collided(form, theirs)
            form.rebase(newer.current)
        except ValidationError as refused:
            _tell(form, None, refused)
        else:
            forget(request.user, key)
            messages.success(request, _("Saved."))
            return redirect("indicators:use", pk)
    return _form(request, form, None, indicator=use.indicator, **more)


@require_http_methods(["GET", "POST"])
def target_new(request: UserRequest, pk: int) -> HttpResponse:
    use = _with_own_targets(request, pk)
    form = TargetForm(request.POST or None, indicator=use.indicator)
    key = key_of("brug", pk, "maaltal")
    if request.method == "POST" and form.is_valid():
        try:
            level = form.level()
            if level is not None:
                services.set_target(use, level, acting_user=request.user)
        except ValidationError as refused:
            _tell(form, None, refused)
        else:
            return _target_saved(request, use, key)
    heading = _("New target")
    return _form(
        request, form, None, heading=heading, use=use, indicator=use.indicator, draft_key=key
    )


@require_http_methods(["GET", "POST"])
def target_revise(request: UserRequest, pk: int, target: int) -> HttpResponse:
    """A new target instead of one that stands: the old one stays in the history."""
    use = _with_own_targets(request, pk)
    row = get_object_or_404(use.targets.in_force(), pk=target)
    form = TargetForm(request.POST or None, indicator=use.indicator, target=row)
    key = key_of("brug", pk, "maaltal", target)
    if request.method == "POST" and form.is_valid():
        try:
            services.revise_target(
                row,
                form.level() or services.TargetLevel(),
                reason=form.cleaned_data["reason"],
                acting_user=request.user,
            )
        except ValidationError as refused:
            _tell(form, None, refused)
        else:
            return _target_saved(request, use, key)
    heading = _("Revise the target")
    return _form(
        request, form, None, heading=heading, use=use, indicator=use.indicator, draft_key=key
    )


def _changeable(request: UserRequest, pk: int) -> IndicatorUse:
    use = use_for(request.user, pk)
    if not may_set_targets(request.user, use):
        raise PermissionDenied(Permission.INDICATOR_EDIT)
    return use


def _with_own_targets(request: UserRequest, pk: int) -> IndicatorUse:
    """Targets of an agreement are changed there: nobody comes here by a link."""
    use = _changeable(request, pk)
    if belonging.owned([pk]):
        raise PermissionDenied(Permission.INDICATOR_EDIT)
    return use


def _target_saved(request: UserRequest, use: IndicatorUse, key: str) -> HttpResponse:
    forget(request.user, key)
    messages.success(request, _("The target is saved."))
    return redirect("indicators:use", use.pk)


def _collided(form: UseForm, theirs: UseForm) -> Collision:
    return compared(form, theirs, by=None, as_read=lambda _name: UNKNOWN)


def _tell(form: Any, other: Any, refused: ValidationError) -> None:
    """Each refusal at its field, in whichever form has it."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, texts in refused.message_dict.items():
        of = other if other is not None and name in other.fields else form
        of.add_error(name if name in of.fields else None, " ".join(texts))


def _form(request: UserRequest, form: Any, target: Any, **context: Any) -> HttpResponse:
    status = 409 if context.get("conflict") else 422 if form.is_bound else 200
    asked = [form, target] if target else [form]
    context = {"form": form, "target": target, "asked": asked, **context}
    return render(request, FORM, context, status=status)
