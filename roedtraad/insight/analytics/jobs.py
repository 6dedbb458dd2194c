"""What the clock does with the mart."""

from .mart import keeping


def freshen() -> None:
    """Twice a minute, so that the mart is at most a minute behind."""
    keeping.refresh()


def make_anew() -> None:
    """Every night, from zero; what differed is in the log of the process."""
    keeping.rebuild()
