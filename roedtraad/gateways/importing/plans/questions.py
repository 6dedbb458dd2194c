"""Fields that are named by a question or by the beginning of a sentence."""

import re

from .roles import Role

_WE = r"(?:vi|der|det|man|i|målet|indsatsen|effekten|resultatet|borgerne|borgeren)"
_SEEN = (
    r"(?:se|ser|ses|mærke|mærkes|mærker|kende|kendes|opleve|opleves|aflæse|aflæses|registrere|"
    r"konstatere|ved)"
)
_QUESTIONS: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (
            r"(?:vores |øvrige |andre |særlige |de )?aftaler? (?:om|vedrørende|vedr) "
            r"(?:økonomi|personale|dialog|samarbejde|andet|øvrig|"
            r"drift|kompetence|ledelse|arbejdsmiljø|bygning|it\b)",
            Role.OTHER,
        ),
        (
            r"hvor(?:dan|når) (?:ved|ser|kan|er) .*\b"
            r"(?:lykkedes|lykkes|nået|opfyldt|mål|i mål|indfriet|opnået)\b",
            Role.SUCCESS,
        ),
        (
            r"(?:vi|det|indsatsen|målet) er (?:lykkedes|nået|opfyldt|indfriet|en succes)\b",
            Role.SUCCESS,
        ),
        (r"(?:vi er|så er vi) (?:i mål|tilfredse|lykkedes)\b", Role.SUCCESS),
        (
            rf"{_WE} (?:kan se|ved|ser|mærker)(?: på| ved)?(?: det)? (?:at |når )?"
            r"(?:det|vi|indsatsen|målet)? ?(?:er )?(?:lykkes|lykkedes|virker|nået)\b",
            Role.SUCCESS,
        ),
        (
            r"(?:sådan|her) (?:ved|ser|mærker|kan) (?:vi|man|det)\b.*"
            r"\b(?:lykkes|lykkedes|virker|nået|i mål)\b",
            Role.SUCCESS,
        ),
        (r"hvad (?:er|kendetegner) (?:succes|en succes)\b", Role.SUCCESS),
        (
            r"hvordan (?:måler|måles|vil vi måle|dokumentere|dokumenterer|opgør|opgøres)\b"
            r"|hvordan (?:kan|skal) (?:vi|det|der) (?:måle|måles|dokumenteres|opgøres)\b"
            r"|(?:sådan|her) (?:måler|måles|dokumenterer|opgør|opgøres)\b",
            Role.MEASURED,
        ),
        (
            rf"hvor(?:dan|på|ved) (?:kan )?{_WE}? ?(?:kan )?(?:vi )?{_SEEN}\b"
            rf"|hvordan (?:ser|mærker) {_WE}\b"
            rf"|(?:sådan|det) (?:kan|vil) {_WE} (?:se|mærke|aflæse|måle|følge)\b"
            rf"|{_WE} kan (?:se|mærke|aflæse) det\b|det kan (?:ses|mærkes|aflæses|måles)\b"
            r"|hvad (?:måler|ser|kigger|holder) vi\b|(?:vi|det) (?:måler|holder øje med)\b",
            Role.INDICATORS,
        ),
        (
            r"hvor(?:dan|når|hvornår) (?:vil vi |skal vi |kan vi |bliver der |skal der )?"
            r"(?:følge|følger|følges|evaluere|evaluerer|evalueres|samle op|samler|samles)\b"
            r"|(?:sådan|her) (?:følger|følges|evaluerer|evalueres)\b"
            r"|hvornår og hvordan (?:følger|følges|evaluerer)\b"
            r"|hvordan og hvornår (?:følger|følges|evaluerer)\b",
            Role.FOLLOW_UP,
        ),
        (r"(?:sådan|her) gør vi\b|(?:det|dette) (?:gør|vil|sætter|skal) vi\b", Role.HOW),
        (
            r"(?:sådan|hvordan) (?:kommer|når) vi (?:i mål|målet|derhen|det|dertil)\b"
            r"|hvordan (?:gør|når|vil|arbejder|kommer|skal|griber|løser) (?:vi|det|i|man)\b"
            r"|sådan (?:arbejder|griber|vil) vi\b"
            r"|hvad (?:gør|skal|vil) (?:vi|der) (?:gøre|konkret|nu|arbejde|til|ske|sætte|"
            r"igangsætte)"
            r"|hvad (?:gør|sætter|igangsætter|iværksætter) (?:vi|i|enheden|tilbuddet|skolen)\b"
            r"|(?:vi|derfor) (?:gør|sætter i gang|igangsætter|iværksætter|forpligter os)\b"
            r"|(?:for at nå|for at opnå) (?:målet|det|dette)\b",
            Role.HOW,
        ),
        (
            r"(?:helt )?konkret (?:betyder|vil|gør|skal|sætter) (?:det|dette|vi|der)\b"
            r"|(?:det|dette) (?:betyder|vil vi|forpligter)(?: os)?(?: helt)? "
            r"(?:konkret|til|i praksis)"
            r"|(?:i praksis|derfor) (?:betyder det|vil vi|skal vi)\b"
            r"|vi vil (?:helt )?konkret\b",
            Role.HOW,
        ),
        (r"hvem gør hvad\b", Role.ACTIONS),
        (
            r"hvilke (?:konkrete |nye )?(?:handlinger|aktiviteter|indsatser|tiltag|initiativer)\b",
            Role.ACTIONS,
        ),
        (
            r"hvad (?:vil vi (?:opnå|gerne|nå|have)|ønsker vi|handler|går|drømmer|er målet|"
            r"er udfordringen|er baggrunden|skal vi opnå)"
            r"|hvorfor (?:er|har|vil|skal|arbejder|gør|dette|netop|vælger)\b"
            r"|hvor (?:er|står) vi (?:i dag|nu)\b|(?:derfor|det) (?:ønsker|drømmer)\b",
            Role.TEXT,
        ),
        (r"hvem (?:er|har|gør|skal|tager)\b", Role.RESPONSIBLE),
        (
            r"hvilke (?:tegn|indikatorer|måltal|målepunkter|resultater)\b"
            r"|tegn på (?:at|succes|læring|effekt|forandring)\b|hvad skal (?:kunne )?ses\b",
            Role.INDICATORS,
        ),
        (
            r"hvilke ressourcer\b|hvad (?:koster|kræver)\b|hvad skal (?:vi|det) (?:bruge|koste)\b"
            r"|hvordan finansieres\b",
            Role.RESOURCES,
        ),
        (r"hvornår (?:skal|sker|er (?:det|vi) (?:færdig|klar)|forventes)", Role.DUE),
    )
)


def asked_role(words: str) -> Role | None:
    """The field that folded words ask for."""
    return next((role for pattern, role in _QUESTIONS if pattern.match(words)), None)
