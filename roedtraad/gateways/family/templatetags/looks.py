"""A look at somebody's papers, in a sentence."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.casework.cases.queries.seen_by_family import DayOfLooks
from roedtraad.gateways.family.voices import Voice
from roedtraad.gateways.family.words import LOOKED

register = template.Library()


@register.filter
def look(day: DayOfLooks, voice: Voice) -> str:
    """Who and what for, and how often that day; a name where it may be told."""
    who = str(LOOKED[day.why][voice])
    if day.who:
        who = f"{who}: {day.who}"
    if day.times == 1:
        return who
    times = ngettext("%(times)s time", "%(times)s times", day.times) % {"times": day.times}
    return _("%(who)s (%(times)s)") % {"who": who, "times": times}
