"""The catalogue of instruments: read by those who measure, kept by those who may."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.casework.profiles.forms.instruments import (
    BlockForm,
    InstrumentForm,
    RetireForm,
    ScaleForm,
    VersionForm,
)
from roedtraad.casework.profiles.models import AnswerSet, Instrument, InstrumentVersion, Scale
from roedtraad.casework.profiles.queries import instruments_catalogue as catalogue
from roedtraad.casework.profiles.services import instruments as services
from roedtraad.casework.profiles.services import instruments_versions as versions
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.ui.sheets import Crumb, Sheet, write

may_view = needs(Permission.INSTRUMENT_VIEW)
may_edit = needs(Permission.INSTRUMENT_EDIT)


def trail(version: InstrumentVersion | None = None, row: Instrument | None = None) -> list[Crumb]:
    """The way to a page of the catalogue."""
    row = version.instrument if version else row
    way: list[Crumb] = [(gettext_lazy("Instruments"), reverse("profiles:instruments"))]
    if row is not None and row.pk:
        way.append((str(row), reverse("profiles:instrument", args=[row.pk])))
    if version is not None and version.pk:
        way.append((version.worded("label"), reverse("profiles:version", args=[version.pk])))
    return way


@require_GET
@may_view
def instrument_list(request: UserRequest) -> HttpResponse:
    context = {
        "rows": catalogue.instruments(request.user),
        "may_edit": access.may(request.user, Permission.INSTRUMENT_EDIT),
    }
    return render(request, "profiles/instruments.html", context)


@require_GET
@may_view
def instrument(request: UserRequest, pk: int) -> HttpResponse:
    context = {
        "row": catalogue.instrument(request.user, pk),
        "may_edit": access.may(request.user, Permission.INSTRUMENT_EDIT),
    }
    return render(request, "profiles/instrument.html", context)


@require_GET
@may_view
def version(request: UserRequest, pk: int) -> HttpResponse:
    context = {"page": catalogue.version_page(request.user, pk)}
    return render(request, "profiles/instrument_version.html", context)


@require_http_methods(["GET", "POST"])
@may_edit
def instrument_new(request: UserRequest) -> HttpResponse:
    return _write_instrument(request, Instrument(), _("New instrument"))


@require_http_methods(["GET", "POST"])
@may_edit
def instrument_edit(request: UserRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Instrument, pk=pk)
    return _write_instrument(request, row, str(row))


def _write_instrument(request: UserRequest, row: Instrument, heading: str) -> HttpResponse:
    form = InstrumentForm(request.POST or None, instance=row)
    return write(
        *(request, form),
        lambda: services.save_entry(*(_fresh(row), form.cleaned_data), acting_user=request.user),
        sheet=Sheet(heading),
        crumbs=trail(row=Instrument.objects.filter(pk=row.pk).first()),
    )


@require_http_methods(["GET", "POST"])
@may_edit
def version_new(request: UserRequest, pk: int) -> HttpResponse:
    row = InstrumentVersion(instrument=get_object_or_404(Instrument, pk=pk))
    form = VersionForm(request.POST or None, instance=row)
    return write(
        *(request, form),
        lambda: versions.begin_version(
            InstrumentVersion(instrument=row.instrument),
            {name: value for name, value in form.cleaned_data.items() if name != "like"},
            form.cleaned_data.get("like"),
            acting_user=request.user,
        ),
        sheet=Sheet(_("New version"), _("Begin it")),
        crumbs=trail(row=row.instrument),
    )


@require_http_methods(["GET", "POST"])
@may_edit
def version_edit(request: UserRequest, pk: int) -> HttpResponse:
    """A draft is changed; of a published version only its last day is."""
    row = catalogue.version_of(request.user, pk)
    form: Any
    if row.is_published:
        form = RetireForm(request.POST or None, initial={"retired_on": row.retired_on})
    else:
        form = VersionForm(request.POST or None, instance=row)
    return write(
        *(request, form),
        lambda: services.save_entry(*(_fresh(row), form.cleaned_data), acting_user=request.user),
        sheet=Sheet(_("Change the version")),
        crumbs=trail(catalogue.version_of(request.user, pk)),
    )


@require_POST
@may_edit
def version_publish(request: UserRequest, pk: int) -> HttpResponse:
    row = catalogue.version_of(request.user, pk)
    return _act(request, row, lambda: versions.publish(row, acting_user=request.user))


@require_POST
@may_edit
def version_take_back(request: UserRequest, pk: int) -> HttpResponse:
    row = catalogue.version_of(request.user, pk)
    return _act(request, row, lambda: versions.take_back(row, acting_user=request.user))


@require_http_methods(["GET", "POST"])
@may_edit
def block_new(request: UserRequest, pk: int) -> HttpResponse:
    return _write_block(request, _draft(request, pk), None, _("Add questions"))


@require_http_methods(["GET", "POST"])
@may_edit
def block(request: UserRequest, pk: int, block: int) -> HttpResponse:
    row = _draft(request, pk)
    kept = get_object_or_404(AnswerSet, pk=block, version=row)
    return _write_block(request, row, kept, _("Change the questions"))


def _write_block(
    request: UserRequest, row: InstrumentVersion, kept: AnswerSet | None, heading: str
) -> HttpResponse:
    form = BlockForm(request.POST or None, initial=BlockForm.values_of(kept) if kept else None)
    return write(
        *(request, form),
        lambda: services.write_block(
            *(row, kept, [services.Option(*told) for told in form.cleaned_data["answers"]]),
            form.cleaned_data["questions"],
            acting_user=request.user,
        ),
        sheet=Sheet(heading, lead=_("A block is questions that have the same answers.")),
        crumbs=trail(row),
    )


@require_http_methods(["GET", "POST"])
@may_edit
def scale_new(request: UserRequest, pk: int) -> HttpResponse:
    return _write_scale(request, Scale(version=_draft(request, pk)), _("New scale"))


@require_http_methods(["GET", "POST"])
@may_edit
def scale(request: UserRequest, pk: int, scale: int) -> HttpResponse:
    row = get_object_or_404(Scale, pk=scale, version=_draft(request, pk))
    return _write_scale(request, row, str(row))


def _write_scale(request: UserRequest, row: Scale, heading: str) -> HttpResponse:
    initial = ScaleForm.values_of(row) if row.pk else None
    form = ScaleForm(request.POST or None, instance=row, initial=initial)

    def save() -> None:
        told = dict(form.cleaned_data)
        counted = services.Counted(
            told.pop("numbers"), frozenset(told.pop("turned")), list(told.pop("parts", ()))
        )
        known = {name: value for name, value in told.items() if value is not None}
        known["fewest_answered"] = told["fewest_answered"]
        services.write_scale(_fresh(row), known, counted, acting_user=request.user)

    return write(request, form, save, sheet=Sheet(heading), crumbs=trail(row.version))


@require_POST
@may_edit
def block_remove(request: UserRequest, pk: int, block: int) -> HttpResponse:
    row = get_object_or_404(AnswerSet, pk=block, version=_draft(request, pk))
    return remove(request, row.version, row)


@require_POST
@may_edit
def scale_remove(request: UserRequest, pk: int, scale: int) -> HttpResponse:
    row = get_object_or_404(Scale, pk=scale, version=_draft(request, pk))
    return remove(request, row.version, row)


def remove(request: UserRequest, version: InstrumentVersion, row: Any) -> HttpResponse:
    """Take a part of a version away, and go back to it."""
    return _act(request, version, lambda: services.remove_entry(row, acting_user=request.user))


def _draft(request: UserRequest, pk: int) -> InstrumentVersion:
    """A version that can still be written."""
    row = catalogue.version_of(request.user, pk)
    if row.is_published:
        raise Http404
    return row


def _fresh(row: Any) -> Any:
    """The row as it is stored: the form has put on its own what it was given, also if refused."""
    if row.pk:
        return type(row)._default_manager.get(pk=row.pk)
    related = {name: getattr(row, name) for name in ("instrument", "version") if hasattr(row, name)}
    return type(row)(**related)


def _act(request: UserRequest, row: InstrumentVersion, act: Any) -> HttpResponse:
    try:
        act()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Saved."))
    return redirect("profiles:version", pk=row.pk)
