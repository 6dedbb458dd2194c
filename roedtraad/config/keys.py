"""The installation's own keys: made once, kept apart from database and files."""

import base64
import os
import secrets
from pathlib import Path


def key_folder(var: Path) -> Path:
    """Where keys lie; `ROEDTRAAD_KEYS` moves them away from the data."""
    return Path(os.environ.get("ROEDTRAAD_KEYS") or var / "keys")


def secret_key(var: Path) -> str:
    """The signing key: from `SECRET_KEY`, else from the key folder, made there the first time."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    folder = key_folder(var)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / "secret_key"
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return file.read_text("utf-8")


def citizen_keys(var: Path) -> Path:
    """The file of the keys that CPR numbers are sealed with, made there the first time.

    A line for each key: its number, and 32 bytes in base64. The highest number is in use.
    """
    folder = key_folder(var)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / "citizen_keys"
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(f"1 {base64.b64encode(secrets.token_bytes(32)).decode()}\n")
    except FileExistsError:
        pass
    return file
