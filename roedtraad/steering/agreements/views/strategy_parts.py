"""The parts of a strategy: each is added, changed, moved and removed where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.fragments import page_or_fragment
from roedtraad.steering.agreements.forms import strategy as forms
from roedtraad.steering.agreements.models import (
    CalendarStep,
    EffectGoal,
    EffectIndicator,
    FocusArea,
    Project,
    Strategy,
    Theme,
    Vision,
)
from roedtraad.steering.agreements.services import editing
from roedtraad.steering.agreements.services import strategy as service

from ._merging import collision, with_choices
from .strategy import PAGE, page_context, writable
from .strategy_drafts import forget, key_of

PART_FORM = "agreements/strategy/part_form.html"


@dataclass(frozen=True)
class Kind:
    """A kind of part: its rows, its form, and what its rows hang on."""

    model: Any
    form: type[forms.VersionedForm]
    parent: str = "strategy"


KINDS = {
    "vision": Kind(Vision, forms.VisionForm),
    "fokusomraade": Kind(FocusArea, forms.FocusAreaForm),
    "tema": Kind(Theme, forms.ThemeForm, parent="strategies"),
    "effektmaal": Kind(EffectGoal, forms.EffectGoalForm),
    "indikator": Kind(EffectIndicator, forms.EffectIndicatorForm, parent="effect_goal__strategy"),
    "skridt": Kind(CalendarStep, forms.CalendarStepForm),
    "projekt": Kind(Project, forms.ProjectForm),
}
GIVEN = {"vision": "vision", "retning": "direction", "maalgruppe": "target_group"}


@require_http_methods(["GET", "POST"])
def part_new(request: UserRequest, pk: int, kind: str) -> HttpResponse:
    strategy = writable(request, pk)
    part = _blank(request, strategy, kind)
    initial = {name: request.GET[key] for key, name in GIVEN.items() if key in request.GET}
    form = _kind(kind).form(request.POST or None, instance=part, initial=initial)
    if request.method == "POST" and form.is_valid():
        _add(request, strategy, form)
        forget(request.user, key_of(pk, kind, "ny"))
        return _shown(request, strategy, f"{kind}-{part.pk}")
    return _form(request, strategy, kind, form)


def _add(request: UserRequest, strategy: Strategy, form: forms.VersionedForm) -> None:
    part = form.instance
    for name, value in form.values().items():
        setattr(part, name, value)
    if isinstance(part, Theme):
        service.add_theme(strategy, part, acting_user=request.user)
    else:
        service.add_part(part, acting_user=request.user, links=form.links())


@require_http_methods(["GET", "POST"])
def part_edit(request: UserRequest, pk: int, kind: str, part: int) -> HttpResponse:
    strategy = writable(request, pk)
    row = _part(strategy, kind, part)
    sent = with_choices(request.POST, _kind(kind).form(instance=_part(strategy, kind, part)))
    form = _kind(kind).form(sent or None, instance=row)
    if request.method != "POST" or not form.is_valid():
        return _form(request, strategy, kind, form)
    fresh = _part(strategy, kind, part)
    base = form.cleaned_data["base_version"]
    try:
        if isinstance(fresh, Theme):
            service.change_theme(
                strategy, fresh, form.values(), acting_user=request.user, base_version=base
            )
        else:
            editing.update(
                fresh,
                form.values(),
                links=form.links(),
                acting_user=request.user,
                base_version=base,
            )
    except editing.EditConflict as newer:
        theirs = _kind(kind).form(instance=newer.current)
        conflict = collision(form, theirs, newer.current)
        form.rebase(newer.current)
        return _form(request, strategy, kind, form, conflict=conflict)
    forget(request.user, key_of(pk, kind, part))
    return _shown(request, strategy, f"{kind}-{part}")


@require_POST
def part_remove(request: UserRequest, pk: int, kind: str, part: int) -> HttpResponse:
    strategy = writable(request, pk)
    row = _part(strategy, kind, part)
    if isinstance(row, Theme):
        raise Http404
    try:
        service.remove_part(row, acting_user=request.user)
    except service.InUse as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("Removed. It can be brought back from the history."))
    return _shown(request, strategy, f"{kind}-liste")


@require_POST
def part_move(request: UserRequest, pk: int, kind: str, part: int) -> HttpResponse:
    strategy = writable(request, pk)
    row = _part(strategy, kind, part)
    if isinstance(row, Theme):
        raise Http404
    by = -1 if request.POST.get("by") == "op" else 1
    service.move_part(row, by, acting_user=request.user)
    return _shown(request, strategy, f"{kind}-{part}")


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _part(strategy: Strategy, kind: str, pk: int) -> Any:
    known = _kind(kind)
    return get_object_or_404(known.model.objects.filter(**{known.parent: strategy}), pk=pk)


def _blank(request: UserRequest, strategy: Strategy, kind: str) -> Any:
    known = _kind(kind)
    if known.model is Theme:
        return Theme()
    if known.model is EffectIndicator:
        wanted = request.GET.get("effektmaal", "")
        goal = get_object_or_404(strategy.effect_goals, pk=wanted if wanted.isdigit() else 0)
        return EffectIndicator(effect_goal=goal)
    return known.model(strategy=strategy)


def _form(
    request: UserRequest, strategy: Strategy, kind: str, form: Any, **more: Any
) -> HttpResponse:
    is_new = form.instance.pk is None
    context = {
        "strategy": strategy,
        "form": form,
        "kind": kind,
        "is_new": is_new,
        "kind_name": form.instance._meta.verbose_name,
        "action": request.get_full_path(),
        "draft_key": key_of(strategy.pk, kind, form.instance.pk or "ny"),
    }
    status = 409 if more.get("conflict") else 422 if form.is_bound else 200
    # 409 would not be swapped in by htmx
    status = 422 if status == 409 and request.htmx else status
    template = page_or_fragment(request, PART_FORM, fragment="form")
    return render(request, template, context | more, status=status)


def _shown(request: UserRequest, strategy: Strategy, anchor: str) -> HttpResponse:
    """The strategy as it stands now, scrolled to what was changed."""
    if not request.htmx:
        return redirect(f"{reverse('strategy:page', args=[strategy.pk])}#{anchor}")
    strategy.refresh_from_db()
    context = page_context(request, strategy) | {"out_of_band": True}
    response = render(request, f"{PAGE}#body", context)
    response["HX-Retarget"] = "#strategy-body"
    response["HX-Reswap"] = f"outerHTML show:#{anchor}:top"
    return response
