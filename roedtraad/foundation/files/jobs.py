"""What the clock does with files."""

from .services import delete_orphans


def tidy_up() -> None:
    """Let go of what was uploaded and never used."""
    delete_orphans()
