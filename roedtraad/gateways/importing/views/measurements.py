"""A spreadsheet of measurements: upload, say what the columns mean, look at the check, read in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.files import services as files
from roedtraad.foundation.files.kinds import SPREADSHEETS
from roedtraad.foundation.ui.downloads import excel
from roedtraad.foundation.ui.fragments import page_or_fragment
from roedtraad.gateways.importing.forms.measurements import MeaningForm, MeasurementFileForm
from roedtraad.gateways.importing.jobs import check_measurements, take_in_measurements
from roedtraad.gateways.importing.models import ImportState, MeasurementImport
from roedtraad.gateways.importing.queries import checked_file, imports_for, wrong_figures
from roedtraad.gateways.importing.services import measurements as services
from roedtraad.steering.indicators.services import batches

RECORD = Permission.MEASUREMENT_RECORD
WORKING = (ImportState.CHECKING, ImportState.TAKING_IN)
MOST_LISTED = 50


@needs(RECORD)
@require_http_methods(["GET", "POST"])
def upload(request: UserRequest) -> HttpResponse:
    """The files read in, and a place to drop a new one."""
    form = MeasurementFileForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            importing = _begun(request, form)
        except ValidationError as refused:
            form.add_error("file", refused)
        else:
            return redirect("importing:measurement_import", importing.pk)
    rows = imports_for(request.user).exclude(state=ImportState.GIVEN_UP)[:MOST_LISTED]
    context = {"form": form, "rows": rows}
    status = 422 if form.is_bound else 200
    return render(request, "importing/measurements_upload.html", context, status=status)


@transaction.atomic
def _begun(request: UserRequest, form: MeasurementFileForm) -> MeasurementImport:
    stored = files.store(form.cleaned_data["file"], acting_user=request.user, kinds=SPREADSHEETS)
    return services.begin(stored, form.cleaned_data["unit"], acting_user=request.user)


@needs(RECORD)
@require_http_methods(["GET", "POST"])
def page(request: UserRequest, pk: int) -> HttpResponse:
    """A file on its way: what its columns mean, what the check found, and reading it in."""
    importing = get_object_or_404(imports_for(request.user), pk=pk)
    if importing.state in WORKING and request.method == "GET":
        return _waiting(request, importing)
    form = MeaningForm(
        request.POST if request.POST.get("act") == "check" else None, importing=importing
    )
    if request.method == "POST":
        if importing.started_by_id != request.user.pk and request.POST.get("act") != "undo":
            raise Http404
        try:
            answer = _acted(request, importing, form)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            answer = redirect("importing:measurement_import", pk)
        if answer is not None:
            return answer
    context = {
        "importing": importing,
        "form": form,
        "check": checked_file(importing) if importing.state == ImportState.CHECKED else None,
        "earlier": services.earlier_batch(importing),
        "is_mine": importing.started_by_id == request.user.pk,
    }
    status = 422 if form.is_bound else 200
    return render(request, "importing/measurement_import.html", context, status=status)


def _waiting(request: UserRequest, importing: MeasurementImport) -> HttpResponse:
    """While the worker is at it: how far it is, asked for again and again."""
    template = page_or_fragment(request, "importing/measurements_waiting.html", fragment="waiting")
    return render(request, template, {"importing": importing})


def _acted(
    request: UserRequest, importing: MeasurementImport, form: MeaningForm
) -> HttpResponse | None:
    """Do what the button said; None when the form must be put right first."""
    act, who = request.POST.get("act", ""), request.user
    if act == "check":
        if not form.is_valid():
            return None
        services.choose(importing, form.chosen(), acting_user=who)
        _now_or_later(importing, services.run_check, check_measurements)
    elif act in ("take_in", "take_in_right"):
        services.ask_to_take_in(
            importing,
            only_right=act == "take_in_right",
            again="again" in request.POST,
            acting_user=who,
        )
        _now_or_later(importing, services.run_take_in, take_in_measurements)
        _tell(request, importing)
    elif act == "undo" and importing.batch is not None:
        count = batches.undo(
            importing.batch, reason=request.POST.get("reason", ""), acting_user=who
        )
        messages.success(request, _("%(count)d measurements are taken back.") % {"count": count})
    elif act == "give_up":
        services.give_up(importing, acting_user=who)
        return redirect("importing:measurements")
    return redirect("importing:measurement_import", importing.pk)


def _now_or_later(importing: MeasurementImport, now: object, job: object) -> None:
    """A small file while the page waits, a large one by the worker."""
    if services.is_small(importing):
        now(importing.pk)  # type: ignore[operator]
    else:
        job.enqueue(importing.pk)  # type: ignore[attr-defined]


def _tell(request: UserRequest, importing: MeasurementImport) -> None:
    importing.refresh_from_db()
    if importing.state == ImportState.DONE and importing.batch is not None:
        count = importing.batch.row_count
        words = ngettext(
            "%(count)d measurement is read in.", "%(count)d measurements are read in.", count
        )
        messages.success(request, words % {"count": count})


@needs(RECORD)
@require_GET
def wrong(request: UserRequest, pk: int) -> HttpResponse:
    """Every wrong figure as a spreadsheet."""
    importing = get_object_or_404(imports_for(request.user), pk=pk)
    header = [_("Row"), _("Column"), _("Value"), _("About"), _("What is wrong")]
    rows = [
        (each.row_number, each.column, each.value, each.about, each.sentence)
        for each in wrong_figures(importing)
    ]
    return excel(_("Figures to put right"), header, rows)
