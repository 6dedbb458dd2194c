"""Pages for when something is wrong: what happened, whose fault it is not, and what to do."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _alone(
        request,
        400,
        _("Something is missing in what was sent"),
        _(
            "Go back, load the page again, and try once more. "
            "What you wrote may still be there as a draft."
        ),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _alone(
        request,
        403,
        _("The page had been open too long"),
        _(
            "For your safety the form is no longer valid. Go back, load the page again, and send "
            "it once more. What you wrote may still be there as a draft."
        ),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _framed(
        request,
        403,
        _("You may not see this"),
        _(
            "Your role does not give access to it. If you need it in your work, ask your leader "
            "or an administrator."
        ),
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _framed(
        request,
        404,
        _("The page is not here"),
        _(
            "It may have been moved or removed, or it may belong to a unit you do not work with. "
            "Search for it, or start from Today."
        ),
    )


def not_opened_by_itself(request: HttpRequest) -> HttpResponse:
    """Of an address that only takes what a form sends: logging in may lead somebody there."""
    return _framed(
        request,
        405,
        _("Nothing was done"),
        _(
            "The address belongs to a button and cannot be opened by itself. Go back to the page "
            "with the button, and press it again."
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return _alone(
        request,
        500,
        _("Something went wrong here"),
        _(
            "It is not your fault, and it has been noted. What was saved is saved. Wait a minute "
            "and load the page again; write to the municipality's support if it happens again."
        ),
    )


def _framed(request: HttpRequest, status: int, heading: str, advice: str) -> HttpResponse:
    """With the menus; for an answer to htmx only the words."""
    if getattr(request, "htmx", False):
        return HttpResponse(f"{heading}. {advice}", status=status, content_type="text/plain")
    if not hasattr(request, "user"):  # stopped before anybody was known
        return _alone(request, status, heading, advice)
    context = {"heading": heading, "advice": advice, "offers_search": status == 404}
    return render(request, "ui/error.html", context, status=status)


def _alone(request: HttpRequest, status: int, heading: str, advice: str) -> HttpResponse:
    """Without asking the database anything: it may be what failed."""
    context = {
        "heading": heading,
        "advice": advice,
        "municipality": settings.MUNICIPALITY or "Rød Tråd",
    }
    return render(None, "ui/error_alone.html", context, status=status)
