from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.language import LANGUAGE_CODES

from . import services


@require_GET
def today(request: UserRequest) -> HttpResponse:
    return render(request, "notices/today.html")


@require_GET
def search(request: UserRequest) -> HttpResponse:
    return render(request, "notices/today.html")


@require_GET
def notice_list(request: UserRequest) -> HttpResponse:
    return render(request, "notices/today.html")


@login_not_required
@require_POST
def language(request: UserRequest) -> HttpResponse:
    """Switch between Danish and English, and come back to the page one was on."""
    wanted = request.POST.get("language", "")
    if wanted not in LANGUAGE_CODES:
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        services.choose_language(wanted, acting_user=request.user)
    following = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()})
    response = redirect(following if is_ours else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
