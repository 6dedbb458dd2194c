"""Everything that can change an indicator, its targets or its measurements."""

from roedtraad.steering.indicators.reading import Part, Reading

from .definitions import change_definition, define_indicator, end_indicator, share_indicator
from .recording import UnusualValue, record_measurement, withdraw_measurement
from .targets import TargetLevel, add_target, revise_target, set_target
from .uses import UseText, change_use, use_indicator

__all__ = [
    "Part",
    "Reading",
    "TargetLevel",
    "UnusualValue",
    "UseText",
    "add_target",
    "change_definition",
    "change_use",
    "define_indicator",
    "end_indicator",
    "record_measurement",
    "revise_target",
    "set_target",
    "share_indicator",
    "use_indicator",
    "withdraw_measurement",
]
