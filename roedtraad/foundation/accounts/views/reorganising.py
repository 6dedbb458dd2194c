from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.forms.units import WHAT, ActForm
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.accounts.queries.units import acts_seen, editable_units
from roedtraad.foundation.accounts.services import reorganising
from roedtraad.foundation.organisation.models import Reorganisation, ReorganisationKind
from roedtraad.foundation.organisation.services import latest_act
from roedtraad.foundation.ui.downloads import excel, wants_excel

EDIT = access.Permission.UNIT_EDIT


@needs(EDIT)
@require_GET
def acts(request: UserRequest) -> HttpResponse:
    """What was done to the tree, what can be done, and what can be undone."""
    latest, every = latest_act(), acts_seen(request.user)
    if wants_excel(request):
        return _acts_as_file(every)
    context = {
        "acts": every,
        "latest": latest if latest and reorganising.may_undo(request.user, latest) else None,
        "kinds": [(kind.value, label) for kind, label in WHAT.items()],
    }
    return render(request, "accounts/reorganisations.html", context)


def _acts_as_file(every: list[Reorganisation]) -> HttpResponse:
    header = [_("Takes effect on"), _("What"), _("Units"), _("Why"), _("By"), _("Undone")]
    lines = [
        (
            *(act.on, act.get_kind_display(), ", ".join(act.detail.get("names", []))),
            *(act.reason, str(act.decided_by), act.undone_at),
        )
        for act in every
    ]
    return excel(_("Changes of the organisation"), header, lines)


@needs(EDIT)
@require_http_methods(["GET", "POST"])
def reorganise(request: UserRequest, kind: str) -> HttpResponse:
    """First a preview of all that will happen; then, when it is confirmed, the act."""
    if kind not in ReorganisationKind.values:
        raise Http404
    start = {"unit": request.GET.get("enhed"), "parent": request.GET.get("enhed")}
    form = ActForm(
        request.POST or None, kind=kind, choices=editable_units(request.user), initial=start
    )
    context = {"form": form, "kind": kind, "heading": WHAT[ReorganisationKind(kind)]}
    if form.is_valid():
        try:
            if "confirmed" in request.POST:
                reorganising.reorganise(form.act(), acting_user=request.user)
                messages.success(request, _("The organisation is changed."))
                return redirect("accounts:reorganisations")
            context["preview"] = reorganising.preview(form.act(), acting_user=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except PermissionDenied:
            form.add_error(None, _("You may not change all the units that this touches."))
    return render(request, "accounts/reorganise.html", context, status=422 if form.errors else 200)


@needs(EDIT)
@require_POST
def undo(request: UserRequest, pk: int) -> HttpResponse:
    """Take the latest act back."""
    act = get_object_or_404(Reorganisation, pk=pk)
    if not reorganising.may_undo(request.user, act):
        raise Http404
    try:
        reorganising.undo_latest(act, acting_user=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The change is undone."))
    return redirect("accounts:reorganisations")
