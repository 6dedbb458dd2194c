"""Scores read in from a spreadsheet."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.casework.profiles.forms.instruments_responses import SheetForm
from roedtraad.casework.profiles.services.instruments_sheets import COLUMNS, read_in
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.ui.downloads import excel, wants_excel
from roedtraad.foundation.ui.sheets import answer


@require_http_methods(["GET", "POST"])
@needs(Permission.CASE_WORK)
def score_sheet(request: UserRequest) -> HttpResponse:
    """Send a file; what was stored and which rows were wrong is told on the same page."""
    columns = [names[0] for names in COLUMNS.values()]
    if wants_excel(request):
        return excel(_("Scores"), columns, [])
    form = SheetForm(request.POST or None, request.FILES or None)
    found = None
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = read_in(file.read(), file.name, acting_user=request.user)
        except ValidationError as refused:
            answer(form, refused)
    context = {"form": form, "found": found, "columns": columns}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "profiles/score_sheet.html", context, status=status)
