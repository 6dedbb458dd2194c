from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.foundation.accounts import access, roster
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.accounts.jobs import invite_imported
from roedtraad.foundation.accounts.roster_template import template_file
from roedtraad.foundation.accounts.services.rosters import foresee, parent_names, take_in
from roedtraad.foundation.files import services as files
from roedtraad.foundation.files.kinds import SPREADSHEETS
from roedtraad.foundation.files.models import StoredFile
from roedtraad.foundation.lib import spreadsheets
from roedtraad.foundation.ui.downloads import download, file_name

MANAGE = access.Permission.USER_MANAGE
SHOWN = 200


class UploadForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField()


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def upload(request: UserRequest) -> HttpResponse:
    """Take a spreadsheet in, to be looked through before anything is made."""
    error = ""
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                file = files.store(
                    form.cleaned_data["file"], acting_user=request.user, kinds=SPREADSHEETS
                )
            except files.FileRefused as refusal:
                error = " ".join(refusal.messages)
            else:
                return redirect("accounts:roster_preview", pk=file.pk)
        else:
            error = _("Choose a file.")
    context = {"error": error}
    return render(request, "accounts/roster_upload.html", context, status=422 if error else 200)


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def preview(request: UserRequest, pk: int) -> HttpResponse:
    """What the file will make, or what is wrong with it; then, confirmed, make it."""
    file = get_object_or_404(StoredFile, pk=pk, uploaded_by=request.user)
    content = files.read(file)
    if request.method == "POST":
        try:
            made = take_in(
                content,
                file.name,
                acting_user=request.user,
                only_right_rows="only_right_rows" in request.POST,
            )
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            counts = {"units": made.units, "users": made.users, "roles": made.roles}
            messages.success(
                request,
                _("%(units)s units, %(users)s users and %(roles)s roles are created.") % counts,
            )
            if "invite" in request.POST and made.users:
                invite_imported.enqueue(made.import_id, request.user.pk)
                messages.info(request, _("Invitations are being sent."))
            if "only_right_rows" in request.POST:
                return redirect("accounts:roster_preview", pk=pk)
            return redirect(reverse("accounts:user_list") + "?state=invited")
    intake = foresee(content, file.name, acting_user=request.user)
    parents, shown_units = parent_names(intake), list(intake.units.items())[:SHOWN]
    context = {
        "file": file,
        "intake": intake,
        "problems": intake.problems[:SHOWN],
        "makes_something": bool(intake.units or intake.users or intake.roles),
        "units": [(line, parents.get(key)) for key, line in shown_units],
        "users": list(intake.users.values())[:SHOWN],
        "shown": SHOWN,
    }
    return render(request, "accounts/roster_preview.html", context)


@needs(MANAGE)
@require_GET
def wrong_rows(request: UserRequest, pk: int) -> HttpResponse:
    """The rows that cannot be taken in, as they stood, each with what is wrong with it."""
    file = get_object_or_404(StoredFile, pk=pk, uploaded_by=request.user)
    content = files.read(file)
    problems = foresee(content, file.name, acting_user=request.user).problems
    found = roster.wrong_rows(content, file.name, problems)
    if not found:
        raise Http404
    title = _("Rows to put right")
    book = spreadsheets.lists(title, [(sheet.title, sheet.header, sheet.rows) for sheet in found])
    name = file_name(title, suffix="xlsx")
    return download(book, name=name, content_type=spreadsheets.CONTENT_TYPE)


@needs(MANAGE)
@require_GET
def template(request: UserRequest) -> HttpResponse:
    """A spreadsheet to fill in."""
    name = file_name(_("Units and users"), suffix="xlsx")
    return download(template_file(), name=name, content_type=spreadsheets.CONTENT_TYPE)
