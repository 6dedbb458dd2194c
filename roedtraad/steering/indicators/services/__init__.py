"""Everything that can change an indicator, its targets or its measurements."""

from roedtraad.steering.indicators.reading import Part, Reading

from .recording import UnusualValue, record_measurement, withdraw_measurement
from .targets import TargetLevel, add_target

__all__ = [
    "Part",
    "Reading",
    "TargetLevel",
    "UnusualValue",
    "add_target",
    "record_measurement",
    "withdraw_measurement",
]
