"""The words Danish plans use for their parts, and the part each word means."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from .letters import spellings
from .questions import asked_role
from .roles import EVIDENCE, FIELDS, Role

__all__ = ["EVIDENCE", "FIELDS", "Match", "Role", "role_of"]


_PHRASES: dict[Role, str] = {
    Role.MISSION: "mission|missionen|kerneopgave|kerneopgaven|hvorfor er vi her|hvorfor er vi til|"
    "formål og mission|mission og formål|opgave og formål|hovedopgave|grundlag og mission|"
    "mission og kerneopgave|vores opgave",
    Role.VISION: "vision|visionen|visioner|visionerne|ambition|ambitioner|ledestjerner|"
    "mission og vision|vision og mission|pejlemærker og visioner",
    Role.FOCUS: "indsatsområde|indsatsområder|indsatsområderne|fokusområde|fokusområder|"
    "fokusområderne|pejlemærke|pejlemærker|pejlemærkerne|satsningsområde|satsningsområder|"
    "udviklingsområde|udviklingsområder|prioritetsområde|prioritetsområder|prioriteter|"
    "prioriteringer|strategisk spor|strategiske spor|spor|sporene|fokuspunkt|fokuspunkter|"
    "indsatsfelt|indsatsfelter|tværgående indsatsområde|tværgående indsatsområder|"
    "tværgående fokusområde|tværgående fokusområder|fokusområder og mål|indsatsområder og mål|"
    "strategiske indsatsområder|strategiske fokusområder|målområde|målområder|hovedspor|"
    "tværgående indsats|tværgående indsatser|strategisk prioritet|strategiske prioriteter",
    Role.GOALS: "mål|målene|aftalemål|aftalemålene|resultatmål|resultatmålene|delmål|"
    "udviklingsmål|kontraktmål|målsætning|målsætninger|målsætningerne|resultatkrav|hovedmål|"
    "mål og handlinger|mål og indsatser|mål og aktiviteter|mål og tiltag|mål og resultatkrav|"
    "mål og succeskriterier|mål og indikatorer|mål og resultater|årsmål|fokusmål|driftsmål|"
    "enhedens mål|vores mål|aftalte mål|politiske mål|egne mål|egne målsætninger|faglige mål|"
    "mål i aftalen|aftalens mål|kvalitetsmål|ønskede resultater|borgermål|virksomhedsmål|"
    "mål for perioden|mål for året|målbeskrivelse|målbeskrivelser|målskema|målark|"
    "mål og opfølgning|tværgående mål|fælles mål|specifikke mål|individuelle mål",
    Role.EFFECT: "effektmål|effektmålene|effekter|langsigtede mål|effektmål og indikatorer|"
    "effektmål for målgruppen|borgerrettede effektmål|ønskede effekter|effektkrav",
    Role.THEME: "tema|temaer|temaerne|gennemgående temaer|faglige temaer|centrale temaer|"
    "tværgående temaer|fælles temaer|fællestemaer",
    Role.RULES: "regler|reglerne|krav til aftalerne|krav til planerne|krav til målene|"
    "spilleregler|krav|rammer og krav|bindinger|minimumskrav|regler for aftalerne|"
    "krav til virksomhedsplanerne|krav til enhedernes planer|kriterier for aftalemål|"
    "kriterier for mål|fælles krav|sådan skal planen laves",
    Role.PROJECT: "projekt|projekter|projekterne|øvrige projekter|tværgående projekter|"
    "udviklingsprojekter|lokale projekter|tværgående faglige projekter|andre projekter|"
    "tværgående organisatoriske projekter|større projekter|projekter og initiativer",
    Role.CALENDAR: "kalender|årshjul|tidsplan|procesplan|milepælsplan|tidslinje|køreplan|"
    "proces og tidsplan|tids og procesplan|tidsplan for arbejdet|tidsplan og proces|"
    "vigtige datoer|datoer|mødeplan|plan for opfølgning|opfølgningsplan|proces for opfølgning",
    Role.BUDGET: "budget|budgettet|økonomi|økonomien|økonomisk ramme|økonomiske rammer|"
    "budgetramme|driftsbudget|bevilling|budget og økonomi|økonomi og budget|budgettal|"
    "økonomi og personale|budgetoversigt|den økonomiske ramme",
    Role.FACTS: "fakta|stamdata|stamoplysninger|faktaoplysninger|om enheden|om os|hvem er vi|"
    "præsentation|præsentation af enheden|kort om enheden|kort om os|aftaleenheden|"
    "beskrivelse af enheden|enheden|virksomheden|fakta om enheden|oplysninger om enheden|"
    "institutionen|kontaktoplysninger|kontakt|basisoplysninger|nøgleoplysninger|"
    "præsentation af virksomheden|organisation|organisering|enheder|vores enheder|personale|"
    "medarbejdere|nøgletal om enheden|faktaboks|om virksomheden|hvem vi er|lovgrundlag|"
    "institution|institutionstype|adresse|telefon|tlf|e mail|email|mail|leder|daglig leder|"
    "hjemmeside|afdeling|afdelingsleder|institutionsleder|forvaltning|målgruppe for enheden|"
    "antal pladser|normering|type|ean nummer|cvr|p nummer|åbningstid|åbningstider|afdelingschef|"
    "antal ansatte|antal medarbejdere|antal årsværk|årsværk|antal børn|antal brugere|"
    "antal elever|centerleder|skoleleder|områdeleder|virksomhedsleder|kontaktperson|direktør|"
    "postadresse|web|ejerform|oprettet|enhedens navn|navn på enheden|navn|centerchef",
    Role.PARTIES: "parter|parterne|aftaleparter|aftaleparterne|aftalens parter|mellem|"
    "aftalen er indgået mellem|aftale mellem|indgået mellem|aftalepart",
    Role.PERIOD: "periode|perioden|aftaleperiode|aftaleperioden|planperiode|planperioden|"
    "gyldighed|gyldighedsperiode|gælder|løbetid|aftalens periode|gælder for|aftalens løbetid|"
    "kontraktperiode|aftaleår|planens periode|strategiperiode|gyldig",
    Role.CASE: "sagsnummer|sagsnr|sag nr|sagsid|sags nr|journalnummer|journalnr|j nr|jnr|"
    "acadre|dokumentnummer|dokumentnr|dok nr|esdh|sag|sags id",
    Role.CONTENTS: "indholdsfortegnelse|indhold|indholdsoversigt|indholdsliste",
    Role.RELATED: "relaterede dokumenter|lignende dokumenter|relateret indhold|se også|læs også|"
    "andre dokumenter|relaterede artikler|lignende indhold|mest læste|relaterede links",
    Role.OTHER: "indledning|forord|bilag|underskrift|underskrifter|ordliste|ordbog|ordforklaring|"
    "referencer|litteratur|sammenfatning|resume|værdier|værdigrundlag|dialog|personaleforhold|"
    "andet|bemærkninger|afslutning|aftaler|underskrevet|godkendelse|kilder|"
    "generelt|styringsmodel|styringsgrundlag|læsevejledning|noter|hvor står vi|udfordringer|"
    "politiske rammer|rammer|lovgivning|organisationsdiagram|strategisk grundlag|introduktion|"
    "velkommen|historie|proces|samarbejde|samarbejdspartnere|om planen|om aftalen|"
    "generelle bestemmelser|genforhandling|ændringer af aftalen|ophør|opsigelse|opbygning|"
    "opfølgning på aftalen|opfølgning på planen|opfølgning på strategien|sådan følger vi op|"
    "opfølgning på virksomhedsplanen|sådan læses planen|aftalens formål|målopfølgning|"
    "handleplaner|formål med planen|formål med aftalen|formålet med aftalen|baggrund for aftalen|"
    "evaluering af aftalen|medunderskrift|dato og underskrift|aftaleindgåelse",
    Role.TITLE: "titel|overskrift|titel for mål|titel på mål|titel for fokusområde|emne|"
    "titel for indsatsområde|titel på fokusområde|målets navn|målets titel|navn på mål|måltitel|"
    "titel på indsats|titel på indsatsområde|kort titel|målets overskrift|mål titel",
    Role.TEXT: "beskrivelse|baggrund|begrundelse|hvorfor|formål|formålet|uddybning|motivation|"
    "hvad vil vi|hvad vil vi opnå|ønsket effekt|udfordring|beskrivelse af mål|beskrivelse af målet|"
    "uddybning af målet|hvorfor er det vigtigt|derfor|det vil vi|baggrund og formål|"
    "baggrund for målet|hvad|beskrivelse af indsatsen|indhold i målet|målets indhold|"
    "målets begrundelse|hvad handler det om|derfor er det vigtigt|vi vil|det ønsker vi|"
    "problemstilling|ønsket tilstand",
    Role.METHOD: "metode|metoder|metoden|hvordan|fremgangsmåde|tilgang|arbejdsmetode|"
    "sådan arbejder vi|metode og tilgang|vejen til målet|metoder og tilgange|hvordan når vi målet|"
    "hvordan vil vi nå målet|hvordan gør vi|metodevalg|arbejdsform|hvordan kommer vi derhen",
    Role.SUCCESS: "succeskriterie|succeskriterier|succeskriterium|succeskriteriet|tegn på succes|"
    "hvornår er vi lykkedes|hvornår er målet nået|resultatkriterie|resultatkriterier|"
    "vi er lykkedes når|kriterier for succes|succes|målopfyldelse|hvornår er det godt nok|"
    "målet er nået når|succesmål|kriterier for målopfyldelse|det er lykkedes når",
    Role.FOLLOW_UP: "opfølgning|evaluering|status og opfølgning|opfølgning og evaluering|"
    "hvordan følger vi op|afrapportering|evaluering og opfølgning|opfølgning på målet|"
    "hvordan følges der op|hvornår følger vi op|evalueringsmetode|hvordan evaluerer vi|"
    "opfølgning og dokumentation|sådan følger vi op på målet|opfølgningsmetode",
    Role.RESOURCES: "ressourcer|ressourceforbrug|ressourcebehov|finansiering|tid og penge|"
    "forventet ressourceforbrug|ressourcer og økonomi|økonomi og ressourcer|ressourcetræk|"
    "hvilke ressourcer kræver det|hvad koster det|"
    "udgifter|rammer og ressourcer|økonomiske konsekvenser|ressourceramme|økonomi for målet",
    Role.MEASURED: "måling|målemetode|målemetoder|hvordan måler vi|hvordan måler vi det|"
    "hvordan måles det|hvordan måles målet|målemetode og datakilde|dokumentation|datakilde|"
    "datakilder|dataindsamling|hvordan måles|måles ved|sådan måler vi|måling af målet|"
    "metode til måling|datagrundlag|hvordan vil vi måle det|målingsmetode|hvordan dokumenteres det",
    Role.STATUS: "status|status for mål|status ved opfølgning|status for mål ved opfølgning|"
    "status på målet|status medio|status ultimo|midtvejsstatus|status for målet|nuværende status",
    Role.ACTIONS: "handling|handlinger|handlingerne|tiltag|tiltagene|aktivitet|aktiviteter|"
    "indsats|indsatser|indsatserne|sådan gør vi|det gør vi|hvad gør vi|konkrete handlinger|"
    "hvad vil vi gøre|initiativ|initiativer|handleplan|handlingsplan|opgaver|leverancer|skridt|"
    "næste skridt|handlinger og tiltag|det vil vi gøre|konkrete indsatser|konkrete tiltag|"
    "konkrete aktiviteter|planlagte aktiviteter|tiltag og aktiviteter|indsatser og aktiviteter|"
    "handlinger og aktiviteter|vores indsatser|det vi gør|hvad skal vi gøre|aktivitetsplan|"
    "opgave|leverance|hvad skal der ske|her gør vi|vores handlinger|derfor gør vi",
    Role.INDICATORS: "indikator|indikatorer|indikatorerne|målindikator|målindikatorer|målepunkt|"
    "målepunkter|måltal|nøgletal|tegn|tegn på læring|milepæl|milepæle|effektindikator|"
    "effektindikatorer|resultatindikator|resultatindikatorer|målbare tegn|evalueringspunkter|"
    "hvad kigger vi efter|indikatorer og måltal|tegn på fremgang|tegn på forandring|"
    "indikatorer for målet|vi kan se det på|tegn og milepæle|det kan vi se på|måleindikator|"
    "måleindikatorer|tegn på at vi lykkes|procesindikatorer|kpi|kpier|effekt indikator|"
    "kvantitative mål|nøgletal og måltal|hvad vil vi se|tegn på effekt|delresultater",
    Role.RESPONSIBLE: "ansvarlig|ansvarlige|tovholder|tovholdere|ejer|hvem|projektleder|ansvar|"
    "ansvarlig for målet|ansvarlig leder|ansvarlig enhed|ansvarsfordeling|målejer|udføres af",
    Role.DUE: "deadline|tidsfrist|frist|hvornår|tid|tidspunkt|dato|termin|tidshorisont|tidsramme|"
    "senest|slutdato|færdig|tidsperiode|når|inden|forventet afsluttet|tidsangivelse|start og slut",
    Role.NUMBER: "nr|nummer|mål nr|no|id|målnr|løbenr",
    Role.TARGET_GROUP: "målgruppe|målgrupper|målgruppen|målgrupperne|borgergruppe|borgergrupper",
    Role.ORIGIN: "oprindelse|kilde|ophav|fastsat af|ophæng|niveau",
    Role.BASELINE: "udgangspunkt|baseline|nulpunkt|udgangspunktet|basislinje|nuværende niveau",
}
_EXACT = {phrase: role for role, text in _PHRASES.items() for phrase in text.split("|")}
_FUZZY = [phrase for phrase in _EXACT if len(phrase) >= 6]
_BEFORE = frozenset(
    [
        "vores",
        "enhedens",
        "aftalens",
        "institutionens",
        "afdelingens",
        "centerets",
        "centrets",
        "skolens",
        "husets",
        "kommunens",
        "virksomhedens",
        "de",
        "den",
        "det",
        "egne",
        "eget",
        "fælles",
        "konkrete",
        "konkret",
        "særlige",
        "overordnede",
        "overordnet",
        "strategiske",
        "strategisk",
        "prioriterede",
        "forventede",
        "planlagte",
        "valgte",
        "årets",
        "lokale",
        "vigtigste",
        "centrale",
        "politiske",
        "tværgående",
        "udvalgte",
        "nye",
        "faglige",
        "kommende",
        "områdets",
        "egen",
        "et",
        "en",
        "aktuelle",
        "primære",
        "målets",
        "målbare",
        "to",
        "tre",
        "fire",
        "fem",
        "seks",
        "syv",
        "otte",
        "ni",
        "ti",
        "organisatoriske",
        "afsnit",
        "kapitel",
        "del",
        "øvrige",
        "langsigtede",
    ]
)
_AFTER = re.compile(
    r" (?:for|i|på|til|vedrørende|vedr|samt|ved|fra|frem|gældende|under|i perioden|inden for|"
    r"- |\d{4}).*$"
)
_ADJECTIVE = re.compile(
    r"\w{3,}(?:rettede|rettet|styrede|vendte|ovale|nale|tiske|gste|nskede|bare)|[\w/]{4,}s"
)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-/]\s?(?:(?:19|20)?\d\d))?\b")
_NUMBERING = re.compile(
    r"^(?:[\divxIVX]{1,4}(?:\.\d{1,2}){0,3}|[a-zA-Z])[.)]\s+|^\d{1,2}(?:\.\d{1,2})*\.?\s+"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A role and how surely the words mean it; `is_whole` when no word was left out."""

    role: Role
    score: float
    is_whole: bool = True


@lru_cache(maxsize=20_000)
def role_of(text: str) -> Match | None:
    """The role a short heading or label names; none for other text."""
    if len(text) > 90:
        return None
    found = [
        match
        for spelling in spellings(_NUMBERING.sub("", text.strip()))
        if (match := _role(spelling))
    ]
    return max(found, key=lambda match: match.score, default=None)


def _role(words: str) -> Match | None:
    if not words or words.count(" ") > 9:
        return None
    bare = re.sub(r"\s+", " ", _YEARS.sub(" ", words)).strip(" -&")
    asked = None if bare in _EXACT else asked_role(bare)
    if asked is not None:
        return Match(asked, 0.9)
    for position, candidate in enumerate(_candidates(bare)):
        if candidate in _EXACT:
            return Match(_EXACT[candidate], 0.97 - 0.02 * position, position == 0)
    return _fuzzy(bare)


def _candidates(words: str) -> list[str]:
    """The words, then without what may stand before and after the naming word."""
    found = [words]
    parts = words.split(" ")
    while len(parts) > 1 and (
        parts[0] in _BEFORE or parts[0].isdigit() or _ADJECTIVE.fullmatch(parts[0])
    ):
        parts = parts[1:]
        found.append(" ".join(parts))
    shorter = _AFTER.sub("", " " + found[-1]).strip()
    if shorter and shorter != found[-1] and found[-1].count(" ") <= 6:
        found.append(shorter)
    return found


def _fuzzy(words: str) -> Match | None:
    """Misspelt words: at least nine in ten letters right, and the same first or last letter."""
    if not 6 <= len(words) <= 45:
        return None
    best = process.extractOne(words, _FUZZY, scorer=fuzz.ratio, score_cutoff=84)
    if best is None:
        return None
    phrase, score, _ = best
    if len(phrase) < 8 and score < 88:
        return None
    if phrase[0] != words[0] and phrase[-1] != words[-1]:
        return None
    if _is_other_word(words, phrase):
        return None
    return Match(_EXACT[phrase], round(score / 100 * 0.92, 3))


_LOOKALIKES = frozenset(
    [
        "formål",
        "måling",
        "målinger",
        "handel",
        "samling",
        "leder",
        "ledere",
        "tilbage",
        "effektiv",
        "medarbejder",
        "medarbejderne",
        "vilkår",
        "status",
        "indsatsen",
        "indsatstrappen",
        "ansatte",
        "tegne",
        "inden",
        "lederen",
        "ledelse",
        "måltid",
        "måltider",
        "lederne",
        "personer",
        "personlig",
        "sagen",
        "reglement",
        "projektet",
        "emnet",
        "målgruppe",
    ]
)


def _is_other_word(words: str, phrase: str) -> bool:
    """A correct word that only looks like one of ours."""
    return words in _LOOKALIKES and words != phrase
