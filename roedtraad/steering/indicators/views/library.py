"""The library: every indicator one may read, to find, to compare and to use."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.ui.fragments import page_or_fragment
from roedtraad.steering.indicators.forms.library import LibraryForm
from roedtraad.steering.indicators.queries.library import library_rows, matching_indicators

ON_A_PAGE = 50


@require_GET
@needs(Permission.STRATEGY_VIEW)
def library(request: UserRequest) -> HttpResponse:
    form = LibraryForm(request.GET, user=request.user)
    found = matching_indicators(request.user, form.wanted())
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
