"""Texts of the family's pages with something put into them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.formats import date_format

from roedtraad.casework.profiles.models import Instrument
from roedtraad.casework.profiles.queries.own_pages import OthersScores, OwnScore
from roedtraad.gateways.family.voices import Text
from roedtraad.gateways.family.words_of_goals import USUAL

register = template.Library()
LATEST = 5


@register.filter
def put(text: str, name: str) -> str:
    return text % {"name": name}


@register.filter
def put_who(text: str, who: str) -> str:
    return text % {"who": who}


@register.filter
def put_day(text: str, day: date) -> str:
    return text % {"day": date_format(day)}


@register.filter
def said(text: str, score: OwnScore) -> str:
    return text % {"value": score.value, "day": date_format(score.on)}


@register.filter
def spoken(text: str, others: OthersScores) -> str:
    """What somebody else has scored, the latest few."""
    numbers = ", ".join(
        f"{score.value} ({date_format(score.on, 'j. F')})" for score in others.scores[-LATEST:]
    )
    return text % {"name": others.whose, "numbers": numbers}


@register.filter
def asks(instrument: Instrument, say: Mapping[str, str]) -> str:
    """What a questionnaire asks, in the words of whoever answers; grown-ups know it by its name."""
    return say[f"asks_{instrument.use}"] or str(instrument)


@register.filter
def usual(scale: str, value: int) -> Text:
    """What a number means where nobody has written it."""
    return USUAL[scale][value]
