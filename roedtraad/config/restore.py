"""`restore`: put a backup back in the place of what there is."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from roedtraad import __version__

from . import archive
from .keys import key_folder
from .running import is_running


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="restore")
    parser.add_argument("file", type=Path, help="the backup of database and files")
    parser.add_argument("--keys", type=Path, help="the backup of the keys")
    parser.add_argument("--yes", action="store_true", help="overwrite what there is")
    given = parser.parse_args(arguments)
    import django

    django.setup()
    try:
        put_back(given.file, keys=given.keys, overwrite=given.yes)
    except archive.RefusedError as refusal:
        print(f"Not restored. {refusal}", file=sys.stderr)
        return 1
    print("Restored. Everybody signs in anew.")
    return 0


def put_back(file: Path, *, keys: Path | None, overwrite: bool) -> None:
    """Replace database and files, and the keys if given, by what the backup holds."""
    from django.conf import settings
    from django.core.management import call_command

    from roedtraad.foundation.audit import sealing, witness

    from . import dump

    var = Path(settings.VAR)
    if is_running(var):
        raise archive.RefusedError("The server is running; stop it first.")
    if not overwrite and not dump.is_empty():
        raise archive.RefusedError("There are users here; add --yes to overwrite everything.")
    with tempfile.TemporaryDirectory(dir=var) as scratch:
        unpacked, unpacked_keys = Path(scratch) / "data", Path(scratch) / "keys"
        manifest = archive.unpacked(file, unpacked)
        _require_fitting(manifest, dump.engine())
        if keys is not None:
            archive.unpacked(keys, unpacked_keys)
        dump.read(unpacked, manifest["content"])
        witness.begin_anew()
        _replace_folder(unpacked / "files", var / "files")
        if keys is not None:
            _replace_folder(unpacked_keys / "keys", key_folder(var))
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    sealing.seal()  # what the backup caught between two seals would look put in afterwards


def _require_fitting(manifest: dict[str, Any], engine: str) -> None:
    if as_numbers(manifest["version"]) > as_numbers(__version__):
        raise archive.RefusedError(
            f"The backup is of version {manifest['version']}, this is {__version__}: upgrade first."
        )
    if manifest["content"]["engine"] != engine:
        raise archive.RefusedError(
            f"The backup is of a {manifest['content']['engine']} database, this is {engine}."
        )


def as_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _replace_folder(source: Path, target: Path) -> None:
    """The folder itself stays, with its rights; it may be a mounted disk."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in target.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, copy_function=_copy_private)
    target.chmod(0o700)


def _copy_private(source: str, target: str) -> str:
    shutil.copyfile(source, target)
    Path(target).chmod(0o600)
    return target
