"""What the clock does with the tree."""

from .services import refresh_tree


def follow_the_calendar() -> None:
    """Let what was decided for today take effect."""
    refresh_tree()
