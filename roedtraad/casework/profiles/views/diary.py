"""The diary of a case: its page, the panel on the case, what is new, the print; and the search."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from roedtraad.casework.profiles.forms.diary import DiaryFilterForm, DiarySearchForm, PrintForm
from roedtraad.casework.profiles.queries import diary as diaries
from roedtraad.casework.profiles.queries.diary_search import MOST_FOUND, my_cases, search_page
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs

PRINTED_AT_FIRST = timedelta(days=90)


@require_GET
def diary(request: UserRequest, pk: int) -> HttpResponse:
    found = diaries.open_diary(request.user, pk)
    form = DiaryFilterForm(request.GET or None, diary=found)
    wanted = _wanted(form)
    page = diaries.page_of(found, request.user, wanted, request.GET.get("page", 1))
    context = {
        "diary": found,
        "case": found.case,
        "form": form,
        "wanted": wanted,
        "page": page,
        "newest": diaries.newest_of(found),
    }
    return render(request, "profiles/diary.html", context)


@require_GET
def news(request: UserRequest, pk: int) -> HttpResponse:
    """How many notes have come since the page was read; asked for when somebody comes back."""
    after = request.GET.get("efter", "")
    number = diaries.news(request.user, pk, after=int(after) if after.isdecimal() else 0)
    context = {"number": number, "newest": after, "pk": pk}
    return render(request, "profiles/diary_news.html", context)


@require_GET
def panel(request: UserRequest, pk: int) -> HttpResponse:
    is_part = request.path != reverse("profiles:diary_panel", args=[pk])
    found = diaries.case_panel(request.user, pk, is_part_of_case=is_part)
    return render(request, "profiles/diary_panel.html", {"found": found, "case": found.case})


@require_GET
def diary_print(request: UserRequest, pk: int) -> HttpResponse:
    """Which period, and then the period as it is printed. Nothing is read before it is chosen."""
    today = timezone.localdate()
    first = {"first": today - PRINTED_AT_FIRST, "last": today}
    form = PrintForm(request.GET or None, initial=first)
    if not form.is_valid():
        found = diaries.open_diary(request.user, pk)
        context: dict[str, Any] = {"diary": found, "case": found.case, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "profiles/diary_print_form.html", context, status=status)
    chosen = form.cleaned_data
    page = diaries.printed(
        *(request.user, pk, chosen["first"], chosen["last"]), is_whole=chosen["whole"]
    )
    context = {"page": page, "case": page.diary.case, "now": timezone.localtime()}
    return render(request, "profiles/diary_print.html", context)


@require_GET
@needs(Permission.CASE_WORK, Permission.CASE_LEAD)
def diaries_page(request: UserRequest) -> HttpResponse:
    """Whom to write about, and search in everything one may read."""
    form = DiarySearchForm(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    context: dict[str, Any] = {"form": form, "text": text, "most": MOST_FOUND}
    if text:
        context["page"] = search_page(request.user, text, request.GET.get("page", 1))
    else:
        context["cases"] = my_cases(request.user)
    return render(request, "profiles/diaries.html", context)


def _wanted(form: DiaryFilterForm) -> diaries.DiaryFilter:
    """What the form says, as far as it can be read."""
    if not form.is_bound:
        return diaries.DiaryFilter()
    form.is_valid()
    given = form.cleaned_data
    return diaries.DiaryFilter(
        words=given.get("q", ""),
        kind=given.get("kind", ""),
        person=int(given["person"]) if given.get("person") else None,
        goal=int(given["goal"]) if given.get("goal") else None,
        only=given.get("only", ""),
        first=given.get("first"),
        last=given.get("last"),
    )
