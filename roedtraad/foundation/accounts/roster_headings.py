"""What columns of a list of units and users are called, and words people write in them.

The template's headings count in Danish and in English; beside them stand the usual other words of
personnel and organisation systems.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from roedtraad.foundation.organisation.models import UnitKind

from .models import Role

UNITS, USERS = "units", "users"
HEADINGS: dict[str, dict[str, str | Promise]] = {
    UNITS: {
        "key": gettext_lazy("Key"),
        "name": gettext_lazy("Name of the unit"),
        "kind": gettext_lazy("Kind of unit"),
        "parent": gettext_lazy("Placed under"),
        "starts_on": gettext_lazy("Valid from"),
        "unit_type": gettext_lazy("Type"),
        "address": gettext_lazy("Address"),
        "phone": gettext_lazy("Phone"),
        "email": gettext_lazy("E-mail"),
        "leader_name": gettext_lazy("Leader"),
        "legal_basis": gettext_lazy("Legal basis"),
    },
    USERS: {
        "username": gettext_lazy("Username"),
        "first_name": gettext_lazy("First name"),
        "last_name": gettext_lazy("Last name"),
        "email": gettext_lazy("E-mail"),
        "title": gettext_lazy("Job title"),
        "role": gettext_lazy("Role"),
        "unit": gettext_lazy("Unit"),
        "starts_on": gettext_lazy("Valid from"),
    },
}
NEEDED = {UNITS: ("name", "kind"), USERS: ("username",)}
OTHER_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    UNITS: {
        "key": ("id", "nr", "nr.", "nummer", "enhedsnr", "enhedsnr.", "enhedsnummer", "kode"),
        "name": ("enhed", "enhedsnavn", "navn", "afdelingsnavn", "unit", "unit name"),
        "kind": ("enhedstype", "enhedsart", "niveau", "level"),
        "parent": (
            *("overordnet", "overordnet enhed", "overenhed", "over", "hører under", "under"),
            *("forælder", "reference", "placering", "parent", "parent unit"),
        ),
        "starts_on": ("fra", "startdato", "gældende fra", "from", "start date"),
        "unit_type": ("tilbudstype", "institutionstype"),
        "address": ("vej", "gade", "besøgsadresse"),
        "phone": ("tlf", "tlf.", "telefonnummer", "telefon nr.", "hovednummer"),
        "email": ("mail", "email", "mailadresse", "e-mailadresse", "hovedpostkasse"),
        "leader_name": ("ledernavn", "lederens navn", "chef", "forstander", "daglig leder"),
        "legal_basis": ("lovgrundlag", "lov", "paragraf", "§", "hjemmel"),
    },
    USERS: {
        "username": (
            *("bruger", "brugerid", "bruger-id", "initialer", "init", "init.", "login"),
            *("ad-bruger", "medarbejdernr", "medarbejdernummer", "user", "user name"),
        ),
        "full_name": ("navn", "fulde navn", "medarbejder", "name", "full name"),
        "first_name": ("fornavne", "fornavn(e)", "given name"),
        "last_name": ("efternavne", "efternavn(e)", "surname", "family name"),
        "email": ("mail", "email", "mailadresse", "e-mailadresse", "arbejdsmail"),
        "title": ("titel", "stilling", "stillingsbetegnelse", "job"),
        "role": ("rettighed", "rolle i systemet", "adgang"),
        "unit": ("afdeling", "enhedens navn", "enhedsnavn", "arbejdssted", "tjenestested"),
        "starts_on": ("fra", "startdato", "ansat fra", "gældende fra", "from", "start date"),
    },
}
OTHER_KINDS = {
    UnitKind.COUNCIL: ("kommunalbestyrelse", "kommunalbestyrelsen", "byrådet"),
    UnitKind.COMMITTEE: ("fagudvalg", "politisk udvalg"),
    UnitKind.DIRECTORATE: ("direktionen", "direktørområde"),
    UnitKind.ADMINISTRATION: ("magistratsafdeling", "forvaltningsområde"),
    UnitKind.DEPARTMENT: ("fagafdeling",),
    UnitKind.AGREEMENT_UNIT: ("institution", "decentral enhed", "kontraktenhed", "aftale-enhed"),
    UnitKind.TEAM: ("gruppe",),
}
OTHER_ROLES = {
    Role.ADMINISTRATOR: ("systemadministrator", "admin"),
    Role.CONSULTANT: ("udviklingskonsulent", "specialkonsulent"),
    Role.PRINCIPAL: ("forvaltningschef", "fagchef"),
    Role.UNIT_LEADER: ("leder", "aftaleholder", "institutionsleder"),
    Role.TEAM_LEADER: ("gruppeleder",),
    Role.EMPLOYEE: ("ansat",),
    Role.POLITICIAN: ("byrådsmedlem", "udvalgsmedlem"),
    Role.DATA_PROTECTION_OFFICER: ("dpo",),
}


def key(cell: object) -> str:
    """A heading or a word as it is compared: small letters, one space, no colon or star."""
    return " ".join(str(cell or "").split()).casefold().rstrip(" :*")


def names(kind: str, name: str) -> set[str]:
    """Every heading that the column may have."""
    found = {name, *OTHER_WORDS[kind].get(name, ())}
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            found.add(key(HEADINGS[kind].get(name, name)))
    return found


def columns(kind: str, header: Sequence[str]) -> dict[str, int]:
    """Which column holds which field; the template's own heading goes before another word."""
    found: dict[str, int] = {}
    for name in (*HEADINGS[kind], *(set(OTHER_WORDS[kind]) - set(HEADINGS[kind]))):
        at = [place for place, text in enumerate(header) if text in names(kind, name)]
        own = [place for place in at if header[place] not in OTHER_WORDS[kind].get(name, ())]
        free = [place for place in [*own, *at] if place not in found.values()]
        if free:
            found[name] = free[0]
    return found


def kind_of(header: Sequence[str]) -> str:
    """Whether a list is of users or of units."""
    return USERS if names(USERS, "username") & set(header) else UNITS


def choice(text: str, choices: Any, other: dict[Any, tuple[str, ...]]) -> str:
    """The value that a word means, in either language; empty when none does."""
    word = key(text)
    for value, words in other.items():
        if word in words:
            return str(value)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for value, label in choices.choices:
                if word in {value, key(label)}:
                    return str(value)
    return ""
