from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from roedtraad.foundation.accounts.forms.sign_in import NewPasswordForm
from roedtraad.foundation.accounts.services.invitations import accept_invitation, open_invitation


@sensitive_post_parameters("password", "again")
@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Choose the first password with the link from the invitation. The link works once."""
    invitation = open_invitation(token)
    if invitation is None:
        return render(request, "accounts/invitation_over.html", status=404)
    form = NewPasswordForm(request.POST or None, user=invitation.user)
    if form.is_valid() and accept_invitation(token, form.cleaned_data["password"]):
        messages.success(request, _("Your password is saved. Log in with it."))
        return redirect("account_login")
    context = {"form": form, "user_to_be": invitation.user}
    return render(
        request, "accounts/invitation.html", context, status=422 if form.is_bound else 200
    )
