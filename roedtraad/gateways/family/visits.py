"""One visit of somebody of the family: from signing in until it ends by itself, or is ended.

A visit on an employee's device has replaced the employee's own session, of which nothing is left:
only which case to go back to, which the sign-in asks the employee's password for.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from roedtraad.casework.cases.models import FamilyAccess

UNUSED, LONGEST = 15 * 60, 60 * 60  # seconds
BEGUN, USED, LENT_FROM = "family_begun", "family_used", "family_lent_from"


@dataclass(frozen=True)
class Clock:
    """How long the visit lasts still, in seconds: unused, and at the most."""

    unused: int
    longest: int


def begin(request: HttpRequest, access: FamilyAccess, *, is_lent: bool = False) -> None:
    """Let the family's account in by a session of its own; whatever was there before is gone."""
    logout(request)
    login(request, access.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    now = int(time.time())
    request.session[BEGUN] = request.session[USED] = now
    if is_lent:
        request.session[LENT_FROM] = access.case_id


def is_over(request: HttpRequest) -> bool:
    now = int(time.time())
    used, begun = request.session.get(USED, 0), request.session.get(BEGUN, 0)
    return bool(now - used >= UNUSED or now - begun >= LONGEST)


def use(request: HttpRequest) -> None:
    request.session[USED] = int(time.time())


def end(request: HttpRequest) -> None:
    """End it. On a device that was handed over, the next page knows which case to go back to."""
    lent_from = request.session.get(LENT_FROM)
    logout(request)
    if lent_from is not None:
        request.session[LENT_FROM] = lent_from


def over_address() -> str:
    """Where it says that the visit is over: in the language it was held in, which ends with it."""
    language, address = get_language(), reverse("family:over")
    if language == settings.LANGUAGE_CODE:
        return address
    return f"{address}?{urlencode({'sprog': language})}"


def lent_from(request: HttpRequest) -> int | None:
    """The case from which an employee handed the device over."""
    found: int | None = request.session.get(LENT_FROM)
    return found


def clock(request: HttpRequest) -> Clock:
    left = LONGEST - (int(time.time()) - request.session.get(BEGUN, 0))
    return Clock(unused=min(UNUSED, left), longest=left)
