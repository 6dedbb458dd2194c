from .rounds import (
    COMMON,
    FollowUpRound,
    Phase,
    PhaseKind,
    Rhythm,
    RoundState,
    RoundStep,
    UnitPhase,
)
from .wheel import DateKind, MovingRule, WheelDate

__all__ = [
    "COMMON",
    "DateKind",
    "FollowUpRound",
    "MovingRule",
    "Phase",
    "PhaseKind",
    "Rhythm",
    "RoundState",
    "RoundStep",
    "UnitPhase",
    "WheelDate",
]
