"""`backup`: database and files in one file, the keys in another; the server may run meanwhile."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

from roedtraad import __version__

from . import archive
from .keys import key_folder


def main(arguments: list[str]) -> int:
    """Write a backup into the folder named, or `backups` beside the data."""
    import django

    django.setup()
    from django.conf import settings

    folder = Path(arguments[0]) if arguments else Path(settings.VAR) / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    data, keys = write(folder)
    print(f"Database and files: {data}\nKeys:               {keys}")
    print("Keep the two apart: whoever has both can read everything.")
    return 0


def write(folder: Path) -> tuple[Path, Path]:
    """The two files of a backup, named for the moment."""
    from django.conf import settings

    from . import dump

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
