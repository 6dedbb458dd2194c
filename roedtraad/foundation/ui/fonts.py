"""Where the report's letters come from. They are fetched with the design system, not kept here."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

FAMILY = "IBM Plex Sans"
NEEDED = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-Bold.ttf", "IBMPlexSans-Italic.ttf")
FALLBACK = ("NotoEmoji_400Regular.ttf", "DejaVuSans.ttf")  # for letters that the family lacks


class FontsMissing(ImproperlyConfigured):
    """The fonts that every report is set in are not on this machine."""


def font_folder() -> Path:
    """The folder with the fonts: of this installation, or of the program."""
    folders = [Path(settings.VAR) / "fonts", Path(settings.BASE_DIR) / "var/fonts"]
    for folder in folders:
        if all((folder / name).is_file() for name in (*NEEDED, *FALLBACK)):
            return folder
    raise FontsMissing(
        _(
            "The fonts for reports are missing from %(folder)s. Run “python3 dev.py setup” once"
            " on this machine; it fetches them."
        )
        % {"folder": folders[0]}
    )
