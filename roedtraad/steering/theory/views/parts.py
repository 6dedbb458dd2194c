"""The forms of boxes, arrows and risks, on pages of their own or beside the board."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.theory.forms.parts import ConnectForm, LinkForm, NodeForm, RiskForm
from roedtraad.steering.theory.models import Risk, TheoryOfChange
from roedtraad.steering.theory.queries.graph import nodes_of
from roedtraad.steering.theory.queries.names import named
from roedtraad.steering.theory.services import drawing, editing

from ._answers import (
    forget,
    saved_meanwhile,
    show_form,
    shown_board,
    tells_why_not,
    writable,
)


@require_http_methods(["GET", "POST"])
@tells_why_not
def node_edit(request: UserRequest, pk: int, node: int) -> HttpResponse:
    theory = writable(request, pk)
    row = get_object_or_404(nodes_of(theory), pk=node)
    row.theory = theory
    key, heading = f"kasse-{node}", named([row], request.user).names[node]
    form = NodeForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        stored = get_object_or_404(theory.nodes, pk=node)
        uses: list[IndicatorUse] | None = (
            list(form.cleaned_data["uses"]) if "uses" in form.fields else None
        )
        try:
            drawing.change_node(
                stored,
                form.values(),
                uses=uses,
                base_version=form.cleaned_data["base_version"],
                acting_user=request.user,
            )
        except editing.EditConflict as newer:
            saved_meanwhile(form, newer, theory)
        else:
            forget(request, theory, key)
            return shown_board(request, theory, f"box-{node}")
    kind = row.get_kind_display()
    return show_form(request, theory, form, heading=heading, key=key, kind=kind)


@require_http_methods(["GET", "POST"])
@tells_why_not
def connect(request: UserRequest, pk: int, node: int) -> HttpResponse:
    """An arrow from a box to another."""
    theory = writable(request, pk)
    start = get_object_or_404(nodes_of(theory), pk=node)
    names = named(list(nodes_of(theory)), request.user).names
    form = ConnectForm(request.POST or None, node=start, names=names)
    if request.method == "POST" and form.is_valid():
        try:
            drawing.connect(
                start,
                form.cleaned_data["to_node"],
                assumption=form.cleaned_data["assumption"],
                acting_user=request.user,
            )
        except (drawing.Circle, drawing.NotTwice) as refused:
            if request.POST.get("direkte"):  # drawn on the board, where there is no form to keep
                raise
            form.add_error("to_node", ValidationError(str(refused)))
        else:
            forget(request, theory, f"pil-fra-{node}")
            return shown_board(request, theory, f"box-{node}")
    heading = _("Arrow from “%s”") % names[node]
    return show_form(request, theory, form, heading=heading, key=f"pil-fra-{node}")


@require_http_methods(["GET", "POST"])
@tells_why_not
def link_edit(request: UserRequest, pk: int, link: int) -> HttpResponse:
    theory = writable(request, pk)
    row = get_object_or_404(theory.links.select_related("from_node", "to_node"), pk=link)
    names = named(list(nodes_of(theory)), request.user).names
    heading = f"{names[row.from_node_id]} → {names[row.to_node_id]}"
    form = LinkForm(request.POST or None, instance=row)
    key = f"pil-{link}"
    if request.method == "POST" and form.is_valid():
        stored = get_object_or_404(theory.links, pk=link)
        if _saved(request, theory, stored, form):
            forget(request, theory, key)
            return shown_board(request, theory, f"box-{row.from_node_id}")
    return show_form(request, theory, form, heading=heading, key=key, link=row)


@require_http_methods(["GET", "POST"])
@tells_why_not
def risk_new(request: UserRequest, pk: int) -> HttpResponse:
    theory = writable(request, pk)
    form = RiskForm(request.POST or None, instance=Risk(theory=theory), user=request.user)
    if request.method == "POST" and form.is_valid():
        drawing.add_risk(form.instance, acting_user=request.user)
        forget(request, theory, "risiko-ny")
        return shown_board(request, theory, "risks")
    return show_form(request, theory, form, heading=_("New risk"), key="risiko-ny")


@require_http_methods(["GET", "POST"])
@tells_why_not
def risk_edit(request: UserRequest, pk: int, risk: int) -> HttpResponse:
    theory = writable(request, pk)
    row = get_object_or_404(theory.risks, pk=risk)
    row.theory = theory
    form = RiskForm(request.POST or None, instance=row, user=request.user)
    key = f"risiko-{risk}"
    if request.method == "POST" and form.is_valid():
        stored = get_object_or_404(theory.risks, pk=risk)
        if _saved(request, theory, stored, form):
            forget(request, theory, key)
            return shown_board(request, theory, "risks")
    return show_form(request, theory, form, heading=_("Risk"), key=key, risk=row)


@require_POST
@tells_why_not
def risk_remove(request: UserRequest, pk: int, risk: int) -> HttpResponse:
    theory = writable(request, pk)
    editing.remove(get_object_or_404(theory.risks, pk=risk), acting_user=request.user)
    return shown_board(request, theory, "risks")


def _saved(request: UserRequest, theory: TheoryOfChange, row: Any, form: Any) -> bool:
    """Whether the row was saved; if somebody was quicker, the form says so."""
    try:
        editing.update(
            row,
            form.values(),
            base_version=form.cleaned_data["base_version"],
            acting_user=request.user,
        )
    except editing.EditConflict as newer:
        saved_meanwhile(form, newer, theory)
        return False
    return True
