from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui import navigation
from roedtraad.foundation.ui.visitor import visitor

PLACE = "administration"


@require_GET
def administration(request: UserRequest) -> HttpResponse:
    """What one may administer; apps add their entries with `place="administration"`."""
    links = navigation.links(request, visitor(request), place=PLACE)
    if not links:
        raise Http404
    return render(request, "accounts/administration.html", {"links": links})
