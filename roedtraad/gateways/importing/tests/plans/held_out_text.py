"""A web page and a flattened text that the reader first met when it was finished."""

from .truth import Plan, Truth

_PAGE = """<!DOCTYPE html><html lang="da"><head><title>Rammer for centrenes planer</title></head><body>
<header><p>Askebjerg Kommune</p></header>
<div class="content">
<h1>Ramme for virksomhedsplaner på beskæftigelsesområdet 2025-2026</h1>
<p>Her står, hvad planerne fra de fire centre skal leve op til.</p>
<h2>Effektmål</h2>
<h3>Unge under 30 år</h3>
<table><thead><tr><th>Effektmål</th><th>Indikator</th><th>Fastsat af</th></tr></thead>
<tbody><tr><td>Flere begynder på en uddannelse</td><td>Andel i uddannelse efter et år</td><td>Regeringen</td></tr>
<tr><td>Færre på offentlig forsørgelse</td><td>Antal unge på kontanthjælp</td><td>Byrådet</td></tr></tbody></table>
<h3>Langtidssyge</h3>
<table><thead><tr><th>Effektmål</th><th>Indikator</th><th>Fastsat af</th></tr></thead>
<tbody><tr><td>Hurtigere tilbage i job</td><td>Under udarbejdelse</td><td>KKR</td></tr></tbody></table>
<h2>Krav til planerne</h2>
<ol><li>Hvert center skal have mindst to mål for hver målgruppe.</li>
<li>Alle mål skal have et tal og en dato.</li></ol>
<h2>Tværgående projekter</h2>
<h3>Virksomhedskorps</h3><p>Tyve virksomheder tager imod praktikanter.</p>
<h3>Åben rådgivning</h3><p>Borgerne kan møde op uden aftale.</p>
<h2>Årshjul</h2>
<ul><li>Februar 2025: Udkast sendes til forvaltningen</li>
<li>15. april 2025: Udvalget godkender planerne</li>
<li>Ultimo november 2026: Opsamling</li></ul>
</div>
<footer>Askebjerg Kommune, Torvet 1</footer></body></html>"""

PAGE = Plan(
    "ramme som webside",
    "ramme.html",
    lambda: _PAGE.encode("utf-8"),
    Truth(
        kind="framework",
        municipality="Askebjerg Kommune",
        period=("2025-01-01", "2026-12-31"),
        elements={
            "effect goals": [
                "Unge under 30 år | Flere begynder på en uddannelse",
                "Unge under 30 år | Færre på offentlig forsørgelse",
                "Langtidssyge | Hurtigere tilbage i job",
            ],
            "effect indicators": ["Andel i uddannelse efter et år", "Antal unge på kontanthjælp"],
            "rules": [
                "Hvert center skal have mindst to mål for hver målgruppe.",
                "Alle mål skal have et tal og en dato.",
            ],
            "projects": ["Virksomhedskorps", "Åben rådgivning"],
            "calendar": [
                "2025-02-28 Udkast sendes til forvaltningen",
                "2025-04-15 Udvalget godkender planerne",
                "2026-11-30 Opsamling",
            ],
        },
    ),
)

_FLAT = (
    "Dialogaftale 2023 mellem Svømmehallen i Nordhavn og Fritidsforvaltningen Nordhavn Kommune 1\n\n"
    "Om aftalen Aftalen er et redskab til dialog og følger kalenderåret. Den suppleres af budgettet, "
    "som byrådet vedtager hvert efterår, og den erstatter ikke de almindelige regler for drift, "
    "sikkerhed og økonomi. Parterne mødes to gange om året og taler om, hvordan det går med de mål, "
    "som står på de næste sider, og om noget skal laves om undervejs. 2\n\n"
    "1. Forvaltningens fokusområder Titel: Svømning for alle børn Beskrivelse: Alle børn i kommunen "
    "skal kunne svømme 200 meter, før de forlader 5. klasse. Det kræver, at skolerne får flere tider "
    "i bassinet, og at underviserne har de rette kompetencer. Hvordan måler vi? Skolerne indberetter "
    "antallet af elever, som har bestået prøven. Ressourcer: Afholdes inden for rammen. 3\n\n"
    "2. Svømmehallens egne mål Titel: Flere ældre i bassinet Beskrivelse: Varmtvandsbassinet står tomt "
    "om formiddagen, og det vil vi lave om på sammen med ældreforeningerne, som har mange medlemmer, "
    "der gerne vil bevæge sig. Hvordan måler vi? Billetsystemet tæller besøg af pensionister. "
    "Ressourcer: En livredder mere tre formiddage om ugen. Opfølgning: Tallene gennemgås på mødet i "
    "september 2023. 4\n\n"
    "2. Svømmehallens egne mål Titel: Lavere forbrug af vand og varme Beskrivelse: Hallen er byens "
    "største forbruger, og priserne er steget meget på kort tid, så der er god grund til at se på, "
    "hvor der kan spares uden at gæsterne mærker det. Hvordan måler vi? Målerne aflæses hver måned. "
    "Ressourcer: 350.000 kr. til nye pumper. Opfølgning: Regnskabet for 2023 viser besparelsen. 5\n"
)

FLAT = Plan(
    "dialogaftale som flad tekst",
    "dialogaftale.txt",
    lambda: _FLAT.encode(),
    Truth(
        kind="dialogue",
        municipality="Nordhavn Kommune",
        period=("2023-01-01", "2023-12-31"),
        elements={
            "parties": ["Svømmehallen i Nordhavn", "Fritidsforvaltningen Nordhavn Kommune"],
            "focus areas": ["Svømning for alle børn"],
            "goals": ["Flere ældre i bassinet", "Lavere forbrug af vand og varme"],
            "goal fields": [
                "how_measured: Billetsystemet tæller besøg af pensionister.",
                "resources: En livredder mere tre formiddage om ugen.",
                "follow_up: Tallene gennemgås på mødet i september 2023.",
                "how_measured: Målerne aflæses hver måned.",
                "resources: 350.000 kr. til nye pumper.",
                "follow_up: Regnskabet for 2023 viser besparelsen.",
            ],
        },
    ),
)
