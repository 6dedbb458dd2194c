"""The keys of this installation's CPR numbers: read from their file, known by their fingerprint."""

from __future__ import annotations

import base64
import binascii
import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.lib.ciphers import KEY_BYTES, KeyRing, new_key

from .models import SealingKey


class KeysUnusable(Exception):
    """The file of keys is missing, spoiled or another installation's. Its text says what to do."""


def ring() -> KeyRing:
    """The keys as the file has them now; a change of keys needs no restart."""
    file = Path(settings.CITIZEN_KEYS)
    try:
        changed = os.stat(file).st_mtime_ns
    except FileNotFoundError:
        raise KeysUnusable(
            _("The keys of CPR numbers are missing: %(file)s. Put them back from their backup.")
            % {"file": file}
        ) from None
    return _read(file, changed)


def check() -> None:
    """Know new keys, and raise `KeysUnusable` unless every key used so far is there and the same.

    Nothing is changed where the keys are wrong, so with the right ones everything is there again.
    """
    here = ring()
    known = {key.number: key.fingerprint for key in SealingKey.objects.filter(retired_at=None)}
    for number, fingerprint in known.items():
        if number not in here.keys:
            raise KeysUnusable(_wrong(_("Key %(number)d is not among them.") % {"number": number}))
        if here.fingerprint(number) != fingerprint:
            raise KeysUnusable(_wrong(_("Key %(number)d is another one.") % {"number": number}))
    SealingKey.objects.bulk_create(
        [
            SealingKey(
                number=number,
                fingerprint=here.fingerprint(number),
                first_used_at=timezone.now(),
            )
            for number in here.keys
            if number not in known
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def add_key() -> int:
    """Write a new key at the end of the file, in one replacement; its number."""
    file, here = Path(settings.CITIZEN_KEYS), ring()
    number = here.current + 1
    line = f"{number} {base64.b64encode(new_key()).decode()}\n"
    beside = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(file.read_text("utf-8") + line)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(beside, file)
    check()
    return number


@lru_cache(maxsize=4)
def _read(file: Path, changed: int) -> KeyRing:
    try:
        lines = [line.split() for line in file.read_text("utf-8").splitlines() if line.strip()]
        keys = {int(number): base64.b64decode(key, validate=True) for number, key in lines}
    except (ValueError, binascii.Error) as error:
        raise KeysUnusable(_spoiled(file)) from error
    if not keys or any(len(key) != KEY_BYTES for key in keys.values()):
        raise KeysUnusable(_spoiled(file))
    return KeyRing(keys)


def _spoiled(file: Path) -> str:
    return _(
        "The keys of CPR numbers cannot be read: %(file)s. Put them back from their backup."
    ) % {"file": file}


def _wrong(what: str) -> str:
    return _(
        "The keys of CPR numbers in %(file)s are not those of this database. %(what)s Put the"
        " right ones back from their backup. Nothing has been changed."
    ) % {"file": settings.CITIZEN_KEYS, "what": what}
