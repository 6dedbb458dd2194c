"""Strategies: the list, the page, its life, its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.downloads import excel, wants_excel
from roedtraad.steering.agreements.forms.strategy import (
    StrategyForm,
    StrategyRulesForm,
    ThemeChoiceForm,
)
from roedtraad.steering.agreements.models import Change, Strategy, StrategyState, Theme
from roedtraad.steering.agreements.queries.changes import described
from roedtraad.steering.agreements.queries.strategy import (
    StrategyRow,
    next_step,
    strategies_for,
    strategy_changes,
    strategy_page,
    strategy_rows,
)
from roedtraad.steering.agreements.rule_words import RULE_LABELS
from roedtraad.steering.agreements.services import editing
from roedtraad.steering.agreements.services import strategy as service
from roedtraad.steering.agreements.template_definition import RULE_NUMBERS
from roedtraad.steering.agreements.template_json import load_rules

from ._merging import collision, with_choices
from .strategy_drafts import NEW, forget, key_of

PAGE = "agreements/strategy/page.html"
FORM = "agreements/strategy/form.html"


@require_GET
def strategy_list(request: UserRequest) -> HttpResponse:
    may_make = access.may(request.user, Permission.STRATEGY_EDIT)
    rows = strategy_rows(request.user)
    if wants_excel(request):
        return _strategies_as_file(rows)
    context = {"rows": rows, "may_make": may_make}
    return render(request, "agreements/strategy/list.html", context)


def _strategies_as_file(rows: list[StrategyRow]) -> HttpResponse:
    header = [
        *(_("Strategy"), _("Unit"), _("State"), _("From"), _("To")),
        *(_("Visions"), _("Focus areas"), _("Effect goals"), _("Goals"), _("Status")),
    ]
    lines = [
        (
            *(row.strategy.title, row.strategy.unit.name, row.strategy.get_state_display()),
            *(row.strategy.starts_on, row.strategy.ends_on),
            *(row.visions, row.focus_areas, row.effect_goals),
            *(row.standing.goals, row.standing.words),
        )
        for row in rows
    ]
    return excel(_("Strategies"), header, lines)


@require_http_methods(["GET", "POST"])
def strategy_new(request: UserRequest) -> HttpResponse:
    access.require(request.user, Permission.STRATEGY_EDIT)
    form = StrategyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = service.make_strategy(Strategy(**form.values()), acting_user=request.user)
        forget(request.user, NEW)
        return redirect("strategy:page", made.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "heading": _("New strategy"), "draft_key": NEW}
    return render(request, FORM, context, status=status)


@require_GET
def page(request: UserRequest, pk: int) -> HttpResponse:
    return render(request, PAGE, page_context(request, seen(request, pk)))


@require_http_methods(["GET", "POST"])
def strategy_edit(request: UserRequest, pk: int) -> HttpResponse:
    def make(strategy: Strategy, data: QueryDict | None = None) -> StrategyForm:
        return StrategyForm(data, instance=strategy, user=request.user)

    def save(form: StrategyForm, strategy: Strategy) -> None:
        editing.update(
            strategy,
            form.values(),
            acting_user=request.user,
            base_version=form.cleaned_data["base_version"],
        )

    names = (_("Change the strategy"), key_of(pk, "ret"))
    return _edited(request, pk, (make, save), names)


@require_http_methods(["GET", "POST"])
def rules_edit(request: UserRequest, pk: int) -> HttpResponse:
    def make(strategy: Strategy, data: QueryDict | None = None) -> StrategyRulesForm:
        return StrategyRulesForm(data, strategy=strategy)

    def save(form: StrategyRulesForm, strategy: Strategy) -> None:
        service.demand(
            strategy,
            form.rules(),
            acting_user=request.user,
            base_version=form.cleaned_data["base_version"],
        )

    names = (_("Demands on agreements"), key_of(pk, "krav"))
    return _edited(request, pk, (make, save), names)


def _edited(
    request: UserRequest,
    pk: int,
    how: tuple[Callable[..., Any], Callable[..., None]],
    names: tuple[str, str],
) -> HttpResponse:
    (make, save), (heading, draft_key) = how, names
    strategy = writable(request, pk)
    conflict = None
    sent = with_choices(request.POST, make(writable(request, pk)))
    form = make(strategy, sent or None)
    if request.method == "POST" and form.is_valid():
        try:
            save(form, writable(request, pk))
        except editing.EditConflict as newer:
            conflict = collision(form, make(newer.current), newer.current)
            form.rebase(newer.current)
        else:
            forget(request.user, draft_key)
            messages.success(request, _("Saved."))
            return redirect("strategy:page", pk)
    status = 409 if conflict else 422 if form.is_bound else 200
    context = {
        "form": form,
        "heading": heading,
        "strategy": strategy,
        "conflict": conflict,
        "draft_key": draft_key,
    }
    return render(request, FORM, context, status=status)


@require_POST
def state_change(request: UserRequest, pk: int) -> HttpResponse:
    strategy = writable(request, pk)
    try:
        state = StrategyState(request.POST.get("state", ""))
        service.move_to(strategy, state, acting_user=request.user)
    except (ValueError, service.NoSuchWay) as error:
        messages.error(request, str(error))
    except editing.EditConflict:
        messages.error(request, _("Somebody changed the strategy meanwhile. Look, and try again."))
    return redirect("strategy:page", pk)


@require_POST
def theme_use(request: UserRequest, pk: int) -> HttpResponse:
    """Use a theme that other strategies use already."""
    strategy = writable(request, pk)
    form = ThemeChoiceForm(request.POST, strategy=strategy)
    if form.is_valid():
        service.add_theme(strategy, form.cleaned_data["theme"], acting_user=request.user)
    return redirect("strategy:page", pk)


@require_POST
def theme_drop(request: UserRequest, pk: int, theme: int) -> HttpResponse:
    strategy = writable(request, pk)
    dropped = get_object_or_404(Theme, pk=theme, strategies=strategy)
    service.drop_theme(strategy, dropped, acting_user=request.user)
    return redirect("strategy:page", pk)


@require_GET
def history(request: UserRequest, pk: int) -> HttpResponse:
    strategy = seen(request, pk)
    context = {
        "strategy": strategy,
        "rows": described(strategy_changes(strategy)),
        "may_edit": editing.may_edit(strategy, request.user),
    }
    return render(request, "agreements/strategy/history.html", context)


@require_POST
def undo(request: UserRequest, pk: int, change: int) -> HttpResponse:
    strategy = writable(request, pk)
    taken_back = get_object_or_404(Change, pk=change, strategy=strategy)
    try:
        editing.undo(taken_back, acting_user=request.user)
    except editing.CannotUndo as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("Undone."))
    return redirect("strategy:history", pk)


def seen(request: UserRequest, pk: int) -> Strategy:
    """The strategy, when the user may read it; else 404."""
    return get_object_or_404(strategies_for(request.user).select_related("unit"), pk=pk)


def writable(request: UserRequest, pk: int) -> Strategy:
    """The strategy, when the user may write it; 404 when not even read."""
    strategy = seen(request, pk)
    editing.require_editable(strategy, request.user)
    return strategy


def page_context(request: UserRequest, strategy: Strategy) -> dict[str, Any]:
    rules = load_rules(strategy.rules)
    may_edit = editing.may_edit(strategy, request.user)
    today = timezone.localdate()
    return {
        "today": today,
        "next_step": next_step(strategy, today),
        "page": strategy_page(request.user, strategy),
        "strategy": strategy,
        "may_edit": may_edit,
        "ways": [StrategyState(each) for each in sorted(service.WAYS[strategy.state])],
        "demands": [
            (label, value if name in RULE_NUMBERS else None)
            for name, label in RULE_LABELS.items()
            if (value := getattr(rules, name))
        ],
        "other_themes": ThemeChoiceForm(strategy=strategy) if may_edit else None,
    }
