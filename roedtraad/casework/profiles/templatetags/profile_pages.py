from django import template
from django.utils.safestring import SafeString

from roedtraad.casework.profiles import pictures
from roedtraad.casework.profiles.addresses import address, scores_address
from roedtraad.casework.profiles.models import DevelopmentProfile

register = template.Library()


@register.simple_tag
def profile_url(profile: DevelopmentProfile, name: str, **more: object) -> str:
    """The address of a page of a profile, wherever the profile belongs."""
    return address(profile, name, **more)


@register.simple_tag
def scores_url(profile: DevelopmentProfile, name: str, **more: object) -> str:
    """The address of a page where goals are scored."""
    return scores_address(profile, name, **more)


@register.filter
def drawn(picture: str) -> SafeString:
    """A plain picture by its name."""
    return pictures.drawn(picture)
