from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.foundation.accounts.forms.users import OwnProfileForm
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.accounts.models import Membership
from roedtraad.foundation.accounts.services.users import change_own_profile


@require_http_methods(["GET", "POST"])
def profile(request: UserRequest) -> HttpResponse:
    """One's own name, e-mail and language; the roles one holds; the way to password and keys."""
    form = OwnProfileForm(request.POST or None, initial=OwnProfileForm.values_of(request.user))
    if form.is_valid():
        try:
            change_own_profile(form.cleaned_data, acting_user=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:own_profile")
    roles = Membership.objects.filter(user=request.user).valid_on(timezone.localdate())
    context = {"form": form, "roles": roles.select_related("unit").order_by("unit__path", "role")}
    return render(request, "accounts/own_profile.html", context, status=422 if form.errors else 200)
