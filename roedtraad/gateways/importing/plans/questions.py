"""Fields that are named by a question or by the beginning of a sentence."""

import re

from .roles import Role

_QUESTIONS: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (
            r"hvor(?:dan|når) (?:ved|ser|kan|er) .*\b(?:lykkedes|lykkes|nået|opfyldt|mål)\b",
            Role.SUCCESS,
        ),
        (r"(?:vi|det) er lykkedes\b", Role.SUCCESS),
        (r"hvordan (?:måler|måles|vil vi måle|dokumentere)", Role.MEASURED),
        (r"hvor(?:dan|når) (?:vil vi |skal vi )?(?:følge|evaluere)", Role.FOLLOW_UP),
        (r"hvordan (?:gør|når|vil|arbejder|kommer|skal|griber) (?:vi|det|i)\b", Role.METHOD),
        (r"hvad (?:gør|skal|vil) vi (?:gøre|konkret|nu|arbejde)", Role.ACTIONS),
        (r"hvilke (?:handlinger|aktiviteter|indsatser|tiltag|initiativer)\b", Role.ACTIONS),
        (r"(?:sådan|her) gør vi\b", Role.ACTIONS),
        (
            r"hvad (?:vil vi (?:opnå|gerne)|ønsker vi)|hvorfor (?:er|har|vil|skal|arbejder)\b",
            Role.TEXT,
        ),
        (r"hvem (?:er|har|gør|skal)\b", Role.RESPONSIBLE),
        (r"hvilke (?:tegn|indikatorer|måltal)\b|tegn på (?:at|succes|læring)\b", Role.INDICATORS),
        (r"hvilke ressourcer\b|hvad (?:koster|kræver)\b", Role.RESOURCES),
        (r"hvornår (?:skal|sker|er det færdig|er vi færdig)", Role.DUE),
    )
)


def asked_role(words: str) -> Role | None:
    """The field that folded words ask for."""
    return next((role for pattern, role in _QUESTIONS if pattern.match(words)), None)
