"""A form of a case: shown, sent, refused with what is wrong, or saved and back to the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from roedtraad.casework.cases.models import Case
from roedtraad.foundation.accounts.http import UserRequest

FORM = "cases/form.html"


@dataclass(frozen=True)
class Sheet:
    """What stands around a form: its heading, a sentence, the word on its button."""

    heading: str | Promise
    button: str | Promise
    lead: str | Promise = ""
    done: str | Promise = ""


def write(
    request: UserRequest,
    form: forms.Form,
    save: Callable[[], object],
    *,
    sheet: Sheet,
    case: Case,
    heading: str,
) -> HttpResponse:
    """The form, or the case after `save`; what a service refuses is said at its field."""
    if form.is_bound and form.is_valid():
        try:
            save()
        except ValidationError as refused:
            answer(form, refused)
        else:
            messages.success(request, str(sheet.done or _("Saved.")))
            return redirect("cases:case", case.pk)
    context = {"form": form, "sheet": sheet, "case": case, "heading": heading}
    return render(request, FORM, context, status=422 if form.is_bound else 200)


def answer(form: forms.Form, refused: ValidationError) -> None:
    """Put what a service refused at the fields it names, else at the top."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
