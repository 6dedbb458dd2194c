"""Names of families that live nowhere, and numbers that are nobody's."""

from __future__ import annotations

from datetime import date

import numpy as np

GIRLS = (
    *("Agnes", "Alva", "Bertha", "Clara", "Dagny", "Ellen", "Esther", "Freja", "Gerda", "Hilma"),
    *("Ingrid", "Johanne", "Kamma", "Lærke", "Merle", "Naja", "Oda", "Petra", "Rosa", "Saga"),
)
BOYS = (
    *("Aksel", "Bjarke", "Cornelius", "Erik", "Frej", "Gustav", "Hjalte", "Ivar", "Johan"),
    *("Kalle", "Laurits", "Malte", "Niels", "Otto", "Pelle", "Rune", "Sylvester", "Tage", "Vitus"),
)
WOMEN = (
    *("Anja", "Birgit", "Charlotte", "Dina", "Elisabeth", "Gitte", "Hanne", "Iben", "Jannie"),
    *("Katrine", "Lene", "Mette", "Nina", "Pia", "Rikke", "Sanne", "Tina", "Vivi"),
)
MEN = (
    *("Anders", "Brian", "Carsten", "Daniel", "Flemming", "Henrik", "Ib", "Kenneth", "Lars"),
    *("Morten", "Nikolaj", "Ole", "Per", "René", "Steen", "Torben", "Uffe", "Yusuf"),
)
_FIRST_PARTS = (
    *("Birke", "Bregne", "Eg", "Elle", "Fugle", "Grøn", "Hassel", "Hede", "Hvid", "Klit", "Lind"),
    *("Lyng", "Mose", "Nørre", "Pile", "Rav", "Skov", "Strand", "Sol", "Ting", "Ugle", "Vinter"),
)
_LAST_PARTS = (
    *("agre", "bakke", "balle", "bæk", "dam", "engen", "falk", "gaarde", "have", "holt", "høj"),
    *("kær", "lunde", "ly", "mark", "næs", "rod", "sø", "toft", "vang"),
)
REPLACEMENT = 60


def last_name(number: int) -> str:
    """One of some hundreds."""
    first, last = divmod(number * 37, len(_LAST_PARTS))
    return _FIRST_PARTS[first % len(_FIRST_PARTS)] + _LAST_PARTS[last]


def first_name(chance: np.random.Generator, sex: str, *, is_adult: bool) -> str:
    names = {
        ("female", True): WOMEN,
        ("male", True): MEN,
        ("female", False): GIRLS,
        ("male", False): BOYS,
    }[sex, is_adult]
    return str(names[int(chance.integers(len(names)))])


def replacement_number(born_on: date, number: int) -> str:
    """A number of nobody: its day is one of no month. `number` tells those of one day apart."""
    century = 9 if born_on.year >= 2000 else 2
    return f"{born_on.day + REPLACEMENT}{born_on:%m%y}{century}{number % 1000:03d}"
