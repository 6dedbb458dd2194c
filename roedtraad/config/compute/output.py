"""The answer as plain JSON values: arrays to lists, what is not finite to null."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np


def as_json(value: Any) -> Any:
    """Plain dicts, lists, numbers and texts; unrounded. Minus nought is nought."""
    if isinstance(value, Mapping):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, np.ndarray):
        return as_json(value.tolist())
    if isinstance(value, list | tuple):
        return [as_json(each) for each in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return value + 0.0 if math.isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    return value
