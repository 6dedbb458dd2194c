"""A web page and a text file that the reader was made with."""

from .truth import Plan, Truth

_STRATEGY = """<!doctype html>
<html lang="da"><head><meta charset="utf-8"><title>Sundhedsstrategi – Klitby Kommune</title>
<style>p { margin: 0 }</style></head><body>
<nav><a href="/">Forside</a> <a href="/kontakt">Kontakt</a></nav>
<main><h1>Sundhedsstrategi 2024-2028</h1>
<p>Klitby Kommune vil være et godt sted at blive gammel.</p>
<h2>Mission</h2><p>Vi gør det sunde valg let for alle, hvor de bor og færdes.</p>
<h2>Borgerrettede visioner</h2>
<h3>Alle børn bevæger sig</h3><p>Skoler og klubber går sammen om en time om dagen.</p>
<h3>Ingen er alene</h3><p>Foreningerne åbner dørene for nye ansigter.</p>
<h2>Organisationsrettede visioner</h2>
<h3>Én indgang til hjælp</h3><p>Borgeren skal kun fortælle sin historie én gang.</p>
<h2>Tidsplan</h2>
<table><tr><th>Hvornår</th><th>Hvad</th></tr>
<tr><td>Maj 2024</td><td>Strategien vedtages i byrådet</td></tr>
<tr><td>3. kvartal 2024</td><td>Forvaltningerne laver handleplaner</td></tr>
<tr><td>Ultimo 2026</td><td>Midtvejsstatus</td></tr></table>
</main><footer>Klitby Kommune · Rådhustorvet 1</footer></body></html>
"""

STRATEGY = Plan(
    "strategi som webside",
    "strategi.html",
    lambda: _STRATEGY.encode(),
    Truth(
        kind="strategy",
        municipality="Klitby Kommune",
        period=("2024-01-01", "2028-12-31"),
        has_mission=True,
        elements={
            "visions": [
                "Alle børn bevæger sig | citizen",
                "Ingen er alene | citizen",
                "Én indgang til hjælp | organisation",
            ],
            "calendar": [
                "2024-05-31 Strategien vedtages i byrådet",
                "2024-09-30 Forvaltningerne laver handleplaner",
                "2026-12-31 Midtvejsstatus",
            ],
        },
    ),
)

_FRAMEWORK = """FÆLLES RAMME FOR VIRKSOMHEDSPLANER 2022-2023
Ældreområdet, Mosede Kommune

Indledning
Rammen siger, hvad alle planer på området skal bygge på.

Gennemgående temmaer
- Værdighed
- Ernæring
- Velfærdsteknologi

Effektmål

Målgruppe: Borgere med demens
Effektmål	Indikator	Ophæng
Færre flytter uønsket	Andel flytninger uden ønske	nationalt
Flere pårørende får aflastning	Antal aflastede pårørende	lokalt

Målgruppe: Borgere i genoptræning
Effektmål	Indikator	Ophæng
Flere klarer sig uden hjælp	Afventer	KKR

Kråv til planerne
- Hver enhed skal have mindst tre mål.
- Alle mål skal have en indikator.
- Planen må højst fylde ti sider.

Tværgående projekter

Projekt: Nyt kaldesystem
Systemet rulles ud på alle plejehjem.

Årshjul
1. februar 2022: Enhederne sender udkast
Uge 20 2022: Udvalget behandler planerne
"""

FRAMEWORK = Plan(
    "ramme som tekst med stavefejl",
    "ramme.txt",
    lambda: _FRAMEWORK.encode("cp1252"),
    Truth(
        kind="framework",
        municipality="Mosede Kommune",
        period=("2022-01-01", "2023-12-31"),
        elements={
            "themes": ["Værdighed", "Ernæring", "Velfærdsteknologi"],
            "effect goals": [
                "Borgere med demens | Færre flytter uønsket",
                "Borgere med demens | Flere pårørende får aflastning",
                "Borgere i genoptræning | Flere klarer sig uden hjælp",
            ],
            "effect indicators": ["Andel flytninger uden ønske", "Antal aflastede pårørende"],
            "rules": [
                "Hver enhed skal have mindst tre mål.",
                "Alle mål skal have en indikator.",
                "Planen må højst fylde ti sider.",
            ],
            "projects": ["Nyt kaldesystem"],
            "calendar": [
                "2022-02-01 Enhederne sender udkast",
                "2022-05-22 Udvalget behandler planerne",
            ],
        },
    ),
)
