"""Compounds of the field: the last part of a Danish compound says what the word means."""

import re

from .roles import Role

_END = r"(?:e|en|et|er|erne|ene|ets|ens|s)?"
_SCOPE = (
    r"(?:resultat|indsats|kontrakt|aftale|del|hoved|års|virksomheds|drifts|udviklings|kvalitets|"
    r"borger|brugere?|fag|fagligt?|fokus|proces|effekt|succes|ledelses|økonomi|service|trivsels|"
    r"kerne|nøgle|enheds|institutions|afdelings|center|team|projekt|lærings|sundheds|arbejds|"
    r"opgave|styrings|strategi|målings?|personale|organisations|miljø|handle|handlings|målopfyldelses|"
    r"opfølgnings|evaluerings|tilfredsheds|periode|etape|med|egen|egne|fælles|lokal|tværgående|"
    r"prioriterings?|prioritets|satsnings|vækst|ansvars|under|forbedrings|forandrings)"
)
_STEMS: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (rf"{_SCOPE}*effekt-?mål{_END}", Role.EFFECT),
        (rf"{_SCOPE}+-?kriteri(?:e|er|et|um|erne|ummet)", Role.SUCCESS),
        (rf"succes-?{_SCOPE}*(?:mål|krav|tegn){_END}", Role.SUCCESS),
        (rf"{_SCOPE}*-?indikator{_END}", Role.INDICATORS),
        (rf"{_SCOPE}+-?(?:måltal|tegn|målepunkt|nøgletal|milepæl){_END}(?:lene)?", Role.INDICATORS),
        (rf"(?:resultat|indsats|fokus|udviklings|satsnings|prioritets|vækst|kerne|mål|ledelses|forbedrings|"
         rf"forandrings|strategi)-?(?:område|felt|punkt|spor|linje)(?:r|rne|t|ne)?{_END}",
         Role.FOCUS),
        (rf"{_SCOPE}+-?(?:mål|målsætning){_END}", Role.GOALS),
        (rf"{_SCOPE}+-?(?:handling|aktivitet|tiltag|initiativ|leverance|opgave){_END}(?:r|rne)?",
         Role.ACTIONS),
        (rf"(?!(?:\w*be|\w*for|mis|af|\w+sags?)handling)[a-zæøå]{{3,}}-?"
         rf"(?:handling|tiltag|aktivitet|initiativ|leverance){_END}(?:r|rne)?", Role.ACTIONS),
        (r"(?:kerne|hoved|del|nøgle|enkelt|fokus)-?indsats(?:er|erne|en)?", Role.ACTIONS),
        (rf"{_SCOPE}+-?(?:opfølgning|evaluering|afrapportering){_END}", Role.FOLLOW_UP),
        (rf"{_SCOPE}+-?(?:måling|målemetode|dokumentation){_END}", Role.MEASURED),
        (rf"{_SCOPE}+-?(?:ansvarlig|tovholder|ejer){_END}", Role.RESPONSIBLE),
        (rf"{_SCOPE}+-?(?:frist|deadline|termin|dato|tidsplan){_END}", Role.DUE),
        (rf"{_SCOPE}+-?(?:ressource|økonomi|budget){_END}(?:r|rne)?", Role.RESOURCES),
        (rf"{_SCOPE}+-?(?:tema){_END}", Role.THEME),
        (rf"{_SCOPE}+-?(?:beskrivelse|baggrund|begrundelse){_END}", Role.TEXT),
        (rf"{_SCOPE}+-?metode{_END}(?:r|rne)?", Role.METHOD),
    )
)  # fmt: skip


def stem_role(words: str) -> Role | None:
    """The role of one folded compound."""
    if " " in words or len(words) < 6:
        return None
    return next((role for pattern, role in _STEMS if pattern.fullmatch(words)), None)
