"""A sieve before a search inside words: eight numbers tell what a text cannot hold.

Each run of three letters sets one of some five hundred bits. A text has every bit of a word that
stands in it, so with the numbers in an index only the few texts that may hold the word are read:
a Bloom filter for each row (Bloom, Communications of the ACM 13, 1970), also called a signature.
The longer a text, the more bits it has by chance; and it is read, as it would have been anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact

NUMBERS, BITS, RUN = 8, 63, 3  # a database keeps 63 bits beside the sign
EVERY = 2**BITS - 1
FIELDS = tuple(f"sieve_{number}" for number in range(NUMBERS))


class Sieved(models.Model):
    """Rows with a sieve of their text. One that was never made holds nothing back."""

    sieve_0 = models.BigIntegerField(default=EVERY, editable=False)
    sieve_1 = models.BigIntegerField(default=EVERY, editable=False)
    sieve_2 = models.BigIntegerField(default=EVERY, editable=False)
    sieve_3 = models.BigIntegerField(default=EVERY, editable=False)
    sieve_4 = models.BigIntegerField(default=EVERY, editable=False)
    sieve_5 = models.BigIntegerField(default=EVERY, editable=False)
    sieve_6 = models.BigIntegerField(default=EVERY, editable=False)
    sieve_7 = models.BigIntegerField(default=EVERY, editable=False)

    class Meta:
        abstract = True


def sieve_of(*texts: str) -> dict[str, int]:
    """The numbers, by the names of their fields, of a row in whose `texts` is searched."""
    numbers = [0] * NUMBERS
    for run in set(_runs(texts)):
        number, bit = _place(run)
        numbers[number] |= 1 << bit
    return dict(zip(FIELDS, numbers, strict=True))


def may_hold(words: Iterable[str]) -> Q:
    """Rows that the sieve lets through: all in which every word stands, and some others.

    A word of fewer letters than a run has no bits, and lets every row through.
    """
    condition = Q()
    for name, bits in sieve_of(*words).items():
        if bits:
            condition &= Q(Exact(F(name).bitand(bits), bits))
    return condition


def _runs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for start in range(len(text) - RUN + 1):
            yield text[start : start + RUN]


@lru_cache(100_000)
def _place(run: str) -> tuple[int, int]:
    """Kept in databases: the same in every process and every release."""
    return divmod(crc32(run.encode()) % (NUMBERS * BITS), BITS)
