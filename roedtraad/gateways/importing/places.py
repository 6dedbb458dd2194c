"""Where a text that stands under its own heading fits in an agreement: which text of a template.

Told from the words of the heading and of the template's labels and help, in Danish as plans are.
Plain values: no database, no request.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from roedtraad.steering.agreements.template_definition import Definition, SectionKind

from .plans.letters import folded

OWN = "own"  # a section of its own, under its own heading
FITS = 0.5  # from which likeness a text is offered to a section
_SAME = 88

# what headings are about: words in a heading, and words in a label or its help
_TOPICS = (
    r"forord|indled|introduktion|velkommen|åbningsord|læsevejledning",
    r"baggrund for (?:aftalen|planen)|om (?:aftalen|planen|kontrakten)|aftalens (?:baggrund|formål)"
    r"|formål(?:et)? med|indgår aftalen|aftalen bruges|hvad bygger den på",
    r"hvem (?:er vi|vi er|er i)|\bom (?:os|enheden|\w+(?:et|en|erne|skolen))\b|præsentation|profil"
    r"|kort om|beskrivelse af|vores (?:enhed|afdeling|center|sted)|enheder opgaver",
    r"mission|kerneopgave|hovedopgave|vores opgave|\bopgaven\b|(?:er vi|vi er) (?:her|til) for"
    r"|hvad består hjælpen|vores formål|kerneydelse",
    r"hvor står vi|\bstatus\b|udfordring|udgangspunkt|situation|styrker|siden sidst|tilbageblik"
    r"|sidste periode|nuværende|i dag\b|udviklingen|erfaringer",
    r"opfølgning|følger vi op|følges op|følge op|evaluer|afrapporter|holder vi|mødes parterne",
    r"dialog|møde|samtale|taler sammen",
    r"økonomi|budget|ressourcer|økonomisk|takst",
    r"personale|medarbejder|arbejdsmiljø|sygefravær|kompetence|ansatte|bemanding|arbejdsplads",
    r"målgruppe|borgerne|hvem hjælper|brugere",
    r"samarbejde|samarbejdspartner|partnere|civilsamfund|netværk",
    r"andet|øvrig|diverse|særlige forhold",
    r"lykkedes|succes|stolte",
    r"forbedring|forbedre|bedre næste",
    r"tallene|\bdata\b|nøgletal|statistik",
    r"værdi|menneskesyn|etik",
)
_WORDS = tuple(re.compile(topic) for topic in _TOPICS)


@dataclass(frozen=True)
class Place:
    """One text of a template: its key in the agreement, its name, and the Danish words for it."""

    key: str
    name: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Fit:
    """The place a text is offered to, None for a section of its own; and how well it fits."""

    place: Place | None
    score: float


def places_of(definition: Definition) -> tuple[Place, ...]:
    """The texts of a template in order; what is written when the year has passed comes last."""
    ordered = sorted(definition.sections, key=lambda each: each.kind is SectionKind.FOLLOW_UP)
    return tuple(
        Place(
            text.key,
            f"{section.label}: {text.label}" if section.parts else str(text.label),
            text.label.da,
            text.help.da,
        )
        for section in ordered
        for text in section.texts
    )


def best_place(title: str, text: str, places: Sequence[Place]) -> Fit:
    """Where a text under `title` fits best."""
    scored = [(_likeness(title, text, place), place) for place in places]
    score, place = max(scored, key=lambda each: each[0], default=(0.0, None))
    return Fit(place, score) if place is not None and score >= FITS else Fit(None, FITS)


def place_with(key: str, places: Sequence[Place]) -> Place | None:
    return next((place for place in places if place.key == key), None)


def _likeness(title: str, text: str, place: Place) -> float:
    heading, label = folded(title), folded(place.label)
    if heading and fuzz.ratio(heading, label) >= _SAME:
        return 0.97
    topics, named = _topics(heading), _topics(label)
    if topics & named:
        return 0.9
    if topics & _topics(folded(place.help)):
        return 0.7
    told = _topics(folded(text[:400]))
    return 0.52 if not topics and told & named else 0.0


def _topics(words: str) -> frozenset[int]:
    return frozenset(at for at, topic in enumerate(_WORDS) if topic.search(words))
