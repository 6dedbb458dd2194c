from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.forms.units import AsOfForm, FactsForm, StaffForm
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.accounts.queries.units import (
    Twig,
    UnitPage,
    unit_page,
    unit_tree,
    with_place,
)
from roedtraad.foundation.accounts.services import reorganising
from roedtraad.foundation.organisation.models import Unit
from roedtraad.foundation.ui.downloads import excel, wants_excel

VIEW, EDIT = access.Permission.UNIT_VIEW, access.Permission.UNIT_EDIT


@needs(VIEW)
@require_GET
def unit_list(request: UserRequest) -> HttpResponse:
    """The tree as of a day, with search."""
    form = AsOfForm(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    on = given.get("on") or timezone.localdate()
    twigs = unit_tree(request.user, on, search=given.get("search", ""))
    if wants_excel(request):
        return _units_as_file(twigs)
    context = {
        "form": form,
        "twigs": twigs,
        "on": on,
        "searched": given.get("search", ""),
        "may_edit": access.may(request.user, EDIT),
    }
    return render(request, "accounts/unit_list.html", context, status=422 if form.errors else 200)


def _units_as_file(twigs: list[Twig]) -> HttpResponse:
    """Every unit of the tree with its place, and the facts it has today."""
    header = [_("Unit"), _("Kind"), _("Lies below"), _("Type"), _("Leader"), _("Address")]
    header += [_("Phone"), _("E-mail")]
    placed = list(with_place(twigs))
    facts = Unit.objects.in_bulk([twig.pk for twig, _above in placed if twig.pk])
    lines = []
    for twig, above in placed:
        row = facts.get(twig.pk or 0)
        known = (row.unit_type, row.leader_name, row.address, row.phone, row.email) if row else ()
        lines.append((twig.name, twig.kind, " › ".join(above), *known))
    return excel(_("Units"), header, lines)


@needs(VIEW)
@require_GET
def unit(request: UserRequest, pk: int) -> HttpResponse:
    """A unit: its place in the tree as of a day, facts, people, history."""
    form = AsOfForm(request.GET or None)
    on = form.cleaned_data.get("on") if form.is_valid() else None
    page = _page_or_404(request, pk, on)
    context = {"page": page, "form": form, "today": timezone.localdate()}
    return render(request, "accounts/unit.html", context)


def _page_or_404(request: UserRequest, pk: int, on: date | None = None) -> UnitPage:
    page = unit_page(request.user, pk, on)
    if page is None:
        raise Http404
    return page


def _editable_or_404(request: UserRequest, pk: int) -> Unit:
    return get_object_or_404(access.units_for(request.user, EDIT), pk=pk)


@require_http_methods(["GET", "POST"])
def edit_facts(request: UserRequest, pk: int) -> HttpResponse:
    """Correct the facts of a unit."""
    unit = _editable_or_404(request, pk)
    form = FactsForm(request.POST or None, initial=FactsForm.values_of(unit))
    if form.is_valid():
        reorganising.correct_facts(unit, form.cleaned_data, acting_user=request.user)
        messages.success(request, _("Saved."))
        return redirect("accounts:unit", pk=pk)
    context = {"form": form, "unit": unit}
    return render(request, "accounts/unit_facts.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit_staff(request: UserRequest, pk: int) -> HttpResponse:
    """Record staff and full-time equivalents of a year."""
    unit = _editable_or_404(request, pk)
    form = StaffForm(request.POST or None, initial={"year": timezone.localdate().year})
    if form.is_valid():
        try:
            reorganising.record_staff(
                unit,
                form.cleaned_data["year"],
                staff=form.cleaned_data["staff"],
                full_time_equivalents=form.cleaned_data["full_time_equivalents"],
                acting_user=request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:unit", pk=pk)
    context = {"form": form, "unit": unit, "staff": unit.staff_years.order_by("-year")}
    return render(request, "accounts/unit_staff.html", context, status=422 if form.errors else 200)
