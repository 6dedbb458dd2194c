"""One text for one content: the hash that an approval stands for."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any
from uuid import UUID


def canonical_json(content: Mapping[str, Any]) -> str:
    """`content` as JSON that is the same for the same content, however it was built or stored.

    Keys are sorted and texts composed (NFC) with line ends as in Unix; decimals are text without
    trailing zeros, dates ISO text, sets sorted. What is none of these raises `TypeError`, and so
    does a float: it has no exact text.
    """
    return json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return sha256(canonical_json(content).encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        return _plain_container(value)
    return _as_text(value)


def _plain_container(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(item) for item in value), key=json.dumps)
    return [_plain(item) for item in value]


def _key(key: Any) -> str:
    if not isinstance(key, str | int) or isinstance(key, bool):
        raise TypeError(f"no key of a content: {key!r}")
    return unicodedata.normalize("NFC", str(key))


def _as_text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize() if value else Decimal(0):f}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"cannot be hashed: {type(value).__name__}")
