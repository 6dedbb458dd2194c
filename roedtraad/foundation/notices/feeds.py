"""The calendar as other programs read it: iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime
import hashlib

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

from roedtraad.foundation.accounts.models import User

from .calendar import Event, events_in_feeds

BACK, AHEAD = datetime.timedelta(days=90), datetime.timedelta(days=400)
DAY = datetime.timedelta(days=1)


def as_icalendar(user: User, now: datetime.datetime, *, name: str) -> bytes:
    """What `user` may see from three months back to a year ahead, as whole days."""
    today = timezone.localdate(now)
    calendar = Calendar()
    calendar.add("prodid", "-//Roed Traad//calendar//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", "PT6H")
    for event in events_in_feeds(user, today - BACK, today + AHEAD):
        calendar.add_component(_entry(event, now))
    written: bytes = calendar.to_ical()
    return written


def _entry(event: Event, now: datetime.datetime) -> Entry:
    entry = Entry()
    entry.add("uid", f"{hashlib.sha256(repr(event).encode()).hexdigest()[:40]}@roedtraad")
    entry.add("dtstamp", now)
    entry.add("summary", event.title)
    entry.add("dtstart", event.on)
    entry.add("dtend", (event.ends_on or event.on) + DAY)  # the first day it is over
    entry.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    if event.context:
        entry.add("location", event.context)
    if event.url:
        entry.add("url", f"{settings.PUBLIC_ADDRESS}{event.url}")
    return entry
