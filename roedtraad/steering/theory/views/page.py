"""A theory as it is read: its picture, where it breaks, its outline, its history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.downloads import download, excel, file_name, wants_excel
from roedtraad.steering.agreements.queries.changes import described
from roedtraad.steering.theory.access import may_write, readable_editions, sees_drafts
from roedtraad.steering.theory.models import TheoryOfChange
from roedtraad.steering.theory.queries.drawn import picture_of
from roedtraad.steering.theory.queries.graph import graph_of, theory_for
from roedtraad.steering.theory.queries.lists import (
    TheoryRow,
    changes_of,
    theory_rows,
)
from roedtraad.steering.theory.queries.outline import outline_of
from roedtraad.steering.theory.queries.reading import lacks_of, reading_of
from roedtraad.steering.theory.services import editing
from roedtraad.steering.theory.services.life import WAYS

from ._answers import tells_why_not, writable

PAPERS = ("a4", "a3")


@require_GET
def theory_list(request: UserRequest) -> HttpResponse:
    rows = theory_rows(request.user)
    if wants_excel(request):
        return _as_file(rows)
    context = {"rows": rows, "may_make": access.may(request.user, Permission.THEORY_EDIT)}
    return render(request, "theory/list.html", context)


@require_GET
def page(request: UserRequest, pk: int) -> HttpResponse:
    theory = theory_for(request.user, pk)
    graph = graph_of(theory, request.user)
    reading = reading_of(graph, request.user)
    writes = may_write(request.user, theory)
    context: dict[str, Any] = {
        "theory": theory,
        "graph": graph,
        "outline": outline_of(graph, reading),
        "picture": picture_of(graph, reading),
        "lacks": lacks_of(graph, request.user) if sees_drafts(request.user, theory) else [],
        "may_draw": editing.may_edit(theory, request.user),
        "may_write": writes,
        "may_copy": access.may(request.user, Permission.THEORY_EDIT),
        "sees_drafts": sees_drafts(request.user, theory),
        "ways": sorted(WAYS[theory.state]) if writes else [],
        "editions": readable_editions(request.user, theory),
    }
    return render(request, "theory/page.html", context)


@require_GET
def drawing(request: UserRequest, pk: int) -> HttpResponse:
    """The picture as a file."""
    theory = theory_for(request.user, pk)
    graph = graph_of(theory, request.user)
    picture = picture_of(graph, reading_of(graph, request.user))
    name = file_name(theory.title, suffix="svg")
    return download(picture.encode(), name=name, content_type="image/svg+xml")


@require_GET
def printed(request: UserRequest, pk: int, paper: str) -> HttpResponse:
    """The picture alone, to be printed on one sheet."""
    if paper not in PAPERS:
        raise Http404
    theory = theory_for(request.user, pk)
    graph = graph_of(theory, request.user)
    picture = picture_of(graph, reading_of(graph, request.user))
    context = {"theory": theory, "picture": picture, "paper": paper, "papers": PAPERS}
    return render(request, "theory/print.html", context)


@require_GET
def history(request: UserRequest, pk: int) -> HttpResponse:
    theory = theory_for(request.user, pk)
    if not sees_drafts(request.user, theory):
        raise Http404
    context = {
        "theory": theory,
        "rows": described(changes_of(theory, request.user)),
        "may_edit": editing.may_edit(theory, request.user),
        "begun": TheoryOfChange._meta.label_lower,
    }
    return render(request, "theory/history.html", context)


@require_POST
@tells_why_not
def undo(request: UserRequest, pk: int, change: int) -> HttpResponse:
    theory = writable(request, pk)
    row = get_object_or_404(theory.changes, pk=change)
    try:
        editing.undo(row, acting_user=request.user)
    except editing.CannotUndo as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("Undone."))
    return redirect("theory:history", pk)


def _as_file(rows: list[TheoryRow]) -> HttpResponse:
    header = [_("Theory of change"), _("Unit"), _("Target group"), _("Agreement"), _("State")]
    header += [_("Edition"), _("Boxes"), _("Result goals")]
    lines = [
        (
            *(row.theory.title, str(row.theory.unit), str(row.theory.target_group or "")),
            *(str(row.theory.agreement or ""), row.theory.get_state_display()),
            *(row.theory.number, row.boxes, row.results),
        )
        for row in rows
    ]
    return excel(_("Theories of change"), header, lines)
