from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from roedtraad.foundation.ui import pieces

register = template.Library()


@register.simple_tag(takes_context=True)
def piece(context: Context, name: str, **given: Any) -> SafeString:
    """The template `name`, which sees nothing but what it is given here."""
    return pieces.piece(name, given, csrf_token=context.get("csrf_token", ""))
