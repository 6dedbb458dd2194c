"""What all charts share: colours, letters, Danish numbers and months, title and axes."""

from __future__ import annotations

import textwrap
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, override

from roedtraad.foundation.lib.numbers import with_unit

Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "IBM Plex Sans"
BLUE, GREY, PALE, DARK, BETTER, WORSE = (
    *("#0f5fa8", "#6b7280", "#d9dee3"),
    *("#1f2937", "#00796b", "#c2410c"),
)
WIDTH, HEIGHT = 560, 220
NARROWEST = 250  # pixels between the axis and the right edge on a phone
PAPER_HEIGHT = 130  # on paper, where a chart stands among the text and never gets narrower
TITLE_WRAPS_AT = 68
MOST_TICKS = 7
DANISH_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " kr."]}
DANISH_TIMES = {
    "dateTime": "%A den %d. %B %Y %X",
    "date": "%d.%m.%Y",
    "time": "%H:%M:%S",
    "periods": ["fm", "em"],
    "days": ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
    "shortDays": ["søn", "man", "tirs", "ons", "tors", "fre", "lør"],
    "months": [
        *("januar", "februar", "marts", "april", "maj", "juni"),
        *("juli", "august", "september", "oktober", "november", "december"),
    ],
    "shortMonths": [
        *("jan.", "feb.", "mar.", "apr.", "maj", "juni"),
        *("juli", "aug.", "sep.", "okt.", "nov.", "dec."),
    ],
}
LATE = "#946200"
TONES = {
    **{"good": BETTER, "fair": BLUE, "late": LATE, "bad": WORSE},
    **{"neutral": GREY, "none": "#8a949e"},
}


def framed(title: str, subtitle: str, layers: list[Spec], *, width: int, height: int) -> Spec:
    danish = not (get_language() or "da").startswith("en")
    locale = {"number": DANISH_NUMBERS, "time": DANISH_TIMES} if danish else {}
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "background": "white",
        "padding": 4,
        "autosize": {"type": "pad"},
        "title": {
            "text": textwrap.wrap(title, TITLE_WRAPS_AT) or [""],
            "subtitle": textwrap.wrap(subtitle, TITLE_WRAPS_AT + 14) or [""],
            "anchor": "start",
            "frame": "group",
            "offset": 12,
        },
        "layer": layers,
        "config": {
            **({"locale": locale} if locale else {}),
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "domainColor": PALE,
                "tickColor": PALE,
                "gridColor": "#e9edf0",
                "labelColor": GREY,
                "titleColor": GREY,
                "labelFontSize": 11,
                "titleFontSize": 11,
                "titleFontWeight": "normal",
            },
            "title": {
                "color": DARK,
                "fontSize": 14,
                "fontWeight": 600,
                "subtitleColor": GREY,
                "subtitleFontSize": 12,
            },
        },
    }


def ticks_between(first: date, last: date) -> list[date]:
    """Starts of months, quarters or years within the span, at most eight."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((size for size in (1, 3, 6, 12, 24, 60) if months / size <= MOST_TICKS), 120)
    starts = [
        date(month // 12, month % 12 + 1, 1)
        for month in range(first.year * 12, last.year * 12 + 12, step)
    ]
    return [start for start in starts if first <= start <= last]


def number(value: Decimal | float, decimals: int = 0) -> str:
    """A number as people of the language in use write it: 1.234,5."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return _number(str(rounded), decimals, get_language() or "da")


@lru_cache(maxsize=20_000)
def _number(rounded: str, decimals: int, language: str) -> str:
    """A page with many figures writes each several times, and those of its neighbours again."""
    with override(language):
        return formats.number_format(Decimal(rounded), decimals, True, force_grouping=True)


def measured(text: str, unit: str) -> str:
    """A number that is written already, with its unit: "52 %", in English "52%"."""
    return with_unit(text, unit, get_language() or "da")


def day(on: date) -> str:
    return _day(on, get_language() or "da")


@lru_cache(maxsize=5_000)
def _day(on: date, language: str) -> str:
    """A chart with many points names each day several times."""
    with override(language):
        return formats.date_format(on, "DATE_FORMAT")
