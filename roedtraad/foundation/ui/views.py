"""What belongs to no app: language, session, colours, the statements in the footer."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from roedtraad.foundation.lib.periods import lacks_year, parse_period

from .colours import style_sheet


@require_POST
def keep_alive(request: HttpRequest) -> HttpResponse:
    """The user wants to stay logged in."""
    request.session.modified = True
    return HttpResponse(status=204)


@login_not_required
@require_GET
@cache_control(max_age=3600)
def colours(request: HttpRequest) -> HttpResponse:
    """The municipality's colours, as a style sheet."""
    return HttpResponse(style_sheet(settings.MUNICIPALITY_COLOUR), content_type="text/css")


@login_not_required
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html", {"was_address": settings.WAS_ADDRESS})


@login_not_required
@require_GET
def was(request: HttpRequest) -> HttpResponse:
    """The short address of the accessibility statement, which the law names."""
    return redirect(settings.WAS_ADDRESS or reverse("ui:accessibility"))


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/privacy.html")


@require_GET
def read_period(request: HttpRequest) -> HttpResponse:
    """How a period is understood, while it is being written."""
    text = request.GET.get(request.GET.get("field", "period"), "").strip()
    context = {
        "text": text,
        "found": parse_period(text),
        "lacks_year": lacks_year(text),
        "example": f"{text} {timezone.localdate().year}",
    }
    return render(request, "ui/period_reading.html", context)
