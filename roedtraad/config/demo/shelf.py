"""The library of indicators of the demonstration: each with its whole passport."""

from __future__ import annotations

from decimal import Decimal

from roedtraad.steering.indicators.passport import Level

from .shelf_entry import CASES, PERSONS, STAFF, SUMS, A, D, Entry, F, K
from .shelf_units import ADULTS, FAMILIES

EVERYBODY = [
    Entry(
        "Sygefravær",
        "Sygedage som andel af arbejdsdage.",
        "Faste mennesker er en del af hjælpen.",
        "Hvor ledelsen skal være til stede.",
        "Alle ansatte med månedsløn. Barsel og barns sygedag er ikke med.",
        STAFF,
        share=("Sygedage", "Arbejdsdage"),
        direction=D.WITHIN,
        frequency=F.MONTH,
        base=640,
        more={"decimals": 1, "largest_jump": Decimal(3)},
    ),
    Entry(
        "Underretninger",
        "Underretninger om børn, modtaget i måneden.",
        "Viser, hvornår der er travlt, og hvem der ser børnene.",
        "Hvor mange der skal være på vagt til at vurdere.",
        "Hver underretning tæller én gang, også når der kommer flere om samme barn.",
        CASES,
        kind=K.NUMBER,
        measured_in="underretninger",
        direction=D.NONE,
        frequency=F.MONTH,
        over=SUMS,
        divided={"Fra hvem": ("Skole", "Dagtilbud", "Sundhedsvæsen", "Andre")},
        more=PERSONS,
    ),
    Entry(
        "Underretninger vurderet inden for 24 timer",
        "Hvor stor en del af underretningerne der er vurderet inden for et døgn.",
        "Et barn kan være i fare i nat.",
        "Hvordan vagten dækkes i weekender.",
        "Fra modtagelse til noteret vurdering, på klokken, alle døgnets timer.",
        CASES,
        share=("Vurderet inden for 24 timer", "Modtagne underretninger"),
        frequency=F.MONTH,
        base=62,
    ),
    Entry(
        "Ventende på bostøtte",
        "Borgere med en bevilling, der endnu ikke er begyndt.",
        "Den, der venter, får det sjældent bedre.",
        "Om der skal ansættes, eller støtten skal fordeles anderledes.",
        "Talt den sidste dag i måneden.",
        CASES,
        kind=K.NUMBER,
        measured_in="borgere",
        direction=D.DOWN,
        frequency=F.MONTH,
        over=(A.LATEST, A.SUM),
    ),
    Entry(
        "Inddragelse er beskrevet",
        "Hvor godt det er beskrevet, hvordan borgeren var med til at bestemme.",
        "Det, der ikke er skrevet, kan ingen lære af.",
        "Hvilket hold der skal have hjælp til at skrive.",
        "Ti tilfældige forløb læses af to, der ikke har skrevet dem; de bliver enige om et trin.",
        "Læsning af forløb",
        kind=K.EVIDENCE,
        measured_in="",
        frequency=F.HALF_YEAR,
        over=(A.LATEST, A.NONE),
        rubric=(
            Level(0, "Ikke beskrevet", "Der står ikke, at borgeren er spurgt."),
            Level(1, "Nævnt", "Der står, at borgeren er spurgt, men ikke om hvad."),
            Level(2, "Beskrevet", "Det står, hvad borgeren blev spurgt om, og hvad svaret var."),
            Level(3, "Brugt", "Det kan ses i målet eller i indsatsen, hvad svaret førte til."),
        ),
    ),
    Entry(
        "Fælles faglig ramme er taget i brug",
        "Alle medarbejdere arbejder efter den fælles ramme.",
        "Borgeren skal møde det samme, uanset hvem der har vagt.",
        "Om der skal holdes flere kurser.",
        "Nået, når alle faste medarbejdere har været på kurset, og rammen bruges på teammødet.",
        "Leder",
        kind=K.MILESTONE,
        measured_in="",
        over=(A.LATEST, A.NONE),
        more={"frequency": ""},
    ),
    Entry(
        "Mål, der kan følges",
        "Hvor stor en del af aftalernes mål der har en indikator.",
        "Et mål, ingen kan se, er et ønske.",
        "Hvilke enheder der skal have hjælp af en konsulent.",
        "",
        "Aftalerne i Rød Tråd",
        kind=K.REGISTER,
        more={"register_measure": "goals_with_indicator"},
    ),
    Entry(
        "Handlinger udført til tiden",
        "Hvor stor en del af de handlinger, der skulle være gjort, der blev gjort.",
        "En aftale, der ikke bliver til noget, er værre end ingen.",
        "Om der er aftalt for meget.",
        "",
        "Aftalerne i Rød Tråd",
        kind=K.REGISTER,
        more={"register_measure": "actions_done_on_time"},
    ),
]
SHELF = {each.title: each for each in (*FAMILIES, *ADULTS, *EVERYBODY)}
