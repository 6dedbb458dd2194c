"""Where a device fetches its key and delivers what was written without connection."""

from __future__ import annotations

import json

from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_POST

from roedtraad.casework.profiles import outbox
from roedtraad.foundation.accounts.http import UserRequest

ANOTHER = 409  # somebody else is signed in than who wrote it


@require_GET
def outbox_key(request: UserRequest) -> HttpResponse:
    """What a page needs to keep entries: whose they are, the keys, and a token to send them."""
    keys = outbox.device_keys(request.user)
    answer = JsonResponse(
        {
            "user": request.user.pk,
            "csrf": get_token(request),
            "number": max(keys),
            "keys": keys,
        }
    )
    add_never_cache_headers(answer)
    return answer


@require_POST
def outbox_deliver(request: UserRequest) -> HttpResponse:
    """Keep what is sent, and answer for each entry; nothing of it where another is signed in."""
    try:
        sent = json.loads(request.body)
        entries, whose = outbox.read(sent), sent["user"]
    except (ValueError, KeyError):
        return HttpResponseBadRequest()
    if whose != request.user.pk:
        return HttpResponse(status=ANOTHER)
    found = outbox.deliver(request.user, entries)
    return JsonResponse(
        {
            "answers": [
                {"id": str(each.key), "state": each.state, "reasons": each.reasons}
                for each in found
            ]
        }
    )
