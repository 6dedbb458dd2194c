"""What the families of the demonstration want, and what is to be done about it. All is invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

CONVERSATION = {"manner": "conversation", "recognition": "yes"}


@dataclass(frozen=True)
class Goal:
    """A goal that was agreed so many days after the profile was opened."""

    after: int
    own_words: str
    by: str = "child"
    whose: str = ""  # a first name; empty: all of theirs
    facts: dict[str, Any] = field(default_factory=dict)
    levels: dict[int, str] = field(default_factory=dict)
    with_whom: tuple[str, ...] = ()
    took_part: dict[str, str] = field(default_factory=lambda: dict(CONVERSATION))
    changes: int | None = None  # the place of the goal that this one replaces
    closed: tuple[int, str, str] | None = None  # after how many days, how and why
    scores: dict[str, tuple[int, ...]] = field(default_factory=dict)  # by first name or profession


@dataclass(frozen=True)
class Plan:
    """A profile: its goals, the texts by section, voice and child, and the time plan."""

    child: str  # whom the case is about, by first name
    purpose: str
    goals: tuple[Goal, ...]
    texts: tuple[tuple[str, str, str, str, str], ...] = ()  # section, voice, child, text, barriers
    actions: tuple[tuple[str, str, int, int | None, str, str], ...] = ()
    closed: tuple[int, str] | None = None
    meets: tuple[str, tuple[str, ...]] | None = None  # where, and who is invited
    shown_to: tuple[str, ...] = ()  # the plan as the family may keep it


ALMA = Plan(
    *("Alma", "En rolig hverdag, hvor begge børn sover og kommer i skole."),
    goals=(
        Goal(
            *(0, "Jeg vil gerne sove"),
            whose="Alma",
            facts={"low_anchor": "Jeg ligger vågen", "high_anchor": "Jeg sover", "aim": 7},
            with_whom=("Alma", "Rikke"),
            scores={"Alma": (2, 3, 5, 7), "Rikke": (3, 3, 4, 6), "practitioner": (2, 4, 6)},
        ),
        Goal(
            *(97, "Jeg vil kunne sove hos mormor uden at ringe hjem"),
            whose="Alma",
            facts={
                "professional_words": "Alma falder i søvn og sover natten igennem hos mormor.",
                "low_anchor": "Jeg græder og ringer efter mor",
                "high_anchor": "Jeg sover hele natten og spiser morgenmad med mormor",
                "aim": 8,
                "ics": ["behaviour", "relations"],
                "conditions": ["development", "family"],
            },
            with_whom=("Alma", "Rikke", "Inger"),
            took_part={
                "manner": "drawing",
                "recognition": "yes",
                "wanted_changed": "Det skal være hos mormor, for hjemme går det godt nu.",
            },
            changes=0,
            scores={
                "Alma": (1, 1, 3, 2, 4, 6, 7),
                "Rikke": (2, 3, 3, 5, 6),
                "practitioner": (1, 2, 4, 4, 6),
            },
        ),
        Goal(
            *(20, "Jeg vil i skole uden at have ondt i maven"),
            whose="Alma",
            facts={
                "professional_words": "Alma møder i skole mindst fire dage om ugen.",
                "low_anchor": "Jeg bliver hjemme",
                "high_anchor": "Jeg cykler derhen med Freja",
                "aim": 7,
                "ics": ["learning"],
                "conditions": ["school"],
            },
            with_whom=("Alma", "Rikke"),
            scores={
                "Alma": (3, 2, 4, 4, 3, 5, 5, 6),
                "Rikke": (4, 4, 4, 5, 5),
                "teacher": (3, 5, 6),
            },
        ),
        Goal(
            *(20, "Jeg vil lege med de andre i frikvarteret"),
            whose="Viggo",
            facts={"scale": "attainment", "ics": ["leisure"], "aim": 0},
            levels={
                -2: "Viggo er inde i alle frikvarterer",
                -1: "Viggo er ude, men leger alene",
                0: "Viggo leger med i ét frikvarter om dagen",
                1: "Viggo leger med i de fleste frikvarterer",
                2: "De andre kommer og henter Viggo",
            },
            with_whom=("Viggo",),
            scores={"Viggo": (-2, -1, -1, 0, 0, 1), "practitioner": (-2, -1, 0, 0)},
        ),
        Goal(
            *(20, "Vi vil have ro om morgenen"),
            by="parents",
            facts={
                "professional_words": "Morgenen er planlagt aftenen før og går uden skænderier.",
                "low_anchor": "Vi råber alle sammen",
                "high_anchor": "Vi når at spise sammen",
                "aim": 6,
                "ics": ["care"],
            },
            with_whom=("Rikke",),
            scores={"Rikke": (2, 3, 5, 4, 3, 4, 5), "practitioner": (3, 3, 4, 4)},
        ),
    ),
    texts=(
        (
            *("goal", "", "", "Børnene skal sove godt og komme glade af sted om morgenen."),
            "",
        ),
        (
            *("perspectives", "child", "Alma"),
            "Jeg bliver bange, når der er helt mørkt. Mormor er sød.",
            "Jeg tør ikke sige det til de andre.",
        ),
        (
            *("perspectives", "child", "Viggo", "De andre spiller bold, og jeg kan ikke reglerne."),
            "",
        ),
        (
            *("perspectives", "parents", ""),
            "Jeg er træt om morgenen, og så bliver jeg kort for hovedet.",
            "Jeg møder på arbejde klokken syv.",
        ),
        (
            *("perspectives", "professional", ""),
            "Alma har brug for, at de voksne gør det samme hver aften.",
            "",
        ),
        ("criteria", "", "Alma", "Alma fortæller selv, at hun glæder sig til mormor.", ""),
        ("duties", "parents", "", "Lægger tøj frem og pakker tasker om aftenen.", ""),
        ("duties", "network", "", "Mormor henter om fredagen.", ""),
        ("duties", "professional", "", "Kommer hver anden tirsdag og ringer hver søndag.", ""),
    ),
    actions=(
        ("Lave en plan for aftenen med billeder", "Ida Rosenlyk og mor", 10, 40, "done", "Alma"),
        ("Øve en nat hos mormor ad gangen", "Mormor og mor", 100, 210, "under_way", "Alma"),
        ("Lære reglerne i bold sammen med en ven", "Klassens pædagog", 60, 150, "done", "Viggo"),
        ("Besøg hjemme hver anden tirsdag", "Ida Rosenlyk", 14, None, "under_way", ""),
        ("Møde med skolen om fravær", "Emil Skovager", 330, 345, "planned", ""),
    ),
    meets=("Hjemme hos mormor", ("Alma", "Viggo", "Rikke", "Inger")),
    shown_to=("Alma", "Viggo", "Rikke"),
)
STORM = Plan(
    *("Storm", "Storm har det godt i klassen, og hans to hjem gør det samme."),
    goals=(
        Goal(
            *(10, "Jeg vil ikke blive så vred, at jeg slår"),
            facts={
                "scale": "attainment",
                "professional_words": "Storm går fra, før han slår, og får hjælp af en voksen.",
                "conditions": ["development", "school"],
                "aim": 0,
            },
            levels={
                -2: "Storm slår hver dag",
                -1: "Storm slår hver uge",
                0: "Storm går fra, når en voksen siger til",
                1: "Storm går selv fra",
                2: "Storm siger, hvad han er sur over",
            },
            with_whom=("Storm", "Camilla", "Thomas"),
            took_part={"manner": "network_meeting", "recognition": "yes"},
            scores={
                "Storm": (-1, -2, -1, -1, 0),
                "Camilla": (-2, -1, -1, 0),
                "teacher": (-2, -2, -1),
            },
        ),
        Goal(
            *(10, "Jeg vil vide, hvor jeg skal sove"),
            facts={"low_anchor": "Jeg ved det aldrig", "high_anchor": "Jeg ved det altid"},
            with_whom=("Storm",),
            closed=(120, "reached", "Der hænger en kalender i begge hjem."),
            scores={"Storm": (2, 5, 8, 9)},
        ),
        Goal(
            *(140, "Jeg vil have en at spise madpakke med"),
            facts={"low_anchor": "Jeg sidder alene"},
            with_whom=("Storm",),
            took_part={
                "manner": "conversation",
                "recognition": "change",
                "wanted_changed": "Det skal ikke være en voksen.",
            },
            scores={"Storm": (3, 3, 2), "practitioner": (4, 3)},
        ),
    ),
    actions=(("Samtaler med begge forældre", "Ida Rosenlyk", 20, 180, "under_way", ""),),
)
NOVA = Plan(
    *("Nova", "Nova kan klare sin egen hverdag, når hun fylder 18."),
    goals=(
        Goal(
            *(5, "Jeg vil selv kunne lave aftensmad"),
            facts={
                "scale": "ffb",
                "aim": 1,
                "professional_words": "Nova laver mad to dage i ugen.",
            },
            levels={3: "Andre laver maden", 1: "Nova laver den med en opskrift"},
            with_whom=("Nova", "Bente"),
            scores={"Nova": (3, 2, 2), "practitioner": (3, 3, 2)},
        ),
        Goal(
            *(5, "Jeg vil blive ved med at gå til svømning"),
            facts={
                "scale": "ffb",
                "kind": "maintain",
                "aim": 1,
                "ics": ["leisure"],
                "conditions": ["leisure"],
            },
            with_whom=("Nova",),
            scores={"Nova": (1, 1, 2)},
        ),
    ),
)
ELMER = Plan(
    *("Elmer", "Rolige nætter og måltider."),
    goals=(
        Goal(
            *(0, "Vi vil spise aftensmad uden skærm"),
            by="parents",
            facts={"low_anchor": "Skærmen er altid tændt", "high_anchor": "Vi snakker", "aim": 8},
            with_whom=("Louise",),
            closed=(400, "reached", ""),
            scores={"Louise": (2, 4, 6, 8)},
        ),
    ),
    closed=(420, "reached"),
)
PLANS = (ALMA, STORM, NOVA, ELMER)
