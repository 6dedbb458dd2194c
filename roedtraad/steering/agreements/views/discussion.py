"""Comments at their place, and drafts of what is being written."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui.drafts import draft_view
from roedtraad.steering.agreements.access import agreements_for
from roedtraad.steering.agreements.models import Draft, Thread
from roedtraad.steering.agreements.queries.agreement_page import agreement_for
from roedtraad.steering.agreements.services import acts, discussion

from ._answers import back, tells_why_not
from .starting import NEW


@require_POST
@tells_why_not
def begin(request: UserRequest, pk: int) -> HttpResponse:
    agreement = agreement_for(request.user, pk)
    goal = request.POST.get("maal", "")
    discussion.begin_thread(
        agreement,
        text=request.POST.get("tekst", ""),
        goal=get_object_or_404(agreement.goals, pk=goal) if goal.isdigit() else None,
        section_key=request.POST.get("afsnit", "")[:60],
        acting_user=request.user,
    )
    return back(request, pk)


@require_POST
@tells_why_not
def continue_thread(request: UserRequest, pk: int, thread: int) -> HttpResponse:
    """Answer, settle or take up a thread."""
    agreement = agreement_for(request.user, pk)
    found = get_object_or_404(Thread, agreement=agreement, pk=thread)
    act = request.POST.get("handling", "svar")
    if act == "svar":
        discussion.answer(found, text=request.POST.get("tekst", ""), acting_user=request.user)
    elif act == "luk":
        discussion.resolve(found, acting_user=request.user)
    elif act == "aabn":
        discussion.reopen(found, acting_user=request.user)
    else:
        raise Http404
    return back(request, pk)


def _may_write(request: HttpRequest, key: str) -> bool:
    """Whether the draft's form, "agreement:12:maal:3", is in an agreement the user sees."""
    if key == NEW:
        return access.may(cast(User, request.user), Permission.AGREEMENT_EDIT)
    parts = key.split(":")
    if len(parts) < 3 or parts[0] != "agreement" or not parts[1].isdigit():
        return False
    user = request.user
    return bool(user.is_authenticated and agreements_for(user).filter(pk=int(parts[1])).exists())


draft = draft_view(Draft, _may_write, is_done=acts.is_done)
