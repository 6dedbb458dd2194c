"""The page of an agreement: as it is written, and as it was approved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.fragments import page_or_fragment
from roedtraad.steering.agreements.models import Agreement, Change
from roedtraad.steering.agreements.queries.agreement_page import (
    AgreementPage,
    agreement_for,
    agreement_page,
    version_blocks,
    version_for,
)
from roedtraad.steering.agreements.queries.changes import described, last_undoable
from roedtraad.steering.agreements.queries.completeness import missing_in
from roedtraad.steering.agreements.queries.document import extra_labels
from roedtraad.steering.agreements.queries.missing import links_to
from roedtraad.steering.agreements.services import editing, rolling

from ._answers import tells_why_not

PAGE = "agreements/agreement.html"
CHANGES_SHOWN = 200


def page_context(request: UserRequest, agreement: Agreement) -> dict[str, Any]:
    page: AgreementPage = agreement_page(agreement, request.user)
    return {
        "page": page,
        "agreement": agreement,
        "last_own_change": last_undoable(agreement, request.user),
        "may_undo_roll": "edit" in page.may and rolling.is_untouched_roll(agreement),
        "next_ones": page.next_ones,
        "missing": links_to(agreement, missing_in(agreement)) if "edit" in page.may else [],
    }


@require_GET
def agreement(request: UserRequest, pk: int) -> HttpResponse:
    """As it is written for those who take part; as it was approved for those who only read."""
    try:
        found = agreement_for(request.user, pk)
    except Http404:
        version = version_for(request.user, pk)
        return redirect("agreements:version", pk, version.number)
    template = page_or_fragment(request, PAGE, fragment="body")
    return render(request, template, page_context(request, found))


def shown_at(request: UserRequest, agreement: Agreement, anchor: str) -> HttpResponse:
    """The body of the page as it stands now, scrolled to what was changed."""
    agreement = agreement_for(request.user, agreement.pk)
    response = render(request, f"{PAGE}#body", page_context(request, agreement))
    response["HX-Retarget"] = "#agreement-body"
    response["HX-Reswap"] = f"outerHTML show:#{anchor.replace('.', '-')}:top"
    return response


@require_GET
def version(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """The text as it was approved on a day; it never changes."""
    found = version_for(request.user, pk, number)
    blocks, goals = version_blocks(found)
    approvals = found.approvals.select_related("approved_by", "party__unit")
    try:
        agreement_for(request.user, pk)
        takes_part = True
    except Http404:
        takes_part = False
    context = {
        "version": found,
        "agreement": found.agreement,
        "content": found.content,
        "blocks": blocks,
        "goals": goals,
        "approvals": approvals,
        "versions": found.agreement.versions.all(),
        "takes_part": takes_part,
    }
    return render(request, "agreements/version.html", context)


@require_GET
def history(request: UserRequest, pk: int) -> HttpResponse:
    found = agreement_for(request.user, pk)
    changes = found.changes.select_related("changed_by")[:CHANGES_SHOWN]
    context = {
        "agreement": found,
        "rows": described(changes, extra_labels(found)),
        "steps": found.steps.select_related("taken_by").order_by("-pk"),
        "may_edit": editing.may_edit(found, request.user),
        "may_follow_up": editing.may_edit(found, request.user, is_text=False),
    }
    return render(request, "agreements/history.html", context)


@require_POST
@tells_why_not
def undo(request: UserRequest, pk: int, change: int) -> HttpResponse:
    found = agreement_for(request.user, pk)
    row = get_object_or_404(Change, agreement=found, pk=change)
    editing.undo(row, acting_user=request.user)
    messages.success(request, _("The change was undone."))
    to = "history" if request.POST.get("efter") == "historik" else "page"
    return redirect(f"agreements:{to}", pk)
