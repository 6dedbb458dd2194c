"""What every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The municipality's name, for the header of every page."""
    return {"municipality": settings.MUNICIPALITY}
