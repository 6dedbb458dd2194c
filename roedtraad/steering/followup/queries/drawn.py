"""The wheel as a drawing and as a sentence."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.steering.followup.picture import Span, wheel_picture

from .wheel import Entry, Wheel


def picture_of(wheel: Wheel, today: date) -> SafeString:
    return wheel_picture(
        wheel.year,
        [_round_span(each) for each in wheel.rounds],
        [_date_span(each) for each in wheel.dates],
        today=today,
        label=sentence_of(wheel),
    )


def sentence_of(wheel: Wheel) -> str:
    """What the drawing shows, in words."""
    rounds, dates = len(wheel.rounds), len(wheel.dates)
    told = _("%(year)d has %(rounds)s and %(dates)s.") % {
        "year": wheel.year,
        "rounds": ngettext("%(count)d round", "%(count)d rounds", rounds) % {"count": rounds},
        "dates": ngettext("%(count)d date beside", "%(count)d dates beside", dates)
        % {"count": dates},
    }
    parts = [told]
    if wheel.under_way:
        names = ", ".join(each.title for each in wheel.under_way)
        parts.append(_("Open now: %(rounds)s.") % {"rounds": names})
    if wheel.next_up is not None:
        day = date_format(wheel.next_up.starts_on, _("j F Y"))
        parts.append(_("Next: %(title)s, %(day)s.") % {"title": wheel.next_up.title, "day": day})
    return " ".join(parts)


def _round_span(entry: Entry) -> Span:
    state = entry.round.state if entry.round else ""
    parts = [(row.phase.starts_on, row.phase.due_on, row.number) for row in entry.phases]
    return Span(entry.number, entry.starts_on, entry.ends_on, state, parts)


def _date_span(entry: Entry) -> Span:
    kind = entry.date.kind if entry.date else ""
    return Span(entry.number, entry.starts_on, entry.ends_on, kind)
