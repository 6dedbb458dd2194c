from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.forms.log import UserFilterForm
from roedtraad.foundation.accounts.forms.users import NewUserForm, UserForm
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.accounts.queries.users import (
    STATES,
    UserFilter,
    all_rows,
    managed_user,
    state_of,
    user_page,
)
from roedtraad.foundation.accounts.services.invitations import NotSent, invite
from roedtraad.foundation.accounts.services.users import change_user, create_user
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib import spreadsheets
from roedtraad.foundation.ui.downloads import download, file_name

from .answers import carried_out

MANAGE = access.Permission.USER_MANAGE


def _filter(request: UserRequest) -> tuple[UserFilterForm, UserFilter]:
    units = access.units_for(request.user, MANAGE).order_by("path").values_list("pk", "name")
    choices: dict[str, list[Any]] = {
        "role": list(Role.choices),
        "unit": list(units),
        "state": list(STATES),
    }
    form = UserFilterForm(request.GET or None, choices=choices)
    return form, UserFilter(**form.cleaned_data) if form.is_valid() else UserFilter()


@needs(MANAGE)
@require_GET
def user_list(request: UserRequest) -> HttpResponse:
    """The users one looks after."""
    form, wanted = _filter(request)
    page = user_page(request.user, wanted, request.GET.get("page", 1))
    audit.record_read("user.list_read", User, acting_user=request.user, count=page.paginator.count)
    context = {"form": form, "page": page, "query": request.GET.urlencode()}
    return render(request, "accounts/user_list.html", context)


@needs(MANAGE)
@require_GET
def export(request: UserRequest) -> HttpResponse:
    """What the filter finds, as a spreadsheet."""
    _form, wanted = _filter(request)
    rows = all_rows(request.user, wanted)
    audit.record_read("user.list_exported", User, acting_user=request.user, count=len(rows))
    header = [
        *(_("Name"), _("Username"), _("E-mail"), _("Job title"), _("Roles"), _("State")),
        _("Last logged in"),
    ]
    content = spreadsheets.workbook(
        _("Users"),
        header,
        [
            (
                *(row.name, row.username, row.email, row.title, "\n".join(row.roles)),
                *(row.state_label, row.last_login),
            )
            for row in rows
        ],
    )
    name = file_name(_("Users"), suffix="xlsx")
    return download(content, name=name, content_type=spreadsheets.CONTENT_TYPE)


def managed_or_404(request: UserRequest, pk: int) -> User:
    """Somebody the user may look up; else there is nobody there."""
    found = managed_user(request.user, pk)
    if found is None:
        raise Http404
    return found


@needs(MANAGE)
@require_GET
def user(request: UserRequest, pk: int) -> HttpResponse:
    """Somebody's account: roles, state, and what can be done about it."""
    other = managed_or_404(request, pk)
    audit.record_read("user.read", other, acting_user=request.user)
    context = {
        "other": other,
        "state": state_of(other),
        "state_label": dict(STATES)[state_of(other)],
        "roles": other.memberships.select_related("unit").order_by("-starts_on", "pk"),
        "invitation": other.invitations.filter(used_at__isnull=True).first(),
        "may_manage": access.may_manage(request.user, other),
    }
    return render(request, "accounts/user.html", context)


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def new_user(request: UserRequest) -> HttpResponse:
    """Make a user with a first role, and invite."""
    form = NewUserForm(request.POST or None, units=access.units_for(request.user, MANAGE))
    if form.is_valid():
        given = form.cleaned_data
        made = carried_out(
            form,
            lambda: create_user(
                given, role=given["role"], unit=given["unit"], acting_user=request.user
            ),
        )
        if made is not None:
            messages.success(request, _("The user is created."))
            if given["send_invitation"] and made.email:
                send_invitation(request, made)
            return redirect("accounts:user", pk=made.pk)
    return render(
        request, "accounts/user_new.html", {"form": form}, status=422 if form.errors else 200
    )


def send_invitation(request: UserRequest, other: User) -> None:
    """Mail an invitation and say how it went."""
    try:
        invite(other, acting_user=request.user)
    except NotSent:
        messages.error(
            request,
            _("The mail server does not answer, so the invitation is not sent. Try again later."),
        )
    else:
        messages.success(request, _("The invitation is sent."))


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def edit_user(request: UserRequest, pk: int) -> HttpResponse:
    """Correct somebody's name, username, address or title."""
    other = managed_or_404(request, pk)
    form = UserForm(request.POST or None, initial=UserForm.values_of(other))
    if form.is_valid():
        changed = carried_out(
            form, lambda: change_user(other, form.cleaned_data, acting_user=request.user)
        )
        if changed is not None:
            messages.success(request, _("Saved."))
            return redirect("accounts:user", pk=pk)
    context = {"form": form, "other": other}
    return render(request, "accounts/user_edit.html", context, status=422 if form.errors else 200)
