"""Two PDF plans that the reader was made with, set with Typst."""

import typst

from .truth import Plan, Truth

_COLUMNS = """
#set page(paper: "a4", header: [Søndersø Kommune – Ungecentret], footer: context align(center)[Side #counter(page).display() af 3])
#set text(lang: "da", size: 10pt)
#set heading(numbering: "1.1")
#align(center)[#text(size: 22pt)[Virksomhedsplan 2025–2026] \\ #text(size: 14pt)[Ungecentret]]
#outline(title: [Indholdsfortegnelse])
#pagebreak()
#columns(2)[
= Hvem er vi?
Ungecentret har 22 medarbejdere (svarende til 19,5 årsværk), som følger unge fra 15 til 25 år. Centret ligger midt i byen og har åbent alle hverdage fra morgen til sen eftermiddag, og det er let at komme forbi uden en aftale.

= Flere unge i uddannelse
Alt for mange unge står stille efter niende klasse, og vi vil være med til at vende det sammen med skolerne og de unge selv.

== Mål – Ingen ung venter mere end to uger
De unge skal have et svar, mens de stadig har mod på det.

*Handlinger*
- Vi indfører åben rådgivning tre dage om ugen fra marts 2025.
- Skolerne får en fast kontaktperson.

*Målindikatorer*
- Ventetiden er højst 14 dage ultimo 2025.
- Fire ud af fem unge er tilfredse med den første samtale.

== Mål – Færre afbrudte forløb
Et afbrudt forløb koster både den unge og fællesskabet dyrt.

*Handlinger*
- Mentorerne ringer op efter den første uge.

*Målindikatorer*
- Frafaldet er under 10 % i 2. halvår 2026.

= Tværgående indsatsområde: Job til alle
Sammen med jobcentret finder vi flere fritidsjob.

== Mål – Fritidsjob i alle klubber
Et fritidsjob giver erfaring og venner.

*Handlinger*
- Klubberne inviterer virksomheder til åbent hus den 12. september 2025.

*Målindikatorer*
- 120 unge har fået et fritidsjob inden udgangen af juni 2026.
]
#pagebreak()
Sagsnummer: 15.20.00-P22-3-24
"""

_FORM = """
#set page(paper: "a4")
#set text(lang: "da", size: 10pt)
#text(size: 18pt, weight: "bold")[Dialogaftale 2026]

mellem Biblioteket i Lindeby og Kulturforvaltningen, Lindeby Kommune

#text(size: 13pt, weight: "bold")[Fokusområder]
#table(columns: (1fr, 2fr),
  [Titel], [Læselyst hos de mindste],
  [Beskrivelse], [Flere familier skal bruge biblioteket, før barnet kan læse.],
  [Hvordan måler vi?], [Udlån af billedbøger opgøres hvert kvartal.],
  [Ressourcer], [Inden for den nuværende ramme.],
  [Status], [Udfyldes ved opfølgningen.],
)
#text(size: 13pt, weight: "bold")[Egne mål]
#table(columns: (1fr, 2fr),
  [Titel], [Åbent til midnat i eksamenstiden],
  [Beskrivelse], [De studerende har brug for et sted at være.],
  [Hvordan måler vi?], [Dørtælleren aflæses i maj og juni.],
  [Ressourcer], [40.000 kr. til aftenvagter.],
  [Handlinger], [Vagtplanen er klar 1. april 2026],
)
#table(columns: (1fr, 2fr),
  [Titel], [Bogbus til landsbyerne],
  [Beskrivelse], [Landsbyerne har mistet deres filialer.],
  [Hvordan måler vi?], [Antal besøgende pr. stop.],
  [Ressourcer], [Bussen er købt.],
  [Handlinger], [Ruten afprøves i foråret 2026],
)
"""


def _compiled(source: str) -> bytes:
    return typst.compile(source.encode(), format="pdf")


COLUMNS = Plan(
    "PDF i to spalter",
    "virksomhedsplan.pdf",
    lambda: _compiled(_COLUMNS),
    Truth(
        kind="business_plan",
        municipality="Søndersø Kommune",
        period=("2025-01-01", "2026-12-31"),
        case_number="15.20.00-P22-3-24",
        elements={
            "units": ["Ungecentret | 22 | 19.5"],
            "focus areas": ["Flere unge i uddannelse", "Job til alle"],
            "cross-cutting": ["Job til alle"],
            "goals": [
                "Ingen ung venter mere end to uger",
                "Færre afbrudte forløb",
                "Fritidsjob i alle klubber",
            ],
            "goals' areas": [
                "Ingen ung venter mere end to uger | Flere unge i uddannelse",
                "Færre afbrudte forløb | Flere unge i uddannelse",
                "Fritidsjob i alle klubber | Job til alle",
            ],
            "actions": [
                "Vi indfører åben rådgivning tre dage om ugen fra marts 2025.",
                "Skolerne får en fast kontaktperson.",
                "Mentorerne ringer op efter den første uge.",
                "Klubberne inviterer virksomheder til åbent hus den 12. september 2025.",
            ],
            "action dues": [
                "2025-03-31 Vi indfører åben rådgivning tre dage om ugen fra m",
                "2025-09-12 Klubberne inviterer virksomheder til åbent hus de",
            ],
            "indicators": [
                "Ventetiden er højst 14 dage ultimo 2025.",
                "Fire ud af fem unge er tilfredse med den første samtale.",
                "Frafaldet er under 10 % i 2. halvår 2026.",
                "120 unge har fået et fritidsjob inden udgangen af juni 2026.",
            ],
            "indicator dues": [
                "2025-12-31 Ventetiden er højst 14 dage ultimo 2025.",
                "2026-12-31 Frafaldet er under 10 % i 2. halvår 2026.",
                "2026-06-30 120 unge har fået et fritidsjob inden udgangen af ",
            ],
        },
    ),
)

FORM = Plan(
    "PDF som skema",
    "dialogaftale.pdf",
    lambda: _compiled(_FORM),
    Truth(
        kind="dialogue",
        municipality="Lindeby Kommune",
        period=("2026-01-01", "2026-12-31"),
        elements={
            "parties": ["Biblioteket i Lindeby", "Kulturforvaltningen"],
            "focus areas": ["Læselyst hos de mindste"],
            "goals": ["Åbent til midnat i eksamenstiden", "Bogbus til landsbyerne"],
            "goal fields": [
                "how_measured: Dørtælleren aflæses i maj og juni.",
                "resources: 40.000 kr. til aftenvagter.",
                "how_measured: Antal besøgende pr. stop.",
                "resources: Bussen er købt.",
            ],
            "actions": ["Vagtplanen er klar 1. april 2026", "Ruten afprøves i foråret 2026"],
            "action dues": [
                "2026-04-01 Vagtplanen er klar 1. april 2026",
                "2026-05-31 Ruten afprøves i foråret 2026",
            ],
        },
    ),
)
