"""Hashes of the chain noted in a file outside the database, one a day and the latest of today.

Whoever can write to the database can cut off the end of the log with its seals, and what is left
is whole in itself. The file still knows the hash that is missing.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import structlog
from django.conf import settings
from django.utils import timezone

from .chain import BEGINNING
from .models import AuditMonth, AuditSeal

log = structlog.get_logger("roedtraad.audit")


def noted() -> list[str]:
    """Every hash in the file, the oldest first."""
    return [line.split()[-1] for line in _lines()]


def note() -> bool:
    """Note the newest seal. False, and the file stays, when what it knows is not in the chain."""
    newest = AuditSeal.objects.order_by("-pk").first()
    lines = _lines()
    if lines and not _in_chain(lines[-1].split()[-1]):
        log.error("the end of the audit log is missing", run="manage verify_audit")
        return False
    if newest is None or (lines and lines[-1].endswith(newest.hash)):
        return True
    now = timezone.now()
    if lines and _day_of(lines[-1]) == now.date():
        lines.pop()
    place = f"{newest.month}#{newest.number}"
    _write([*lines, f"{now.isoformat(timespec='seconds')} {place} {newest.hash}"])
    return True


def begin_anew() -> None:
    """The log has been emptied: lay what was noted aside."""
    if _file().exists():
        _file().rename(_aside())


def keep_known() -> int:
    """The log is now an earlier one, as after a restore: go on with the hashes that are in it.

    Where others were noted the whole file is laid aside as it was, so that it still says that there
    were events after these. Answer how many those hashes are.
    """
    lines = _lines()
    known = [line for line in lines if _in_chain(line.split()[-1])]
    if len(known) < len(lines):
        begin_anew()
        _write(known)
    return len(lines) - len(known)


def _aside() -> Path:
    return _file().with_name(f"{_file().name}.{timezone.now():%Y%m%dT%H%M%S}")


def _in_chain(hash_: str) -> bool:
    return (
        hash_ == BEGINNING
        or AuditSeal.objects.filter(hash=hash_).exists()
        or AuditMonth.objects.filter(closing_hash=hash_).exists()
    )


def _file() -> Path:
    return Path(settings.AUDIT_WITNESS)


def _lines() -> list[str]:
    try:
        return [line for line in _file().read_text("utf-8").splitlines() if line.strip()]
    except FileNotFoundError:
        return []


def _day_of(line: str) -> object:
    try:
        return datetime.fromisoformat(line.split()[0]).date()
    except ValueError:
        return None


def _write(lines: list[str]) -> None:
    """All of it or nothing: a file cut in the middle would accuse somebody."""
    file = _file()
    fresh = file.with_name(f"{file.name}.new")
    fresh.touch(mode=0o600)
    fresh.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    fresh.replace(file)
