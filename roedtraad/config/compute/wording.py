"""Danish for a number of things: "1 sag", "2 sager"."""

from __future__ import annotations

PLURALS = {
    "enhed": "enheder",
    "felt": "felter",
    "kolonne": "kolonner",
    "måling": "målinger",
    "person": "personer",
    "punkt": "punkter",
    "række": "rækker",
    "sag": "sager",
    "studie": "studier",
}


def counted(number: int, thing: str) -> str:
    """The number and the thing, in the plural unless it is one."""
    return f"{number} {thing if number == 1 else PLURALS[thing]}"
