from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.downloads import download
from roedtraad.foundation.ui.fonts import FontsMissing
from roedtraad.steering.agreements.queries.strategy import strategies_for
from roedtraad.steering.indicators.known import known_on
from roedtraad.steering.indicators.queries.passport import shown_indicator
from roedtraad.steering.theory.queries.graph import theory_for

from . import services
from .forms import ALL, OverviewForm
from .queries.choices import choice_for, choices
from .services import Export, Format
from .sources import Edition

PAPERS = ("a4", "a3")


@require_GET
def index(request: UserRequest) -> HttpResponse:
    """Everything that can be printed, with figures as known now or on the day asked for."""
    return _index(request)


def _index(request: UserRequest) -> HttpResponse:
    found = choices(request.user)
    form = OverviewForm(units=found.units)
    known, day = known_on(request.GET)
    context = {"choices": found, "form": form, "known": known, "day": day}
    status = 422 if known.is_bound and not known.is_valid() else 200
    context["asked"] = f"?kendt={day.isoformat()}" if day else ""
    return render(request, "reports/index.html", context, status=status)


@require_GET
def agreement(request: UserRequest, pk: int, edition: str, as_format: str) -> HttpResponse:
    """One agreement as a file."""
    if edition not in list(Edition):
        raise Http404
    known, day = known_on(request.GET)
    if known.is_bound and not known.is_valid():
        return _index(request)
    make = partial(
        services.export_agreement,
        pk,
        edition=Edition(edition),
        known_on=day,
        as_format=_format(as_format),
        language=_language(),
        acting_user=request.user,
    )
    return _answer(make)


@require_GET
def strategy(request: UserRequest, pk: int, as_format: str) -> HttpResponse:
    """One strategy as a file."""
    make = partial(
        services.export_strategy,
        pk,
        as_format=_format(as_format),
        language=_language(),
        acting_user=request.user,
    )
    return _answer(make)


@require_GET
def theory(request: UserRequest, pk: int, paper: str, as_format: str) -> HttpResponse:
    """One theory of change as a file."""
    if paper not in PAPERS:
        raise Http404
    make = partial(
        services.export_theory,
        pk,
        paper=paper,
        as_format=_format(as_format),
        language=_language(),
        acting_user=request.user,
    )
    return _answer(make)


@require_GET
def units(request: UserRequest, pk: int, as_format: str) -> HttpResponse:
    """One indicator over the units that use it, as a file."""
    make = partial(
        services.export_units,
        pk,
        as_format=_format(as_format),
        language=_language(),
        acting_user=request.user,
    )
    return _answer(make)


@require_GET
def units_panel(request: UserRequest, pk: int) -> HttpResponse:
    """What stands on the page of an indicator's units: how it can be printed."""
    found = shown_indicator(request.user, pk)
    return render(request, "reports/index.html#units_panel", {"indicator": found})


@require_GET
def theory_panel(request: UserRequest, pk: int) -> HttpResponse:
    """What stands on a theory's page: how it can be printed."""
    found = theory_for(request.user, pk)
    return render(request, "reports/index.html#theory_panel", {"theory": found})


@require_GET
def overview(request: UserRequest, as_format: str) -> HttpResponse:
    """How the goals stand, of one unit or of all, as a file."""
    unit = request.GET.get("enhed", ALL)
    if unit != ALL and not unit.isdecimal():
        raise Http404
    known, day = known_on(request.GET)
    if known.is_bound and not known.is_valid():
        return _index(request)
    make = partial(
        services.export_overview,
        None if unit == ALL else int(unit),
        known_on=day,
        as_format=_format(as_format),
        language=_language(),
        acting_user=request.user,
    )
    return _answer(make)


@require_GET
def agreement_panel(request: UserRequest, pk: int) -> HttpResponse:
    """What stands on an agreement's page: how it can be printed."""
    choice = choice_for(request.user, pk)
    if choice is None:
        raise Http404
    return render(request, "reports/index.html#agreement_panel", {"choice": choice})


@require_GET
def strategy_panel(request: UserRequest, pk: int) -> HttpResponse:
    """What stands on a strategy's page: how it can be printed."""
    found = get_object_or_404(strategies_for(request.user), pk=pk)
    return render(request, "reports/index.html#strategy_panel", {"strategy": found})


def _format(name: str) -> Format:
    if name not in list(Format):
        raise Http404
    return Format(name)


def _language() -> str:
    return "en" if (get_language() or "da").startswith("en") else "da"


def _answer(make: Callable[[], Export]) -> HttpResponse:
    """The file; or, on a machine without the fonts, what the administrator must do."""
    try:
        export = make()
    except FontsMissing as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    return download(export.content, name=export.name, content_type=export.content_type)
