"""Draws charts for paper, from the same descriptions that the browser draws."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import vl_convert

from roedtraad.foundation.ui.charts import Chart

from .fonts import font_folder

VEGA_LITE = "6.4"  # the version of the browser's copy
PIXELS_PER_INCH = 200


def as_svg(chart: Chart) -> str:
    """The chart as SVG; its text stays text."""
    _register(font_folder())
    return vl_convert.vegalite_to_svg(chart.spec, **_options(chart))


def png_of(svg: str) -> bytes:
    """A drawing as a picture sharp enough for print; quicker than drawing the chart again."""
    return vl_convert.svg_to_png(svg, ppi=PIXELS_PER_INCH)


def _options(chart: Chart) -> dict[str, Any]:
    locale = cast("dict[str, Any]", chart.spec.get("config", {}).get("locale", {}))
    return {
        "vl_version": VEGA_LITE,
        "allowed_base_urls": [],  # a chart holds its own numbers and fetches nothing
        "format_locale": locale.get("number"),
        "time_format_locale": locale.get("time"),
    }


@lru_cache
def _register(folder: Path) -> None:
    vl_convert.register_font_directory(str(folder))


def width_in_pixels(svg: str) -> float:
    """How wide the drawing is meant to be."""
    found = re.search(r'<svg[^>]*\swidth="([\d.]+)"', svg)
    return float(found[1]) if found else 600.0


def size_in_pixels(svg: str) -> tuple[float, float]:
    """How wide and high the drawing is meant to be."""
    found = re.search(r'<svg[^>]*\sheight="([\d.]+)"', svg)
    return width_in_pixels(svg), float(found[1]) if found else 400.0
