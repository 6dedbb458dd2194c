"""The templates of profiles that come with the system."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from roedtraad.casework.profiles.models import ProfileTemplate, Subject

SHIPPED_FROM = date(2017, 1, 1)
EVERYBODY = ["child", "parents", "network", "professional"]


def _sections(voices: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "key": "goal",
            "kind": "text",
            "heading": "Uddybet mål",
            "help": "Hvad skal være anderledes, og for hvem? Skriv, så alle om bordet forstår det.",
        },
        {
            "key": "perspectives",
            "kind": "voices",
            "heading": "Perspektiver og barrierer",
            "help": "Hvordan ser hver af parterne på det? Og hvad står i vejen?",
            "voices": voices,
        },
        {
            "key": "criteria",
            "kind": "text",
            "heading": "Succeskriterier",
            "help": "Hvad kan vi se og høre, når det er lykkedes?",
        },
        {
            "key": "actions",
            "kind": "actions",
            "heading": "Pædagogiske handlinger og tidsplan",
            "help": "Hvad gør vi, hvem gør det, og hvornår?",
        },
        {
            "key": "duties",
            "kind": "duties",
            "heading": "Arbejdsdeling",
            "help": "Hvad har hver af parterne sagt ja til?",
            "voices": voices,
        },
    ]


SHIPPED = (
    ("Udviklingsprofil for barn og familie", Subject.FAMILY, EVERYBODY),
    (
        "Udviklingsprofil for et ledelsesmål",
        Subject.MANAGEMENT,
        ["leadership", "employees", "professional"],
    ),
)


@transaction.atomic
def install_profile_templates() -> int:
    """Put the shipped templates in place where they are not; answers how many were new."""
    made = 0
    for title, about, voices in SHIPPED:
        _row, is_new = ProfileTemplate.objects.get_or_create(
            title=title,
            number=1,
            defaults={
                "about": about,
                "definition": {"sections": _sections(voices)},
                "published_on": SHIPPED_FROM,
            },
        )
        made += is_new
    return made
