"""`backup`: database and files in one file, the keys in another; the server may run meanwhile."""

from __future__ import annotations

import datetime
import sys
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from roedtraad import __version__

from . import archive
from .keys import key_folder


def main(arguments: list[str]) -> int:
    """Write a backup into the folder named, or `backups` beside the data."""
    import django

    django.setup()
    from django.conf import settings

    folder = Path(arguments[0]) if arguments else Path(settings.VAR) / "backups"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        data, keys = write(folder)
    except archive.RefusedError as refusal:
        return _refused(str(refusal))
    except OSError as fault:
        words = _("It could not be written to %(folder)s (%(fault)s).")
        return _refused(words % {"folder": folder, "fault": fault.strerror or fault})
    print(_("Database and files: %(file)s") % {"file": data})
    print(_("Keys: %(file)s") % {"file": keys})
    print(_("Keep the two apart: whoever has both can read everything."))
    return 0


def _refused(why: str) -> int:
    print(_("No backup was made. %(why)s") % {"why": why}, file=sys.stderr)
    return 1


def write(folder: Path) -> tuple[Path, Path]:
    """The two files of a backup, named for the moment."""
    from django.conf import settings

    from . import dump

    if not dump.applied_migrations():
        raise archive.RefusedError(_("There is no database here yet."))
    now = datetime.datetime.now(datetime.UTC)
    name = f"roedtraad-{now:%Y%m%d-%H%M%S}"
    about = {"version": __version__, "made_at": now.isoformat(timespec="seconds")}
    data, keys = folder / f"{name}.zip", folder / f"{name}-keys.zip"
    with tempfile.TemporaryDirectory(dir=settings.VAR) as scratch:
        content: dict[str, object] = {"migrations": dump.applied_migrations()}
        with archive.written(data, **about, content=content) as out:
            # the database first: no row of it may then lack its file
            content |= dump.write(out, Path(scratch))
            out.add_folder("files", Path(settings.VAR) / "files")
    with archive.written(keys, **about) as out:
        out.add_folder("keys", key_folder(Path(settings.VAR)))
    return data, keys
