"""`restore`: put a backup back in the place of what there is."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import __version__

from . import archive
from .keys import key_folder
from .running import is_running


def main(arguments: list[str]) -> int:
    import django

    django.setup()
    given = _parser().parse_args(arguments)
    try:
        later = put_back(given.file, keys=given.keys, overwrite=given.yes)
    except archive.RefusedError as refusal:
        print(_("Not restored. %(why)s") % {"why": refusal}, file=sys.stderr)
        return 1
    print(_("Restored. Everybody signs in anew."))
    if given.keys is None:
        print(_kept_words())
    if later:
        print(_later_words(later))
    return 0


def _kept_words() -> str:
    """What it means that no keys came with the backup."""
    return _(
        "The keys that were here are kept. If the backup is of another installation, restore again"
        " with --keys: without its own keys nobody can use a second factor from there."
    )


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, _("Write: %(usage)s") % {"usage": self.usage} + "\n")


def _parser() -> argparse.ArgumentParser:
    usage = _("restore FILE [--keys FILE] [--yes]")
    parser = _Parser(prog="restore", usage=usage)
    parser.add_argument("file", type=Path, help=_("the backup of database and files"))
    parser.add_argument("--keys", type=Path, help=_("the backup of the keys"))
    parser.add_argument("--yes", action="store_true", help=_("overwrite what there is"))
    return parser


def _later_words(later: int) -> str:
    """What it means that the log reached further than the backup."""
    words = ngettext(
        "The log reached further than the backup: %(count)d hash noted outside the database is of"
        " events that are no longer there. It is laid aside, and still says so, in %(folder)s.",
        "The log reached further than the backup: %(count)d hashes noted outside the database are"
        " of events that are no longer there. They are laid aside, and still say so, in"
        " %(folder)s.",
        later,
    )
    from django.conf import settings

    return words % {"count": later, "folder": Path(settings.AUDIT_WITNESS).parent}


def put_back(file: Path, *, keys: Path | None, overwrite: bool) -> int:
    """Replace database and files, and the keys if given, by what the backup holds.

    Answer how many noted hashes of the log the backup does not know.
    """
    from django.conf import settings
    from django.core.management import call_command

    from roedtraad.foundation.audit import sealing, witness

    from . import dump

    var = Path(settings.VAR)
    if is_running(var):
        raise archive.RefusedError(_("The server is running; stop it first."))
    if not overwrite and not dump.is_empty():
        raise archive.RefusedError(_("There are users here; add --yes to overwrite everything."))
    with tempfile.TemporaryDirectory(dir=var) as scratch:
        unpacked, unpacked_keys = Path(scratch) / "data", Path(scratch) / "keys"
        manifest = archive.unpacked(file, unpacked)
        _require_fitting(manifest, dump.engine())
        if keys is not None:
            archive.unpacked(keys, unpacked_keys)
            if not (unpacked_keys / "keys").is_dir():
                words = _("%(file)s holds no keys: give the file whose name ends in -keys.")
                raise archive.RefusedError(words % {"file": keys})
        dump.read(unpacked, manifest["content"])
        _replace_folder(unpacked / "files", var / "files")
        if keys is not None:
            _replace_folder(unpacked_keys / "keys", key_folder(var))
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    later = witness.keep_known()
    sealing.seal()  # what the backup caught between two seals would look put in afterwards
    return later


def _require_fitting(manifest: dict[str, Any], engine: str) -> None:
    if "content" not in manifest:
        words = _("This file holds keys: give it as --keys. The backup is the file without -keys.")
        raise archive.RefusedError(words)
    versions = {"its": manifest["version"], "ours": __version__}
    if as_numbers(versions["its"]) > as_numbers(versions["ours"]):
        words = _("The backup is of version %(its)s, this is %(ours)s: upgrade first.")
        raise archive.RefusedError(words % versions)
    if manifest["content"]["engine"] != engine:
        words = _("The backup is of a %(its)s database, this is %(ours)s.")
        engines = {"its": manifest["content"]["engine"], "ours": engine}
        raise archive.RefusedError(words % engines)


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
