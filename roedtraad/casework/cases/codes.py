"""A one-time code on paper: how it is made, written, read and kept."""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac

# no letter or figure that is taken for another in print or by hand; no vowels, so no words
ALPHABET = "23456789CDFHJKLMNPRTWX"
GROUPS, IN_A_GROUP = 3, 4
LENGTH = GROUPS * IN_A_GROUP
READ_AS = str.maketrans(
    {"O": "D", "0": "D", "Q": "D", "I": "L", "1": "L", "B": "8", "S": "5", "Z": "2"}
)


def new_code() -> str:
    """Twelve characters, of which the first four find the row and the last eight are the secret."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def written(code: str) -> str:
    """As it stands on paper: in groups."""
    return " ".join(code[at : at + IN_A_GROUP] for at in range(0, LENGTH, IN_A_GROUP))


def read(typed: str) -> str:
    """The code somebody meant, whatever the case, the spaces and the dashes; empty if it is none.

    A letter that is not in use is read as the one it looks like.
    """
    kept = "".join(each for each in typed.upper() if each.isalnum()).translate(READ_AS)
    return kept if len(kept) == LENGTH and set(kept) <= set(ALPHABET) else ""


def selector_of(code: str) -> str:
    return code[:IN_A_GROUP]


def hash_of(code: str) -> str:
    """Keyed with the installation's secret, so that a copy of the database opens nothing."""
    return salted_hmac("roedtraad.cases.family_code", code, algorithm="sha256").hexdigest()
