"""What is done to somebody's account, one button each."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.forms.users import ReasonForm, RoleForm
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.accounts.services.memberships import end_role, give_role
from roedtraad.foundation.accounts.services.users import (
    activate_user,
    deactivate_user,
    end_second_factor,
    unlock_user,
)

from .answers import carried_out
from .users import managed_or_404, send_invitation

MANAGE = access.Permission.USER_MANAGE


def _done(request: UserRequest, pk: int, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except PermissionDenied:
        messages.error(request, _("The user has roles in units that you do not look after."))
    else:
        if said:
            messages.success(request, said)
    return redirect("accounts:user", pk=pk)


@needs(MANAGE)
@require_POST
def send(request: UserRequest, pk: int) -> HttpResponse:
    """Mail an invitation, again if need be."""
    other = managed_or_404(request, pk)
    return _done(request, pk, lambda: send_invitation(request, other), "")


@needs(MANAGE)
@require_POST
def unlock(request: UserRequest, pk: int) -> HttpResponse:
    other = managed_or_404(request, pk)
    return _done(
        request,
        pk,
        lambda: unlock_user(other, acting_user=request.user),
        _("The user is unlocked."),
    )


@needs(MANAGE)
@require_POST
def activate(request: UserRequest, pk: int) -> HttpResponse:
    other = managed_or_404(request, pk)
    said = _("The account is open again. Give the user the roles that are needed.")
    return _done(request, pk, lambda: activate_user(other, acting_user=request.user), said)


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def deactivate(request: UserRequest, pk: int) -> HttpResponse:
    """Close an account, with a reason."""
    other = managed_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return _done(
            request,
            pk,
            lambda: deactivate_user(other, reason=reason, acting_user=request.user),
            _("The account is closed."),
        )
    context = {
        "form": form,
        "other": other,
        "heading": _("Close the account of %(user)s") % {"user": other},
        "text": _("Sessions and roles end at once. What the user has written stays."),
    }
    return render(request, "accounts/user_reason.html", context, status=422 if form.errors else 200)


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def remove_second_factor(request: UserRequest, pk: int) -> HttpResponse:
    """Remove the second factors of somebody who has lost the device, with a reason."""
    other = managed_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return _done(
            request,
            pk,
            lambda: end_second_factor(other, reason=reason, acting_user=request.user),
            _("The second factor is removed."),
        )
    context = {
        "form": form,
        "other": other,
        "heading": _("Remove the second factor of %(user)s") % {"user": other},
        "text": _("Be sure that you speak to the right person. A new one can be set up at once."),
    }
    return render(request, "accounts/user_reason.html", context, status=422 if form.errors else 200)


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def give(request: UserRequest, pk: int) -> HttpResponse:
    """Give a role in a unit."""
    other = managed_or_404(request, pk)
    form = RoleForm(request.POST or None, units=access.units_for(request.user, MANAGE))
    if form.is_valid():
        given = carried_out(
            form, lambda: give_role(other, **form.cleaned_data, acting_user=request.user)
        )
        if given is not None:
            messages.success(request, _("The role is given."))
            return redirect("accounts:user", pk=pk)
    context = {"form": form, "other": other}
    return render(request, "accounts/role_give.html", context, status=422 if form.errors else 200)


@needs(MANAGE)
@require_POST
def end(request: UserRequest, pk: int, membership: int) -> HttpResponse:
    """End a role at once."""
    other = managed_or_404(request, pk)
    held = get_object_or_404(other.memberships, pk=membership)
    return _done(
        request, pk, lambda: end_role(held, acting_user=request.user), _("The role has ended.")
    )
