"""What pages, reports and the API read about indicators. Callers pass uses the user may see."""

from .series import (
    PlainReading,
    UsePk,
    known_targets,
    measurements_by_use,
    readings_by_use,
    revisions,
    targets_by_use,
)

__all__ = [
    "PlainReading",
    "UsePk",
    "known_targets",
    "measurements_by_use",
    "readings_by_use",
    "revisions",
    "targets_by_use",
]
