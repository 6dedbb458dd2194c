"""How the municipality counts: to be read by everybody, and set after seeing what it changes."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.profiles.forms.counting import CountingForm
from roedtraad.casework.profiles.queries.counting import counting_page, in_words, preview, rules_on
from roedtraad.casework.profiles.services.counting import decide_rules
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.http import UserRequest, needs
from roedtraad.foundation.ui.sheets import answer


@require_GET
@needs(Permission.UNIT_VIEW)
def counting(request: UserRequest) -> HttpResponse:
    return render(request, "profiles/counting.html", {"page": counting_page(request.user)})


@require_http_methods(["GET", "POST"])
@needs(Permission.COUNTING_EDIT)
def counting_edit(request: UserRequest) -> HttpResponse:
    """First what it would change is shown; then it is decided."""
    today = timezone.localdate()
    form = CountingForm(
        request.POST or None, initial=asdict(rules_on(today)) | {"starts_on": today}
    )
    context: dict[str, object] = {"form": form}
    is_good = form.is_bound and form.is_valid()
    if is_good and "decide" in request.POST:
        try:
            decide_rules(
                form.rules(),
                starts_on=form.cleaned_data["starts_on"],
                reason=form.cleaned_data["reason"],
                acting_user=request.user,
            )
        except ValidationError as refused:
            answer(form, refused)
            is_good = False
        else:
            messages.success(request, _("The counting rules are set."))
            return redirect("profiles:counting")
    if is_good:
        context["preview"] = preview(request.user, form.rules())
        context["words"] = in_words(form.rules())
    status = 422 if form.is_bound and not is_good else 200
    return render(request, "profiles/counting_edit.html", context, status=status)
