"""Lets the login page of the demonstration show who one can be. Nothing in other modes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .people import demo_logins


def logins(request: HttpRequest) -> dict[str, Any]:
    return {"demo_logins": demo_logins} if settings.MODE == "demo" else {}
