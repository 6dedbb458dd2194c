"""The people of a case: family, network, parental authority, consents, and two records merged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.casework.cases.forms.agreed import (
    AuthorityForm,
    ConsentForm,
    MergeForm,
    WithdrawForm,
)
from roedtraad.casework.cases.forms.cases import EndForm, PersonForm, PersonOfCaseForm
from roedtraad.casework.cases.models import FamilyRole
from roedtraad.casework.cases.queries.page import (
    CasePage,
    WholePerson,
    people_now,
    require_listed,
    whole_person,
    writable_page,
)
from roedtraad.casework.cases.services import cases, citizens, consents, merging
from roedtraad.casework.cases.trail import trail
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.sheets import Sheet, answer, write

ADULTS = frozenset(FamilyRole) - {FamilyRole.SIBLING}


@require_http_methods(["GET", "POST"])
def person_new(request: UserRequest, pk: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    form = PersonForm(request.POST or None)

    def save() -> None:
        given = form.cleaned_data
        cases.add_person(
            *(page.case, form.person(), given["cpr"]),
            role=given["role"],
            note=given["note"],
            acting_user=request.user,
        )

    sheet = Sheet(
        *(_("Add somebody of the family or the network"), _("Add")),
        _("Whoever has a CPR number that is registered already is taken as registered."),
    )
    return write(request, form, save, sheet=sheet, **_place(page))


@require_http_methods(["GET", "POST"])
def person(request: UserRequest, pk: int, person: int) -> HttpResponse:
    """Somebody with everything that is kept of them, to read and to correct."""
    page = writable_page(request.user, pk)
    whole = whole_person(request.user, pk, person)
    form = PersonOfCaseForm(request.POST or None, initial=_kept(whole))
    if form.is_bound and form.is_valid():
        try:
            _save_person(form, whole, request)
        except ValidationError as refused:
            answer(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("cases:case", pk)
    context = {
        **{"form": form, "page": page, "case": page.case, "whole": whole},
        "merges": merging.merges_of(whole.citizen) if page.may_lead else [],
    }
    return render(request, "cases/person.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def person_merge(request: UserRequest, pk: int, person: int) -> HttpResponse:
    page, whole = _led(request, pk, person)
    others = merging.likely_same(request.user, whole.citizen)
    form = MergeForm(request.POST or None, people=others)
    lead = _("Everything about the other record moves to %(name)s. It can be undone.")
    empty = _("Nobody in your unit's cases has the same name or day of birth.")
    return write(
        *(request, form),
        lambda: merging.merge_citizens(
            *(page.case, whole.citizen, form.cleaned_data["other"]),
            reason=form.cleaned_data["reason"],
            acting_user=request.user,
        ),
        sheet=Sheet(
            *(_("Merge two records of one person"), _("Merge")),
            lead % {"name": whole.name} if others else empty,
        ),
        **_place(page),
    )


@require_POST
def merge_undo(request: UserRequest, pk: int, person: int, merge: int) -> HttpResponse:
    _page, whole = _led(request, pk, person)
    if merge not in {row.pk for row in merging.merges_of(whole.citizen)}:
        raise Http404
    merging.undo_merge(merge, acting_user=request.user)
    messages.success(request, _("The records are two again."))
    return redirect("cases:case", pk)


@require_http_methods(["GET", "POST"])
def authority_new(request: UserRequest, pk: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    people = people_now(page.case)
    children = [row.citizen for row in people if row.role in (FamilyRole.SUBJECT, "sibling")]
    adults = [row.citizen for row in people if row.role in ADULTS]
    form = AuthorityForm(request.POST or None, children=children, adults=adults)
    return write(
        *(request, form),
        lambda: citizens.give_authority(page.case, **form.cleaned_data, acting_user=request.user),
        sheet=Sheet(
            *(_("Note parental authority"), _("Save")),
            _("As it stands in the register: it decides who consents and who may see the plan."),
        ),
        **_place(page),
    )


@require_http_methods(["GET", "POST"])
def authority_end(request: UserRequest, pk: int, authority: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    require_listed(page.authorities, authority)
    form = EndForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    return write(
        *(request, form),
        lambda: citizens.end_authority(
            page.case, authority, **form.cleaned_data, acting_user=request.user
        ),
        sheet=Sheet(_("End parental authority"), _("Save")),
        **_place(page),
    )


@require_http_methods(["GET", "POST"])
def consent_new(request: UserRequest, pk: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    people = [row.citizen for row in people_now(page.case)]
    first = {"given_on": timezone.localdate()}
    form = ConsentForm(request.POST or None, people=people, initial=first)
    return write(
        *(request, form),
        lambda: consents.record_consent(page.case, form.cleaned_data, acting_user=request.user),
        sheet=Sheet(
            *(_("Note a consent"), _("Save")),
            _("What may be shared with whom. Whoever gave it can take it back at any time."),
        ),
        **_place(page),
    )


@require_http_methods(["GET", "POST"])
def consent_withdraw(request: UserRequest, pk: int, consent: int) -> HttpResponse:
    page = writable_page(request.user, pk)
    require_listed(page.consents, consent)
    form = WithdrawForm(request.POST or None, initial={"withdrawn_on": timezone.localdate()})
    return write(
        *(request, form),
        lambda: consents.withdraw_consent(
            *(page.case, consent),
            on=form.cleaned_data["withdrawn_on"],
            note=form.cleaned_data["note"],
            acting_user=request.user,
        ),
        sheet=Sheet(_("Note that a consent is withdrawn"), _("Save")),
        **_place(page),
    )


def _kept(whole: WholePerson) -> dict[str, Any]:
    row = whole.row
    return PersonForm.values_of(whole.citizen) | {
        "cpr": whole.cpr,
        "role": row.role,
        "note": row.note,
        "ends_on": row.ends_on,
    }


@transaction.atomic
def _save_person(form: PersonOfCaseForm, whole: WholePerson, request: UserRequest) -> None:
    given, row = form.cleaned_data, whole.row
    citizens.change_citizen(row, form.person(), given["cpr"], acting_user=request.user)
    cases.change_person(
        *(row.case, row.pk),
        role=given["role"],
        note=given["note"],
        ends_on=given["ends_on"],
        acting_user=request.user,
    )


def _led(request: UserRequest, pk: int, person: int) -> tuple[CasePage, WholePerson]:
    page = writable_page(request.user, pk)
    if not page.may_lead:
        raise Http404
    return page, whole_person(request.user, pk, person)


def _place(page: CasePage) -> dict[str, Any]:
    return {"crumbs": trail(page.case, page.heading)}
