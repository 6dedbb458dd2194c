"""Keeping a short text secret, and finding it again without opening it. ADR 18.

AES-256 in Galois/counter mode (NIST SP 800-38D) seals; HMAC-SHA-256 (RFC 2104) is the blind
index; HKDF (RFC 5869) derives a key for each of them from the one that is stored.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12


class WrongKey(Exception):
    """No key of the ring opens the text: the key is another, or the text was tampered with."""


@dataclass(frozen=True)
class KeyRing:
    """Keys of 32 bytes by their number. The highest number seals; all of them open."""

    keys: Mapping[int, bytes]

    @property
    def current(self) -> int:
        return max(self.keys)

    def seal(self, text: str, *, bound_to: str) -> str:
        """ "2:…": the number of the key, and nonce, text and tag in base64.

        `bound_to` says whose it is; only together with the same words is it opened again, so a
        sealed text that is moved to another row does not open.
        """
        nonce = secrets.token_bytes(NONCE_BYTES)
        cipher = AESGCM(_derived(self._key(self.current), b"seal"))
        closed = nonce + cipher.encrypt(nonce, text.encode(), bound_to.encode())
        return f"{self.current}:{base64.b64encode(closed).decode()}"

    def unseal(self, sealed: str, *, bound_to: str) -> str:
        """The text again. Raises `WrongKey`."""
        number, _, body = sealed.partition(":")
        try:
            closed = base64.b64decode(body, validate=True)
            cipher = AESGCM(_derived(self._key(int(number)), b"seal"))
            opened = cipher.decrypt(closed[:NONCE_BYTES], closed[NONCE_BYTES:], bound_to.encode())
        except (InvalidTag, ValueError, binascii.Error) as error:
            raise WrongKey(number) from error
        return opened.decode()

    def index(self, text: str) -> str:
        """What equal texts have in common, and nobody can compute without the key."""
        return self._index(self.current, text)

    def indexes(self, text: str) -> list[str]:
        """The index by every key: while keys are being changed, rows have either."""
        return [self._index(number, text) for number in sorted(self.keys)]

    def fingerprint(self, number: int) -> str:
        """Tells one key from another without giving it away."""
        return _derived(self._key(number), b"fingerprint").hex()

    def derived(self, number: int, purpose: bytes, owner: bytes) -> bytes:
        """A key of 32 bytes that `owner` may have for a purpose; it gives away no other."""
        info = b"roedtraad.ciphers." + purpose + b"." + owner
        return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info).derive(
            self._key(number)
        )

    def _index(self, number: int, text: str) -> str:
        key = _derived(self._key(number), b"index")
        return f"{number}:{hmac.digest(key, text.encode(), 'sha256').hex()}"

    def _key(self, number: int) -> bytes:
        try:
            return self.keys[number]
        except KeyError:
            raise WrongKey(number) from None


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


@cache
def _derived(key: bytes, purpose: bytes) -> bytes:
    info = b"roedtraad.ciphers." + purpose
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key)
