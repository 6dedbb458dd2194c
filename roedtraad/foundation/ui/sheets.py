"""A page that is one form: shown, sent, refused with what is wrong, or saved and on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

FORM = "ui/sheet.html"

Crumb = tuple[str | Promise, str]  # a text and an address


@dataclass(frozen=True)
class Sheet:
    """What stands around a form: its heading, a sentence, the word on its button."""

    heading: str | Promise
    button: str | Promise = ""
    lead: str | Promise = ""
    done: str | Promise = ""


def write(
    request: HttpRequest,
    form: forms.BaseForm,
    save: Callable[[], object],
    *,
    sheet: Sheet,
    crumbs: Sequence[Crumb],
) -> HttpResponse:
    """The form, or back to the last crumb after `save`; what a service refuses is said there."""
    if form.is_bound and form.is_valid():
        try:
            save()
        except ValidationError as refused:
            answer(form, refused)
        else:
            messages.success(request, str(sheet.done or _("Saved.")))
            return redirect(crumbs[-1][1])
    context = {"form": form, "sheet": sheet, "crumbs": crumbs, "back": crumbs[-1][1]}
    return render(request, FORM, context, status=422 if form.is_bound else 200)


def answer(form: forms.BaseForm, refused: ValidationError) -> None:
    """Put what a service refused at the fields it names, else at the top."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
