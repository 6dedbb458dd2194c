from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from roedtraad.foundation.accounts.access import GRANTS, LABELS
from roedtraad.foundation.accounts.models import Role


@require_GET
def who_may_what(request: HttpRequest) -> HttpResponse:
    """The whole table of rights, as the program reads it."""
    rows = [
        (label, about, [permission in GRANTS[role] for role in Role])
        for permission, (label, about) in LABELS.items()
    ]
    return render(request, "accounts/who_may_what.html", {"rows": rows, "roles": list(Role)})
