"""What the clock does with the log."""

from . import witness
from .sealing import close_months, expire_months, seal


def seal_log() -> None:
    """Twice a minute, so that the seals are at most a minute behind."""
    seal()
    witness.note()


def turn_months() -> None:
    """Close the month that is over, and let the oldest go."""
    seal()
    close_months()
    expire_months()
