"""A unit's part of a phase: what is asked, how far it is, who does it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.accounts.models import Role
from roedtraad.foundation.ui.sheets import Sheet, answer, write
from roedtraad.steering.agreements.queries.strategy import strategies_for
from roedtraad.steering.followup.access import may_plan, may_work
from roedtraad.steering.followup.forms.working import PartForm, PersonForm
from roedtraad.steering.followup.models import PhaseKind, UnitPhase
from roedtraad.steering.followup.queries.figures import figures_of
from roedtraad.steering.followup.queries.rounds import part_for, part_page
from roedtraad.steering.followup.services import working

from .rounds import trail

K = PhaseKind


@require_http_methods(["GET", "POST"])
def part(request: UserRequest, pk: int) -> HttpResponse:
    found = part_for(request.user, pk)
    form = PartForm(request.POST or None, part=found)
    if request.method == "POST":
        if not may_work(request.user, found):
            raise Http404
        if form.is_valid() and _saved(request, found, form):
            return redirect("followup:round", found.phase.round_id)
    return _page(request, found, form)


def _saved(request: UserRequest, found: UnitPhase, form: PartForm) -> bool:
    given = form.cleaned_data
    try:
        working.write_part(found, **given, acting_user=request.user)
    except ValidationError as refused:
        answer(form, refused)
        form.seen(part_for(request.user, found.pk).version)
        return False
    done = _("Finished: %(part)s") if given["is_done"] else _("Saved: %(part)s")
    messages.success(request, done % {"part": found})
    return True


def _page(request: UserRequest, found: UnitPhase, form: PartForm) -> HttpResponse:
    today, row = timezone.localdate(), found.phase.round
    sees = access.may(request.user, Permission.AGREEMENT_VIEW, unit=found.unit)
    is_each = not found.phase.is_common
    shows_figures = row.follows_agreements and found.phase.kind in (K.QUALIFY, K.REFLECT)
    context = {
        "page": part_page(request.user, found, today),
        "found": found,
        "phase": found.phase,
        "round": row,
        "crumbs": trail(row),
        "form": form,
        "figures": figures_of(found, today) if shows_figures else None,
        "sees": sees,
        "strategies": strategies_for(request.user).filter(pk__in=row.strategies.all()),
        "may_record": is_each
        and access.may(request.user, Permission.MEASUREMENT_RECORD, unit=found.unit),
        "may_evaluate": row.follows_profiles and access.may(request.user, Permission.CASE_WORK),
        "entry": f"{reverse('indicators:entry')}?periode={row.ends_on}&enhed={found.unit_id}",
    }
    return render(request, "followup/part.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def person(request: UserRequest, pk: int) -> HttpResponse:
    """Name who does it."""
    found = part_for(request.user, pk)
    if not (may_plan(request.user, found.unit) or may_work(request.user, found)):
        raise Http404
    role = Role(found.phase.role).label
    form = PersonForm(
        request.POST or None, part=found, role=_("Whoever is %(role)s") % {"role": role}
    )
    place = (str(found), reverse("followup:part", args=[pk]))
    return write(
        request,
        form,
        lambda: working.name_person(found, form.cleaned_data["person"], acting_user=request.user),
        sheet=Sheet(_("Who does it?")),
        crumbs=[*trail(found.phase.round), place],
    )
