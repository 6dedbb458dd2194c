"""Two PDF plans that the reader first met when it was finished."""

import typst

from .truth import Plan, Truth

_BOXES = """
#set page(paper: "a4", footer: [Botilbuddet Kastanjen #h(1fr) #context counter(page).display()])
#set text(lang: "da", size: 10.5pt)
#set par(justify: true)
#align(center)[#text(size: 26pt, weight: "bold")[Aftale om drift og udvikling 2025]]
#align(center)[#text(size: 15pt)[Botilbuddet Kastanjen]]
#v(1em)
Aftalen dækker perioden 1. januar 2025 til 31. december 2025 og er indgået mellem Botilbuddet Kastanjen og Socialforvaltningen i Tornby Kommune. Den bygger på dialogen på stedet i oktober, hvor både beboere, pårørende og medarbejdere var med.

#text(size: 15pt, weight: "bold")[Kort om os]

#table(columns: (auto, 1fr), stroke: none,
  [Adresse], [Kastanjealle 12, 9998 Tornby],
  [Daglig leder], [Gerda Vium],
  [Antal pladser], [24],
)

#text(size: 15pt, weight: "bold")[Aftalte mål]

#rect(width: 100%)[
#text(size: 12pt, weight: "bold")[Mål 1: Beboerne bestemmer mere selv]

*Beskrivelse:* Beboerne skal være med, når dagen lægges til rette.

*Fremgangsmåde:* Vi holder beboermøde hver mandag og skriver beslutningerne på tavlen.

*Succeskriterier:* Otte ud af ti beboere siger, at de har indflydelse.

*Evaluering:* Beboerne spørges i november 2025.
]

#rect(width: 100%)[
#text(size: 12pt, weight: "bold")[Mål 2: Færre magtanvendelser]

*Beskrivelse:* Indgreb i selvbestemmelsen er sidste udvej.

*Fremgangsmåde:* Alle medarbejdere lærer konfliktnedtrapning, og episoder gennemgås inden for et døgn.

*Succeskriterier:* Antallet er halveret i forhold til 2024.

*Evaluering:* Tallene drøftes i MED-udvalget hvert kvartal.
]

#text(size: 15pt, weight: "bold")[Økonomi]

#table(columns: (1fr, auto),
  [Post], [Budget 2025 (kr.)],
  [Løn], [18.450.000],
  [Kost og aktiviteter], [1.220.500],
  [Budget i alt], [19.670.500],
)
"""

_AMBITIONS = """
#set page(paper: "a4", header: align(right)[Byrådet i Hedelund Kommune], footer: context align(center)[#counter(page).display("1 / 1", both: true)])
#set text(lang: "da", size: 10pt)
#show heading.where(level: 1): set text(size: 16pt)
#show heading.where(level: 2): set text(size: 12.5pt)
#text(size: 24pt)[Strategi for det nære sundhedsvæsen]

#text(size: 13pt)[2026–2030]

#outline(title: [Indhold])
#pagebreak()
= Vores mission
Vi er der, når helbredet svigter, og vi er ude af hverdagen igen, så snart borgeren kan selv.

= Visioner for borgerne
== Hjem før dørtærsklen
Genoptræningen begynder i hjemmet dagen efter udskrivning.

== Samme ansigt hver uge
Borgeren kender navnet på den, der kommer.

= Visioner for organisationen
== Fælles journal på tværs
Alle fagligheder skriver i den samme plan.

== Plads til at lære
Hver medarbejder har fem dage om året til ny viden.

= Gennemgående temaer
- Lighed i sundhed
- Pårørende som partnere
- Teknologi med omtanke

= Tidsplan
#table(columns: (auto, 1fr),
  [Januar 2026], [Byrådet vedtager strategien],
  [Medio 2026], [Centrene har lagt egne planer],
  [4. kvartal 2028], [Midtvejsmåling],
  [Ultimo 2030], [Strategien afsluttes],
)
"""


def _compiled(source: str) -> bytes:
    return typst.compile(source.encode(), format="pdf")


BOXES = Plan(
    "PDF med bokse",
    "driftsaftale.pdf",
    lambda: _compiled(_BOXES),
    Truth(
        kind="contract",
        municipality="Tornby Kommune",
        period=("2025-01-01", "2025-12-31"),
        elements={
            "parties": ["Botilbuddet Kastanjen", "Socialforvaltningen i Tornby Kommune"],
            "facts": [
                "Adresse | Kastanjealle 12, 9998 Tornby",
                "Daglig leder | Gerda Vium",
                "Antal pladser | 24",
            ],
            "goals": ["Beboerne bestemmer mere selv", "Færre magtanvendelser"],
            "goal fields": [
                "method: Vi holder beboermøde hver mandag og skriver beslutningerne på",
                "success_criterion: Otte ud af ti beboere siger, at de har indflydelse.",
                "follow_up: Beboerne spørges i november 2025.",
                "method: Alle medarbejdere lærer konfliktnedtrapning, og episoder gen",
                "success_criterion: Antallet er halveret i forhold til 2024.",
                "follow_up: Tallene drøftes i MED-udvalget hvert kvartal.",
            ],
            "budget": [
                "Løn | 18450000",
                "Kost og aktiviteter | 1220500",
                "Budget i alt | 19670500",
            ],
            "budget totals": ["Budget i alt"],
        },
    ),
)

AMBITIONS = Plan(
    "strategi som PDF",
    "strategi.pdf",
    lambda: _compiled(_AMBITIONS),
    Truth(
        kind="strategy",
        municipality="Hedelund Kommune",
        period=("2026-01-01", "2030-12-31"),
        has_mission=True,
        elements={
            "visions": [
                "Hjem før dørtærsklen | citizen",
                "Samme ansigt hver uge | citizen",
                "Fælles journal på tværs | organisation",
                "Plads til at lære | organisation",
            ],
            "themes": ["Lighed i sundhed", "Pårørende som partnere", "Teknologi med omtanke"],
            "calendar": [
                "2026-01-31 Byrådet vedtager strategien",
                "2026-07-31 Centrene har lagt egne planer",
                "2028-12-31 Midtvejsmåling",
                "2030-12-31 Strategien afsluttes",
            ],
        },
    ),
)
