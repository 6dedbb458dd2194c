"""How many wrong codes may come from one address in a while. The count is not kept for longer."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# several families may sit in one town hall
MOST, WITHIN = 20, 15 * 60


def is_closed(request: HttpRequest) -> bool:
    return int(cache.get(_key(request), 0)) >= MOST


def count(request: HttpRequest) -> None:
    """One more wrong code. The time begins anew with each, so that going on trying never helps."""
    key = _key(request)
    cache.set(key, int(cache.get(key, 0)) + 1, WITHIN)


def _key(request: HttpRequest) -> str:
    """The address itself is not written anywhere."""
    address = str(get_adapter().get_client_ip(request))
    return "family-code:" + salted_hmac("roedtraad.family.throttle", address).hexdigest()
