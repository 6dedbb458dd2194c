"""Names of parties: units and administrations, without the persons who sign for them."""

import re

from .letters import tidy

_BETWEEN = re.compile(
    r"\b(?:i|I)?ndgå(?:et|s) mellem\s+(?P<rest>.+)$|(?:\bmellem|^Mellem)\s*:?\s+(?P<after>.+)$",
    re.DOTALL,
)
_AGREED = re.compile(
    r"(?:aftalen?|kontrakt(?:en)?)(?:\s+(?:for\s+)?20\d\d\S*)?\W*$|parter\W*$|^$", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?<!-)\s+(?:og|samt)\s+(?=\w*(?:chef|direktør|leder|forstander|inspektør|rektor|borgmester)(?:en)?\b)"
)
_ORGANISATION = re.compile(
    r"(?:forvaltning(?:en)?|afdeling(?:en)?|institution(?:er|en)?|huset|hus|center|centret|centeret|"
    r"skole(?:n|r)?|området|område|husene|skolerne|centrene|plejen|pleje|byråd(?:et)?|kommune|kommunalbestyrelse(?:n)?|udvalg(?:et)?|"
    r"direktion(?:en)?|enhed(?:en)?|børnehave(?:n)?|dagtilbud(?:det)?|bibliotek(?:et|er|erne)?|muse(?:um|et)|hal(?:len)?|haver?(?:ne)?|sted(?:et)?|"
    r"tilbud(?:det)?|team(?:et)?|sekretariat(?:et)?|chef(?:en)?|direktør(?:en)?|[a-zæøå]{3,}leder(?:en)?|botilbud(?:det)?|"
    r"bosted(?:et)?|klub(?:ben)?|gruppe(?:n)?|virksomhed(?:en)?|service|rådgivning(?:en)?|vuggestue(?:n)?|"
    r"fællesskab(?:et)?|jobcenter|sundhed|omsorg|unge|familie|kultur|fritid|miljø|teknik|skoler|borgmester(?:en)?)$",
    re.IGNORECASE,
)
_DIRECTIONS = frozenset(
    ["Nord", "Syd", "Øst", "Vest", "Midt", "Nordøst", "Nordvest", "Sydøst", "Sydvest", "By", "Land"]
)
_STOPS = re.compile(
    r"\s(?:v/|ved|repræsenteret ved|om|for perioden|for året|vedrørende|gældende|i perioden|"
    r"(?-i:Aftalen|Kontrakten|Planen) (?:gælder|er|løber|indgås|omfatter)|"
    r"er indgået|og (?:gælder|løber|er|omfatter|dækker|har|træder|genforhandles|evalueres|"
    r"følges|skal|"
    r"udgør|bygger|tager|vedrører|følger)|der (?:gælder|løber|er)|som|"
    r"\d{4})\b.*$|\s20\d\d.*$|(?<=\w{3})\.(?:\s|$).*$",
    re.DOTALL,
)
_ANDS = re.compile(r"\s+(?:og|samt)\s+")
_GENERIC = re.compile(
    r"^(?:parterne|os|leder|ledere|ledelse|forvaltningen og den enkelte|de)\b", re.IGNORECASE
)
_TITLED = re.compile(
    r"(?:[A-ZÆØÅ]?[a-zæøå]+- og )?[A-ZÆØÅ]?[a-zæøå]*"
    r"(?:chef|direktør|leder|borgmester|formand|forstander|inspektør)"
    r"(?: (?:for|i|af) (?:[A-ZÆØÅ][\w-]+(?:,? (?:og |& )?(?=[A-ZÆØÅ]))?){1,4}?)?"
    r"(?: ?[A-ZÆØÅ][\w-]+){2,4}$"
)
_NAME_WORD = re.compile(r"[A-ZÆØÅ][a-zæøåéüö]+(?:-[A-ZÆØÅ][a-zæøå]+)?$|[A-ZÆØÅ]\.$")


def party_names(text: str) -> list[str]:
    """The names on both sides of `mellem … og …`; nothing where the words name no organisations."""
    if len(text) > 1500:
        return []
    for found in _BETWEEN.finditer(text):
        rest = found["rest"] or found["after"]
        is_said = (
            found["rest"] is not None or _AGREED.search(text[: found.start()][-60:]) is not None
        )
        if not is_said and (len(text) > 200 or not rest.strip()[:1].isupper()):
            continue
        names = _split(tidy(rest)[:260])
        if len(names) == 2:
            return names
    return []


def _split(rest: str) -> list[str]:
    """Cuts at the `og` that leaves an organisation on both sides."""
    for cut in _OFFICE.finditer(rest):
        sides = [_whole_name(part) for part in (rest[: cut.start()], rest[cut.end() :])]
        if all(map(_is_organisation, sides)) and max(map(_words, sides)) < 11:
            return sides
    for cut in _ANDS.finditer(rest):
        left, right = _name(rest[: cut.start()]), _name(rest[cut.end() :])
        if not left or not right or rest[: cut.start()].endswith("-"):
            continue
        known = _is_organisation(left) + _is_organisation(right)
        is_named = (
            left[:1].isupper() and right[:1].isupper() and max(map(_words, (left, right))) < 6
        )
        if known == 2 or (known == 1 and is_named):
            return [] if _GENERIC.match(left) else [left, right]
    return []


def _words(text: str) -> int:
    return text.count(" ") + 1


def _name(text: str) -> str:
    return _led(_without_person(_STOPS.sub("", text.split(",")[0]).strip(" .,:;()")))


def _whole_name(text: str) -> str:
    """A name with commas in it: `direktøren for Social, Sundhed og Arbejdsmarked`."""
    parts = re.split(r",(?!\s*(?:[A-ZÆØÅ][\w-]+,? ?)+og [A-ZÆØÅ])", text)
    return _led(_without_person(_STOPS.sub("", parts[0]).strip(" .,:;()")))


def _led(name: str) -> str:
    led = _LEADS.fullmatch(name)
    return led["unit"] if led and _is_organisation(led["unit"]) else name


_LEADS = re.compile(
    r"(?:daglig )?(?:(?:\w*leder|centerchef|forstander|inspektør|rektor)(?:en)?|ledelsen)"
    r"(?: (?:af|for|på|i|ved))? (?P<unit>(?-i:[A-ZÆØÅ]).+)",
    re.IGNORECASE,
)


def _without_person(text: str) -> str:
    """Drops two to four capitalised words at the end that name no organisation."""
    words = text.split(" ")
    kept = list(words)
    if _TITLED.match(text):
        return text
    while len(kept) > 1 and _NAME_WORD.match(kept[-1]) and not _is_word_of_unit(kept[-1]):
        kept.pop()
    dropped = len(words) - len(kept)
    is_person = 2 <= dropped <= 4 and _ORGANISATION.search(kept[-1]) is not None
    return " ".join(kept if is_person else words)


def _is_word_of_unit(word: str) -> bool:
    return word in _DIRECTIONS or _ORGANISATION.search(word) is not None


def _is_organisation(name: str) -> bool:
    words = re.split(r"[\s/-]+", name)
    return len(words) <= 9 and any(_ORGANISATION.search(word) for word in words)
