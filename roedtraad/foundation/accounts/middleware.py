"""Rights are looked up once for a page; some get no further without a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.lib.once import while_reading

from .models import Membership

CHECKED = "second_factor_seen"
OPEN_NAMES = ("mfa_", "account_", "ui:", "health")


class RightsLookedUpOnce:
    """A page asks again and again what its reader may; what only reads changes no rights."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.answer(request)
        with while_reading():
            return self.answer(request)


class SecondFactorRequired:
    """Sends those who must have a second factor, and have none, to where it is set up."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if (
            not settings.SECOND_FACTOR_ROLES
            or not request.user.is_authenticated
            or name.startswith(OPEN_NAMES)
            or self._has_one(request)
        ):
            return None
        messages.warning(request, _("Your role needs a second factor. Set one up to go on."))
        if getattr(request, "htmx", False):
            response = HttpResponse()
            response["HX-Redirect"] = reverse("mfa_index")
            return response
        return redirect("mfa_index")

    def _has_one(self, request: HttpRequest) -> bool:
        """Looked up until it is so, then remembered for the session."""
        if request.session.get(CHECKED):
            return True
        held = Membership.objects.valid_on(timezone.localdate()).filter(
            user=request.user.pk, role__in=settings.SECOND_FACTOR_ROLES
        )
        real = Authenticator.objects.filter(user=request.user.pk).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
        if held.exists() and not real.exists():
            return False
        if real.exists():
            request.session[CHECKED] = True
        return True
