"""One module for each method; it holds `METHOD`. Only the one that is asked for is loaded."""

from __future__ import annotations

import importlib
from typing import cast

from roedtraad.config.compute.method import Method

MODULES = {
    "rci": "rci",
    "effect-size": "effect_size",
    "gas": "gas",
    "single-case": "single_case",
    "xmr": "xmr",
    "runchart": "runchart",
    "p-chart": "p_chart",
    "u-chart": "u_chart",
    "funnel": "funnel",
    "survival": "survival",
    "its": "its",
    "did": "did",
    "suppress": "suppress",
}


def method_named(name: str) -> Method:
    """The method of that name, which must be one of `MODULES`."""
    return cast("Method", importlib.import_module(f"{__name__}.{MODULES[name]}").METHOD)
