"""What the clock does with the mart.

The engine takes a second to load, so it is only where it is used: every process knows its jobs.
"""

FRESHEN = "analytics.freshen"


def freshen() -> None:
    """Twice a minute, so that the mart is at most a minute behind."""
    from .mart import keeping

    keeping.refresh()


def make_anew() -> None:
    """Every night, from zero; what differed is in the log of the process, and told on the page."""
    from .mart import keeping

    keeping.rebuild()


def count_quarter() -> None:
    """Development profiles in numbers: each quarter once, when it is over."""
    from .numbers import keeping

    keeping.count_next_quarter()
