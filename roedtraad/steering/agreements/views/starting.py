"""A new agreement: from a template, or carried over from the period before."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.drafts import discard_draft
from roedtraad.steering.agreements.forms.starting import NewAgreementForm, NextPeriodForm
from roedtraad.steering.agreements.models import Action, Draft
from roedtraad.steering.agreements.next_title import title_of_next
from roedtraad.steering.agreements.queries.agreement_page import agreement_for
from roedtraad.steering.agreements.queries.content import agreement_content
from roedtraad.steering.agreements.queries.document import section_labels
from roedtraad.steering.agreements.services import editing, rolling
from roedtraad.steering.agreements.services.acts import AlreadyDone, done_once
from roedtraad.steering.agreements.services.discarding import discard_agreement
from roedtraad.steering.agreements.services.starting import start_agreement

from ._answers import name_of_act, step_without_reason, tells_why_not
from .life import approvals_page

NEW = "agreement:ny"  # the draft of the form


@require_http_methods(["GET", "POST"])
def agreement_new(request: UserRequest) -> HttpResponse:
    access.require(request.user, Permission.AGREEMENT_EDIT)
    form = NewAgreementForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        new = form.new_agreement()
        try:
            with done_once(name_of_act(request), new.unit):
                made = start_agreement(new, acting_user=request.user)
        except AlreadyDone as refused:
            form.add_error(None, str(refused))
        else:
            discard_draft(Draft, request.user, NEW)
            messages.success(request, _("The draft is begun."))
            return redirect("agreements:page", made.pk)
    context = {"form": form, "draft_key": NEW, "once": uuid4()}
    status = 422 if form.is_bound else 200
    return render(request, "agreements/agreement_new.html", context, status=status)


@require_http_methods(["GET", "POST"])
@tells_why_not
def next_period(request: UserRequest, pk: int) -> HttpResponse:
    """Choose what continues; see it with its new dates; do it."""
    agreement = agreement_for(request.user, pk)
    if not access.may(request.user, Permission.AGREEMENT_EDIT, unit=agreement.unit):
        raise PermissionDenied
    starts_on, ends_on = rolling.usual_next_period(agreement)
    period = (agreement.starts_on, agreement.ends_on)
    title, in_words = (
        title_of_next(words, period, (starts_on, ends_on))
        for words in (agreement.title, agreement.period_raw)
    )
    initial = {"title": title, "starts_on": starts_on, "ends_on": ends_on}
    if in_words != agreement.period_raw:
        initial["period_raw"] = in_words
    form = NextPeriodForm(request.POST or None, initial=initial)
    content = agreement_content(agreement)
    labels = section_labels(agreement)
    key = f"agreement:{agreement.pk}:naeste-periode"
    context = {
        "agreement": agreement,
        "form": form,
        "content": content,
        "sections": [
            (each["key"], each["label"] or labels.get(each["key"], ""), each["text"])
            for each in content["sections"]
        ],
        "draft_key": key,
        "unfinished": set(
            Action.objects.filter(
                goal__in=agreement.goals.all(), status__in=rolling.UNFINISHED
            ).values_list("pk", flat=True)
        ),
        "already": agreement.next.first(),
    }
    if request.method != "POST" or not form.is_valid():
        template = "agreements/next_period.html"
        return render(request, template, context, status=422 if form.is_bound else 200)
    chosen = rolling.NextPeriod(
        **form.cleaned_data,
        goals=_numbers(request, "maal"),
        actions=_numbers(request, "handling"),
        sections=frozenset(request.POST.getlist("afsnit")),
        facts="fakta" in request.POST,
    )
    if "udfoer" not in request.POST:
        context |= {
            "once": uuid4(),
            "chosen": chosen,
            "preview": rolling.preview(agreement, chosen),
        }
        return render(request, "agreements/next_period_preview.html", context)
    try:
        with done_once(name_of_act(request), agreement):
            made = rolling.roll_into_next_period(agreement, chosen, acting_user=request.user)
    except AlreadyDone:
        messages.info(request, _("It has been carried over already."))
        return redirect("agreements:page", pk)
    discard_draft(Draft, request.user, key)
    messages.success(request, _("Carried into the next period. It is a draft now."))
    return redirect("agreements:page", made.pk)


@require_POST
@tells_why_not
def undo_roll(request: UserRequest, pk: int) -> HttpResponse:
    agreement = agreement_for(request.user, pk)
    editing.require_editable(agreement, request.user)
    previous = agreement.previous_id
    rolling.undo_roll(agreement, acting_user=request.user)
    messages.success(request, _("The carrying over is undone."))
    return redirect("agreements:page", previous)


@require_POST
@tells_why_not
def discard(request: UserRequest, pk: int) -> HttpResponse:
    """Throw a draft away that was begun by mistake."""
    agreement = agreement_for(request.user, pk)
    if refused := step_without_reason(request):
        return approvals_page(request, agreement, refused=refused)
    reason = request.POST.get("grund", "")
    discard_agreement(agreement, reason=reason, acting_user=request.user)
    words = _("“%(title)s” is thrown away.") % {"title": agreement.title}
    messages.success(request, words)
    return redirect("agreements:list")


def _numbers(request: UserRequest, name: str) -> frozenset[int]:
    return frozenset(int(each) for each in request.POST.getlist(name) if each.isdigit())
