"""What a view answers: the board as it stands, a form beside it, or why something is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.drafts import discard_draft
from roedtraad.foundation.ui.fragments import page_or_fragment
from roedtraad.foundation.ui.merging import Collision
from roedtraad.steering.theory.models import TheoryDraft, TheoryOfChange
from roedtraad.steering.theory.queries.board import board_of
from roedtraad.steering.theory.queries.graph import theory_for
from roedtraad.steering.theory.services import drawing, editing, life

BOARD, FORM = "theory/board.html", "theory/form.html"
REFUSALS = (
    drawing.Circle,
    drawing.NotTwice,
    editing.NotEditable,
    editing.CannotUndo,
    life.NoSuchWay,
)
View = Callable[..., HttpResponse]


def writable(request: UserRequest, pk: int) -> TheoryOfChange:
    """The theory, when the user may change it now; 404 when it may not even be read."""
    theory = theory_for(request.user, pk)
    editing.require_editable(theory, request.user)
    return theory


def tells_why_not(view: View) -> View:
    """A refusal becomes a message over the board, which stands as it was."""

    @wraps(view)
    def answered(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (*REFUSALS, ValidationError) as refusal:
            return _refused(request, kwargs["pk"], refusal)

    return answered


def _refused(request: UserRequest, pk: int, refusal: Exception) -> HttpResponse:
    told = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
    messages.error(request, " ".join(told))
    theory = theory_for(request.user, pk)
    if not editing.may_edit(theory, request.user):
        address = reverse("theory:page", args=[pk])
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": address})
        return redirect(address)
    return shown_board(request, theory, status=422)


def shown_board(
    request: UserRequest, theory: TheoryOfChange, focus: str = "", *, status: int = 200
) -> HttpResponse:
    """The board as it stands now, with the keyboard at `focus`, an id on it."""
    if not request.htmx:
        board = reverse("theory:board", args=[theory.pk])
        return redirect(f"{board}#{focus}" if focus else board)
    context = {"board": board_of(theory, request.user), "focus": focus}
    response = render(request, f"{BOARD}#workshop", context, status=status)
    response["HX-Retarget"] = "#workshop"
    response["HX-Reswap"] = "outerHTML"
    return response


def show_form(
    request: UserRequest,
    theory: TheoryOfChange,
    form: Any,
    *,
    heading: str,
    key: str,
    conflict: Collision | None = None,
    **more: Any,
) -> HttpResponse:
    """A form on its own page, or beside the board; with both versions when there are two."""
    context = {
        "theory": theory,
        "form": form,
        "heading": heading,
        "draft_key": key_of(theory, key) if key else "",
        "action": request.get_full_path(),
        "back": reverse("theory:board", args=[theory.pk]),
        "conflict": conflict,
        **more,
    }
    status = 422 if form.is_bound else 200
    if conflict is not None and not request.htmx:  # htmx would not swap a 409 in
        status = 409
    template = page_or_fragment(request, FORM, fragment="form")
    return render(request, template, context, status=status)


def key_of(theory: TheoryOfChange, form: str) -> str:
    return f"teori:{theory.pk or 'ny'}:{form}"


def forget(request: UserRequest, theory: TheoryOfChange, form: str) -> None:
    discard_draft(TheoryDraft, request.user, key_of(theory, form))
