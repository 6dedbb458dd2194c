"""What a view answers when a service refuses, and when something was saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.drafts import discard_draft
from roedtraad.steering.agreements.models import Draft
from roedtraad.steering.agreements.services import approval, editing, life

REFUSALS = (
    editing.NotEditable,
    editing.CannotUndo,
    life.NotNow,
    approval.TextChanged,
    approval.AlreadyApproved,
    approval.ApprovesForBoth,
)
View = Callable[..., HttpResponse]
Found = TypeVar("Found")


def existing(found: Found | None) -> Found:
    """What a query found; 404 where it found nothing."""
    if found is None:
        raise Http404
    return found


def name_of_act(request: UserRequest) -> UUID | None:
    """The name that the form gave to what it asks for, so that it is done once."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def words_of(refusal: Exception) -> str:
    """What a refusal says."""
    if isinstance(refusal, ValidationError):
        return " ".join(refusal.messages)
    return str(refusal)


def forget_draft(request: UserRequest, pk: int) -> None:
    """What the form kept by itself is done, and is not brought back."""
    if kept := request.POST.get("kladde"):
        discard_draft(Draft, request.user, f"agreement:{pk}:{kept}")


def step_without_reason(request: UserRequest) -> str | None:
    """The form that must say why and does not, by its name on the page; None when it does."""
    if request.POST.get("grund", "").strip():
        return None
    return request.POST.get("kladde", "").removeprefix("grund:")


def tells_why_not(view: View) -> View:
    """A refusal becomes a message on the page one came from; what was sent forgets its draft."""

    @wraps(view)
    def answered(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = view(request, *args, **kwargs)
            if request.method == "POST" and "kladde" in request.POST and "pk" in kwargs:
                forget_draft(request, kwargs["pk"])
            return answer
        except (*REFUSALS, ValidationError) as refusal:
            messages.error(request, words_of(refusal))
        return back(request, kwargs.get("pk"))

    return answered


def back(request: UserRequest, pk: int | None = None) -> HttpResponse:
    """To the page that was named in the form, else to the agreement."""
    named = request.POST.get("tilbage", "")
    if url_has_allowed_host_and_scheme(named, allowed_hosts={request.get_host()}):
        address = named
    elif pk is not None:
        address = reverse("agreements:page", args=[pk])
    else:
        address = reverse("agreements:list")
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)
