"""Messages travel with every answer to htmx; an address of a button says that it is one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from .errors import not_opened_by_itself

NextStep = Callable[[HttpRequest], HttpResponse]


class HtmxMessagesMiddleware:
    """Adds waiting messages to an answer to htmx, for the message area of the page that asked."""

    def __init__(self, get_response: NextStep) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _can_carry_messages(request, response):
            waiting = list(get_messages(request))
            if waiting:
                context = {"messages": waiting, "out_of_band": True}
                area = render_to_string("ui/messages.html", context, request)
                response.content += area.encode()
        return response


class ButtonsExplainedMiddleware:
    """A page instead of a blank one for whoever opens what only a form sends to."""

    def __init__(self, get_response: NextStep) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        explained = not_opened_by_itself(request)
        explained.headers["Allow"] = response.headers["Allow"]
        return explained


def _can_carry_messages(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        bool(getattr(request, "htmx", False))
        and not response.streaming
        and response.status_code in (200, 422)
        and response.headers.get("Content-Type", "").startswith("text/html")
        and not any(name in response.headers for name in ("HX-Redirect", "HX-Refresh"))
        and b"<html" not in response.content[:200]
    )
