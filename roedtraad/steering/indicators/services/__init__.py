"""Everything that can change an indicator, its targets or its measurements."""

from .recording import Reading, record_measurement, withdraw_measurement
from .targets import TargetLevel, add_target

__all__ = ["Reading", "TargetLevel", "add_target", "record_measurement", "withdraw_measurement"]
