"""Whether a page is open at a number instead of a name: passkeys cannot be made there."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.http import HttpRequest

register = template.Library()


@register.filter
def is_at_a_number(request: HttpRequest) -> bool:
    try:
        ip_address(_host(request.build_absolute_uri("/")))
    except ValueError:
        return False
    return True


@register.filter
def by_name(request: HttpRequest) -> str:
    """Where the same pages are under a name: the public address, or this machine's own."""
    public = str(settings.PUBLIC_ADDRESS)
    here = urlsplit(request.build_absolute_uri("/"))
    if _host(public) != here.hostname:
        return f"{public}/"
    return f"{here.scheme}://localhost:{here.port}/" if here.port else f"{here.scheme}://localhost/"


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""
