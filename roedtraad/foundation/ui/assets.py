"""Scripts and styles that apps further up have on every page of whoever is signed in."""

from __future__ import annotations

_scripts: list[str] = []
_styles: list[str] = []


def add(*files: str) -> None:
    """Static files by their path; a script is a module and runs when the page is there."""
    for file in files:
        (_styles if file.endswith(".css") else _scripts).append(file)


def scripts() -> list[str]:
    return list(_scripts)


def styles() -> list[str]:
    return list(_styles)
