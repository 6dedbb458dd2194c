"""The library: every indicator one may read, to find, to compare and to use."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.lib.spreadsheets import CellValue
from roedtraad.foundation.ui.downloads import excel, wants_excel
from roedtraad.foundation.ui.fragments import page_or_fragment
from roedtraad.steering.indicators.forms.library import LibraryForm
from roedtraad.steering.indicators.models import Indicator
from roedtraad.steering.indicators.passport import FIELDS
from roedtraad.steering.indicators.queries.library import library_rows, matching_indicators
from roedtraad.steering.indicators.queries.versions import label_of, plain_value, shown

ON_A_PAGE = 50


@require_GET
@needs(Permission.STRATEGY_VIEW)
def library(request: UserRequest) -> HttpResponse:
    form = LibraryForm(request.GET, user=request.user)
    found = matching_indicators(request.user, form.wanted())
    if wants_excel(request):
        return _as_file(request, found)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": library_rows(request.user, list(page.object_list)),
        "number": len(found),
        "may_define": access.may(request.user, Permission.INDICATOR_EDIT),
    }
    template = page_or_fragment(request, "indicators/library.html", fragment="rows")
    return render(request, template, context)


def _as_file(request: UserRequest, found: list[Indicator]) -> HttpResponse:
    """Every indicator that fits with its whole passport, a column for each thing it says."""
    names = [name for name in FIELDS if name not in ("title", "register_parameters")]
    header = [_("Indicator"), *(label_of(name) for name in names), _("Units"), _("In the library")]
    stewards = {each.steward_id: str(each.steward) for each in found if each.steward_id}
    lines: list[list[CellValue]] = [
        [
            row.indicator.title,
            *(shown(name, plain_value(row.indicator, name), stewards) for name in names),
            *(row.all_units, row.indicator.is_shared),
        ]
        for row in library_rows(request.user, found)
    ]
    return excel(_("Indicators"), header, lines)
