"""The page of a form in an agreement, and what becomes of a text whose place was removed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.fragments import page_or_fragment
from roedtraad.steering.agreements.models import Agreement, Change
from roedtraad.steering.agreements.queries.changes import last_change_of

from ._kinds import Kind, blank_part, form_for
from ._merging import Collision

FORM = "agreements/write.html"


def draft_key(agreement: Agreement, kind: str, part: str) -> str:
    return f"agreement:{agreement.pk}:{kind}:{part}"


def show_form(
    request: UserRequest,
    agreement: Agreement,
    form: Any,
    *,
    heading: str,
    key: str,
    conflict: Collision | None = None,
    action: str = "",
) -> HttpResponse:
    context = {
        "agreement": agreement,
        "form": form,
        "heading": heading,
        "draft_key": key,
        "conflict": conflict,
        "action": action or request.get_full_path(),
        "back": reverse("agreements:page", args=[agreement.pk]),
        "once": uuid4(),
        "voids": agreement.state == "submitted",
    }
    status = 422 if form.is_bound else 200
    if conflict is not None and not request.htmx:  # htmx would not swap a 409 in
        status = 409
    template = page_or_fragment(request, FORM, fragment="form")
    return render(request, template, context, status=status)


def removed_meanwhile(
    request: UserRequest, agreement: Agreement, kind: Kind, pk: int
) -> HttpResponse:
    """Who removed it; and what was typed comes back, to be saved as a new one."""
    change = last_change_of(kind.model(pk=pk))
    if change is None or change.agreement_id != agreement.pk:
        raise Http404
    words = _("%(who)s has removed this. It can be brought back from the history.")
    told = words % {"who": change.changed_by}
    if request.method != "POST" or not kind.may_be_new:
        messages.warning(request, told)
        return redirect("agreements:page", agreement.pk)
    row, query = _in_its_place(agreement, kind, change, request)
    form = form_for(agreement, kind, row, request.POST.copy())
    form.is_valid()
    what_now = _("What you wrote stands below: save it as a new one.")
    form.add_error(None, f"{told} {what_now}")
    name = str(request.resolver_match.kwargs["kind"]) if request.resolver_match else ""
    return show_form(
        request,
        agreement,
        form,
        heading=_("New: %(kind)s") % {"kind": row._meta.verbose_name},
        key=draft_key(agreement, name, str(pk)),
        action=reverse("agreements:part_new", args=[agreement.pk, name]) + query,
    )


def _in_its_place(
    agreement: Agreement, kind: Kind, change: Change, request: UserRequest
) -> tuple[Any, str]:
    goal = (change.before or {}).get("goal_id")
    if kind.parent != "goal__agreement":
        return blank_part(agreement, kind, {}, request.user), ""
    if not agreement.goals.filter(pk=goal or 0).exists():
        raise Http404
    return blank_part(agreement, kind, {"maal": goal}, request.user), f"?maal={goal}"
