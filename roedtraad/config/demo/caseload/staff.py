"""Who works with the families of each unit, beside the leaders. All are invented."""

from __future__ import annotations

from roedtraad.config.demo.people import Person
from roedtraad.foundation.accounts.models import Role

_NAMED = {
    "Familiehuset Strandgården": ("familiebehandler", "Signe Abildtoft", "Jonna Rugmark"),
    "Familieplejen": ("familieplejekonsulent", "Preben Vadgård-Lo", "Alberte Skyum"),
    "Ungehuset Kajen": ("kontaktperson", "Malthe Grønhøj", "Esra Tindal"),
    "Aflastningen Lyngbo": ("pædagog", "Ruth Espemark", "Holger Klitgårdsen"),
    "Børnehuset Solsikken": ("pædagog", "Asta Bregnholt", "Nanna Siv Møllehave"),
    "Børneterapien": ("ergoterapeut", "Villum Kratholm", "Merete Ildsø"),
    "Bostedet Havblik": ("social- og sundhedsassistent", "Dorthe Vindelev-Ry", "Omar Strandby"),
    "Aktivitetshuset Værftet": ("værkstedsleder", "Kaj Lundebjærg", "Liv Tornsager"),
    "Støtte i Eget Hjem": ("bostøtte", "Bodil Hvidmose", "Jesper Ådalen"),
    "Sundhedsplejen": ("sundhedsplejerske", "Ane Fuglekær", "Randi Solbjerg-Næs"),
    "Pædagogisk Rådgivning": ("psykolog", "Frode Egekvist", "Tilde Mosevang"),
    "Rusmiddelcentret Broen": ("rusmiddelbehandler", "Gorm Stenlille", "Sanne Havkær"),
}
PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def _person(unit: str, title: str, name: str) -> Person:
    first, last = name.split(" ", 1)
    username = f"{first.lower().translate(PLAIN)}.{last[:2].lower().translate(PLAIN)}"
    return Person(username, first, last, title, Role.EMPLOYEE, unit)


STAFF = [_person(unit, title, name) for unit, (title, *names) in _NAMED.items() for name in names]
# who does so already
ALSO = {"Familieteam Øst": "medarbejder", "Bostedet Havblik": "bo"}
