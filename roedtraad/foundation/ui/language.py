"""Danish unless somebody chose English.

What was chosen in this browser comes first, then what the user chose elsewhere. Logging out
forgets the browser's choice, so that the next person at the machine gets their own language.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

LANGUAGE_CODES = tuple(code for code, _ in settings.LANGUAGES)


def chosen_language(request: HttpRequest) -> str:
    in_browser = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    of_user = getattr(getattr(request, "user", None), "language", "")
    for wanted in (in_browser, of_user):
        if wanted in LANGUAGE_CODES:
            return str(wanted)
    return settings.LANGUAGE_CODE


class LanguageMiddleware:
    """After the middleware that knows the user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if was_signed_in and not request.user.is_authenticated:
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
