"""Drawing: boxes added, moved, connected and removed. Each act works as a plain form too."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.theory.models import Node, NodeKind, TheoryOfChange
from roedtraad.steering.theory.models.graph import REFERENCES
from roedtraad.steering.theory.queries.board import board_of, last_own_change
from roedtraad.steering.theory.queries.choices import matching, offered_to
from roedtraad.steering.theory.services import drawing, editing

from ._answers import BOARD, shown_board, tells_why_not, writable

STEPS = {"op": -1, "ned": 1}
SHIFTS = {"venstre": -1, "hoejre": 1}


@require_GET
@tells_why_not
def board(request: UserRequest, pk: int) -> HttpResponse:
    theory = writable(request, pk)
    return render(request, BOARD, {"board": board_of(theory, request.user)})


@require_POST
@tells_why_not
def node_new(request: UserRequest, pk: int) -> HttpResponse:
    """A new box. Who types the name of a goal, a target group or a type means that one."""
    theory = writable(request, pk)
    kind = _kind(request.POST.get("kind", ""))
    title = " ".join(request.POST.get("title", "").split())
    if len(title) > Node._meta.get_field("title").max_length:  # type: ignore[operator]
        raise ValidationError(_("The title is too long: write a few words, and the rest as text."))
    node = Node(theory=theory, kind=kind, title=title)
    reference = matching(offered_to(theory, kind, request.user), title) if title else None
    if reference is not None:
        node.title = ""
        setattr(node, REFERENCES[kind], reference)
    drawing.add_node(node, after=_given(request, theory, "efter"), acting_user=request.user)
    return shown_board(request, theory, f"add-{kind}")


@require_POST
@tells_why_not
def node_move(request: UserRequest, pk: int, node: int) -> HttpResponse:
    """A step up, down, left or right, or to a place in a column."""
    theory = writable(request, pk)
    row = get_object_or_404(theory.nodes, pk=node)
    way = request.POST.get("retning", "")
    if way in STEPS:
        drawing.step_node(row, STEPS[way], acting_user=request.user)
    elif way in SHIFTS:
        drawing.shift_node(row, SHIFTS[way], acting_user=request.user)
    else:
        before = _given(request, theory, "foer")
        kind = _kind(request.POST.get("kind", ""))
        drawing.place_node(row, kind, before=before, acting_user=request.user)
    return shown_board(request, theory, f"box-{node}")


@require_POST
@tells_why_not
def node_remove(request: UserRequest, pk: int, node: int) -> HttpResponse:
    theory = writable(request, pk)
    row = get_object_or_404(theory.nodes, pk=node)
    kind = row.kind
    drawing.remove_node(row, acting_user=request.user)
    messages.success(request, _("Removed. It can be brought back with “Undo”."))
    return shown_board(request, theory, f"add-{kind}")


@require_POST
@tells_why_not
def link_remove(request: UserRequest, pk: int, link: int) -> HttpResponse:
    theory = writable(request, pk)
    row = get_object_or_404(theory.links, pk=link)
    start = row.from_node_id
    editing.remove(row, acting_user=request.user)
    messages.success(request, _("Removed. It can be brought back with “Undo”."))
    return shown_board(request, theory, f"box-{start}")


@require_POST
@tells_why_not
def undo_last(request: UserRequest, pk: int) -> HttpResponse:
    theory = writable(request, pk)
    last = last_own_change(theory, request.user)
    if last is None:
        raise editing.CannotUndo(_("There is nothing of yours to undo."))
    editing.undo(last, acting_user=request.user)
    messages.success(request, _("Undone."))
    return shown_board(request, theory, "undo")


@require_POST
@tells_why_not
def tidy(request: UserRequest, pk: int) -> HttpResponse:
    theory = writable(request, pk)
    drawing.tidy(theory, acting_user=request.user)
    return shown_board(request, theory, "tidy")


def _kind(name: str) -> NodeKind:
    if name not in NodeKind.values:
        raise ValidationError(_("Choose a column."))
    return NodeKind(name)


def _given(request: UserRequest, theory: TheoryOfChange, name: str) -> Node | None:
    """A box of the theory that the form names; None when it names none."""
    pk = request.POST.get(name, "")
    return theory.nodes.filter(pk=int(pk)).first() if pk.isdigit() else None
