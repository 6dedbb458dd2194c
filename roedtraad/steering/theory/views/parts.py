"""The forms of boxes, arrows and risks, on pages of their own or beside the board."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.merging import Collision
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.theory.forms.parts import ConnectForm, LinkForm, NodeForm, RiskForm
from roedtraad.steering.theory.models import Risk
from roedtraad.steering.theory.queries.effects import effect_on
from roedtraad.steering.theory.queries.graph import graph_of, nodes_of
from roedtraad.steering.theory.queries.names import named
from roedtraad.steering.theory.services import drawing, editing

from ._answers import (
    forget,
    show_form,
    shown_board,
    tells_why_not,
    writable,
)
from ._merging import Make, collided, sent_to


@require_http_methods(["GET", "POST"])
@tells_why_not
def node_edit(request: UserRequest, pk: int, node: int) -> HttpResponse:
    theory = writable(request, pk)

    def make(data: QueryDict | None = None) -> NodeForm:
        row = get_object_or_404(nodes_of(theory), pk=node)
        row.theory = theory
        return NodeForm(data, instance=row, user=request.user)

    row, conflict = make().instance, None
    key, heading = f"kasse-{node}", named([row], request.user).names[node]
    form = make(sent_to(request, make))
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
            conflict = collided(form, make, newer.current)
        else:
            forget(request, theory, key)
            return shown_board(request, theory, f"box-{node}")
    about = {"heading": heading, "key": key, "kind": row.get_kind_display()}
    return show_form(request, theory, form, conflict=conflict, **about)


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
    row = get_object_or_404(theory.links, pk=link)
    names = named(list(nodes_of(theory)), request.user).names
    effect = effect_on(row.to_node_id, graph_of(theory, request.user), request.user)
    taken = effect.as_fields(row) if effect and "forslag" in request.GET else {}

    def make(data: QueryDict | None = None) -> LinkForm:
        return LinkForm(data, instance=get_object_or_404(theory.links, pk=link))

    form, key, conflict = make(sent_to(request, make)), f"pil-{link}", None
    form.initial.update(taken)
    if request.method == "POST" and form.is_valid():
        conflict = _saved(request, get_object_or_404(theory.links, pk=link), form, make)
        if conflict is None:
            forget(request, theory, key)
            return shown_board(request, theory, f"box-{row.from_node_id}")
    heading = f"{names[row.from_node_id]} → {names[row.to_node_id]}"
    return show_form(
        request,
        theory,
        form,
        heading=heading,
        # a draft of what was written would stand before what was asked for
        key="" if taken else key,
        conflict=conflict,
        link=row,
        effect=None if taken else effect,
    )


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

    def make(data: QueryDict | None = None) -> RiskForm:
        row = get_object_or_404(theory.risks, pk=risk)
        row.theory = theory
        return RiskForm(data, instance=row, user=request.user)

    form, key, conflict = make(sent_to(request, make)), f"risiko-{risk}", None
    if request.method == "POST" and form.is_valid():
        conflict = _saved(request, get_object_or_404(theory.risks, pk=risk), form, make)
        if conflict is None:
            forget(request, theory, key)
            return shown_board(request, theory, "risks")
    about = {"heading": _("Risk"), "key": key, "risk": form.instance}
    return show_form(request, theory, form, conflict=conflict, **about)


@require_POST
@tells_why_not
def risk_remove(request: UserRequest, pk: int, risk: int) -> HttpResponse:
    theory = writable(request, pk)
    editing.remove(get_object_or_404(theory.risks, pk=risk), acting_user=request.user)
    return shown_board(request, theory, "risks")


def _saved(request: UserRequest, row: Any, form: Any, make: Make) -> Collision | None:
    """Save the row; both versions if somebody was quicker."""
    try:
        editing.update(
            row,
            form.values(),
            base_version=form.cleaned_data["base_version"],
            acting_user=request.user,
        )
    except editing.EditConflict as newer:
        return collided(form, make, newer.current)
    return None
