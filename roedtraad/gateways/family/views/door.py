"""In by a code, and out again."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roedtraad.casework.cases.services import family_access
from roedtraad.foundation.ui.language import LANGUAGE_CODES
from roedtraad.gateways.family import throttle, visits
from roedtraad.gateways.family.forms.sign_in import CodeForm


@sensitive_post_parameters("code")
@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The code is sent in the body: no address and no log holds it."""
    if request.user.is_authenticated:
        return redirect("family:home")
    form = CodeForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and throttle.is_closed(request):
        status = 429
        form.add_error(
            "code",
            _(
                "Too many codes have been tried from here. Wait a quarter of an hour and try"
                " again, or ask for help where you got the paper."
            ),
        )
    elif form.is_valid():
        access = family_access.let_in(form.cleaned_data["code"])
        if access is not None:
            visits.begin(request, access)
            return redirect("family:home")
        throttle.count(request)
        form.add_error(
            "code",
            _(
                "This code does not fit. Look at the paper and try again. A code works once, and"
                " for one day. If it is used or too old, ask for a new one."
            ),
        )
    return render(request, "family/sign_in.html", {"form": form}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    visits.end(request)
    return redirect(visits.over_address())


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Somebody is still there; middleware has counted it as a use."""
    left = visits.clock(request)
    return HttpResponse(f"{left.unused} {left.longest}", content_type="text/plain")


@login_not_required
@require_GET
def over(request: HttpRequest) -> HttpResponse:
    """The visit is over. On a device that was handed over, the employee signs in again here."""
    if request.user.is_authenticated:
        return redirect("family:home")
    case = visits.lent_from(request)
    back = reverse("cases:case", args=[case]) if case is not None else ""
    with translation.override(_spoken(request)):
        return render(request, "family/over.html", {"back": back})


def _spoken(request: HttpRequest) -> str | None:
    """The language of the visit, unless another was chosen since."""
    asked, chosen = request.GET.get("sprog"), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return asked if asked in LANGUAGE_CODES and not chosen else translation.get_language()


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Danish or English, on this device until it is closed."""
    wanted, following = request.POST.get("language", ""), request.POST.get("next", "")
    if wanted not in LANGUAGE_CODES:
        return HttpResponseBadRequest()
    is_ours = url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()})
    response = redirect(following if is_ours else reverse("family:home"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
