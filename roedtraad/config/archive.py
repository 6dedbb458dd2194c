"""A backup as a file: a zip with a manifest that knows the hash of all that is in it."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

MANIFEST = "manifest.json"
PIECE = 1024 * 1024


class RefusedError(Exception):
    """A backup that is not put back, and why."""


class Writer:
    """Fills a zip and remembers the hash of each entry."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.hashes: dict[str, str] = {}

    def add(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        total = hashlib.sha256()
        with self._archive.open(name, "w", force_zip64=True) as entry:
            for piece in pieces:
                total.update(piece)
                entry.write(piece)
        self.hashes[name] = total.hexdigest()

    def add_folder(self, prefix: str, folder: Path) -> None:
        """Every file below the folder; one that is deleted meanwhile was not wanted."""
        for path in sorted(folder.rglob("*")):
            try:
                if path.is_file():
                    self.add(f"{prefix}/{path.relative_to(folder).as_posix()}", pieces_of(path))
            except FileNotFoundError:
                continue


@contextmanager
def written(path: Path, **about: object) -> Iterator[Writer]:
    """A new archive, readable by its owner alone, that appears under its name when complete."""
    unfinished = path.with_suffix(".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            os.fdopen(descriptor, "wb") as stream,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            writer = Writer(archive)
            yield writer
            manifest = {**about, "files": writer.hashes}
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def unpacked(path: Path, folder: Path) -> dict[str, Any]:
    """Unpack a whole and unchanged archive into the folder; answer its manifest."""
    if not path.is_file():
        raise RefusedError(_("There is no file %(file)s.") % {"file": path})
    try:
        with zipfile.ZipFile(path) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            for name, expected in manifest["files"].items():
                archive.extract(name, folder)
                if _hash(folder / name) != expected:
                    words = _("%(name)s in the backup is not what was put in: it is spoilt.")
                    raise RefusedError(words % {"name": name})
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as fault:
        words = _("%(file)s is not a whole backup (%(fault)s).")
        raise RefusedError(words % {"file": path, "fault": type(fault).__name__}) from fault
    return manifest


def _hash(path: Path) -> str:
    total = hashlib.sha256()
    for piece in pieces_of(path):
        total.update(piece)
    return total.hexdigest()
