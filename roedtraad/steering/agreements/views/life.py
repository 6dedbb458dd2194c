"""The life of an agreement: its approval page, its amendments, and every step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.steering.agreements.models import Agreement, Approval
from roedtraad.steering.agreements.queries.agreement_page import agreement_for
from roedtraad.steering.agreements.queries.comparing import compared
from roedtraad.steering.agreements.queries.content import agreement_content, content_hash
from roedtraad.steering.agreements.queries.document import extra_labels, section_labels
from roedtraad.steering.agreements.queries.life import life_of
from roedtraad.steering.agreements.services import amending, approval, life

from ._answers import back, step_without_reason, tells_why_not

STEPS: dict[str, tuple[Callable[..., Any], bool, Any]] = {
    "dialog": (life.begin_dialogue, False, gettext_lazy("The dialogue is open.")),
    "indsend": (life.submit, False, gettext_lazy("Submitted for approval.")),
    "send-tilbage": (life.send_back, True, gettext_lazy("Sent back.")),
    "fulgt-op": (life.mark_followed_up, False, gettext_lazy("Marked as followed up.")),
    "luk": (life.close, False, gettext_lazy("The agreement is closed.")),
    "tilbagekald": (life.withdraw, True, gettext_lazy("The agreement is withdrawn.")),
}


@require_POST
@tells_why_not
def take_step(request: UserRequest, pk: int, step: str) -> HttpResponse:
    if step not in STEPS:
        raise Http404
    service, has_reason, done = STEPS[step]
    agreement = agreement_for(request.user, pk)
    if has_reason and (refused := step_without_reason(request)):
        return approvals_page(request, agreement, refused=refused)
    more = {"reason": request.POST.get("grund", "")} if has_reason else {}
    service(agreement, acting_user=request.user, **more)
    messages.success(request, str(done))
    return redirect("agreements:page", pk)


@require_GET
def approvals(request: UserRequest, pk: int) -> HttpResponse:
    """Who has approved what, and the text that is to be approved now, against the last one."""
    return approvals_page(request, agreement_for(request.user, pk))


def approvals_page(
    request: UserRequest, agreement: Agreement, *, refused: str | None = None
) -> HttpResponse:
    """`refused`: the step on it that must say why and did not, which is told at its field."""
    content = agreement_content(agreement)
    version = agreement.versions.last()
    labels = extra_labels(agreement), section_labels(agreement)
    context = {
        "agreement": agreement,
        "life": life_of(agreement, request.user),
        "content_hash": content_hash(content),
        "is_changed": request.GET.get("laest", content_hash(content)) != content_hash(content),
        "version": version,
        "versions": agreement.versions.prefetch_related("approvals__approved_by"),
        "differences": compared(version.content, content, *labels) if version else None,
        "voided": Approval.objects.filter(party__agreement=agreement, voided_at__isnull=False)
        .select_related("party__unit", "approved_by")
        .order_by("-voided_at"),
        "refused": refused,
    }
    status = 422 if refused else 200
    return render(request, "agreements/approvals.html", context, status=status)


@require_POST
@tells_why_not
def approve(request: UserRequest, pk: int, party: int) -> HttpResponse:
    agreement = agreement_for(request.user, pk)
    chosen = get_object_or_404(agreement.parties, pk=party)
    seen = request.POST.get("tekst", "")
    approval.approve(chosen, seen_hash=seen, acting_user=request.user)
    messages.success(request, _("You have approved for %(party)s.") % {"party": str(chosen.unit)})
    return redirect("agreements:approvals", pk)


@require_POST
@tells_why_not
def take_back(request: UserRequest, pk: int, approval_pk: int) -> HttpResponse:
    agreement = agreement_for(request.user, pk)
    given = get_object_or_404(Approval, party__agreement=agreement, pk=approval_pk)
    approval.take_back(given, acting_user=request.user)
    messages.success(request, _("The approval is taken back."))
    return redirect("agreements:approvals", pk)


@require_POST
@tells_why_not
def open_amendment(request: UserRequest, pk: int) -> HttpResponse:
    agreement = agreement_for(request.user, pk)
    if refused := step_without_reason(request):
        return approvals_page(request, agreement, refused=refused)
    reason = request.POST.get("grund", "")
    amending.open_amendment(agreement, reason=reason, acting_user=request.user)
    messages.success(request, _("The amendment is open: the text can be changed."))
    return redirect("agreements:page", pk)


@require_GET
def amendment(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """What an amendment changed, or is about to change, and why."""
    return _amendment_page(request, agreement_for(request.user, pk), number)


def _amendment_page(
    request: UserRequest, agreement: Agreement, number: int, *, refused: str | None = None
) -> HttpResponse:
    found = get_object_or_404(
        agreement.amendments.select_related("before", "after", "opened_by"), number=number
    )
    after = found.after.content if found.after else agreement_content(agreement)
    is_open = found.after is None and not found.is_abandoned
    before = found.before.content if found.before else {}
    labels = extra_labels(agreement), section_labels(agreement)
    context = {
        "agreement": agreement,
        "amendment": found,
        "is_open": is_open,
        "differences": [] if found.is_abandoned else compared(before, after, *labels),
        "life": life_of(agreement, request.user),
        "refused": refused,
    }
    status = 422 if refused else 200
    return render(request, "agreements/amendment.html", context, status=status)


@require_POST
@tells_why_not
def abandon_amendment(request: UserRequest, pk: int, number: int) -> HttpResponse:
    agreement = agreement_for(request.user, pk)
    found = get_object_or_404(agreement.amendments, number=number)
    if refused := step_without_reason(request):
        return _amendment_page(request, agreement, number, refused=refused)
    reason = request.POST.get("grund", "")
    amending.abandon_amendment(found, reason=reason, acting_user=request.user)
    messages.success(request, _("The amendment is abandoned; the approved text stands."))
    return back(request, pk)
