"""What goals, plans and evaluations of the invented families say: short, plain and nobody's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GoalWords:
    """A goal in the family's words, in the professional's, and what both ends of it look like."""

    own: str
    professional: str
    low: str
    high: str


CHILD = (
    GoalWords(
        "Jeg vil gerne sove i min egen seng hele natten.",
        "Barnet falder til ro alene og sover natten igennem.",
        "Jeg går ind til de voksne hver nat.",
        "Jeg sover hele natten i min egen seng.",
    ),
    GoalWords(
        "Jeg vil gerne i skole hver dag uden at få ondt i maven.",
        "Barnet møder i skole alle dage og ved, hvem det kan gå til.",
        "Jeg bliver hjemme de fleste dage.",
        "Jeg går i skole alle dage.",
    ),
    GoalWords(
        "Jeg vil have nogen at lege med i frikvartererne.",
        "Barnet er med i en leg eller et fællesskab hver skoledag.",
        "Jeg går rundt alene.",
        "Jeg er med hver dag.",
    ),
    GoalWords(
        "Vi skal ikke råbe så meget derhjemme.",
        "Uenigheder i hjemmet tages roligt, og de voksne går foran.",
        "Vi råber hver dag.",
        "Vi kan være uenige uden at råbe.",
    ),
    GoalWords(
        "Jeg vil gerne vide, hvad der skal ske i morgen.",
        "Hverdagen er forudsigelig, og barnet kender ugens plan.",
        "Jeg ved det aldrig.",
        "Jeg ved det hver aften.",
    ),
    GoalWords(
        "Jeg vil sige til, når jeg bliver sur, i stedet for at slå.",
        "Barnet bruger ord eller går fra, når det bliver vredt.",
        "Jeg slår næsten hver dag.",
        "Jeg siger altid til.",
    ),
    GoalWords(
        "Jeg vil gerne se far mere, uden at det bliver skænderi.",
        "Samværet er aftalt og kan gennemføres roligt.",
        "Det ender galt hver gang.",
        "Det går godt hver gang.",
    ),
    GoalWords(
        "Jeg vil gå til noget, jeg kan lide.",
        "Barnet har en fast fritidsaktivitet.",
        "Jeg laver ingenting.",
        "Jeg er af sted hver uge.",
    ),
)
PARENTS = (
    GoalWords(
        "Vi vil gerne have rolige morgener, hvor alle når det.",
        "Forældrene holder en fast morgenrutine.",
        "Vi skændes hver morgen.",
        "Vi når det i ro alle dage.",
    ),
    GoalWords(
        "Vi vil kunne trøste, når han bliver ked af det.",
        "Forældrene ser barnets signaler og svarer på dem.",
        "Vi ved ikke, hvad vi skal gøre.",
        "Vi kan trøste hver gang.",
    ),
    GoalWords(
        "Vi vil spise sammen uden kamp om maden.",
        "Måltiderne er rolige, og barnet spiser med.",
        "Hvert måltid er en kamp.",
        "Vi hygger os ved bordet.",
    ),
    GoalWords(
        "Hun skal turde være i børnehaven, når jeg går.",
        "Barnet kan tage afsked og finder en voksen i dagtilbuddet.",
        "Hun græder hele formiddagen.",
        "Hun vinker og leger.",
    ),
    GoalWords(
        "Vi vil blive enige om, hvad der gælder hjemme hos os.",
        "Forældrene har fælles regler og holder dem.",
        "Vi siger hver sit.",
        "Vi siger det samme.",
    ),
    GoalWords(
        "Han skal kunne fortælle os, hvad han vil.",
        "Barnet bruger ord, tegn eller billeder til at vise, hvad det vil.",
        "Vi gætter os frem.",
        "Han viser det selv.",
    ),
)
ADULT = (
    GoalWords(
        "Jeg vil selv stå op og komme af sted om morgenen.",
        "Borgeren står op og møder på sit tilbud uden at blive hentet.",
        "Jeg bliver liggende de fleste dage.",
        "Jeg er af sted alle dage.",
    ),
    GoalWords(
        "Jeg vil have styr på min post og mine penge.",
        "Borgeren åbner post og betaler regninger til tiden.",
        "Jeg åbner ikke noget.",
        "Jeg klarer det selv hver uge.",
    ),
    GoalWords(
        "Jeg vil kunne handle ind uden at gå i panik.",
        "Borgeren handler ind alene.",
        "Jeg tør ikke gå ind i butikken.",
        "Jeg handler selv.",
    ),
    GoalWords(
        "Jeg vil lave mad, jeg kan holde til.",
        "Borgeren laver et varmt måltid de fleste dage.",
        "Jeg spiser mest brød.",
        "Jeg laver mad hver dag.",
    ),
    GoalWords(
        "Jeg vil have nogen at snakke med i weekenden.",
        "Borgeren har faste aftaler med andre.",
        "Jeg ser ingen.",
        "Jeg har en aftale hver weekend.",
    ),
    GoalWords(
        "Jeg vil have flere gode dage om ugen.",
        "Borgeren har flere dage uden tilbagefald og ved, hvem der kan ringes til.",
        "Ingen gode dage.",
        "Gode dage hele ugen.",
    ),
)
ATTAINED = {
    -2: "Det er blevet sværere end ved starten.",
    -1: "Som det var, da vi begyndte.",
    0: "Det går, som vi aftalte, at det skulle.",
    1: "Det går bedre end aftalt.",
    2: "Det går meget bedre end aftalt.",
}
OCCASIONS = (
    "Familien har selv bedt om hjælp til hverdagen.",
    "Skolen har sammen med forældrene bedt om støtte.",
    "Sundhedsplejersken og forældrene har talt om, hvad der er svært lige nu.",
    "Der er sket meget på kort tid, og familien vil gerne have ro på.",
    "Et netværksmøde pegede på, at der er brug for støtte en tid.",
)
ADULT_OCCASIONS = (
    "Borgeren har selv bedt om støtte i hverdagen.",
    "Lægen og borgeren har sammen bedt om støtte.",
    "Borgeren er flyttet og har brug for hjælp til at komme i gang.",
)
PURPOSES = (
    "En hverdag, som familien selv kan holde fast i.",
    "Ro og forudsigelighed, så der bliver plads til skole og venner.",
    "At det, der virker, bliver en vane.",
)
ADULT_PURPOSES = ("En hverdag, som borgeren selv kan styre.", "Mindre støtte, når det går godt.")
CRITERIA = (
    "Vi kan se det på tallene, og familien siger selv, at det er blevet lettere.",
    "Det går godt flere uger i træk, også når der er travlt.",
)
SEEN = (
    ("Det er blevet lettere.", "Vi kan se, at det hjælper, når vi holder fast."),
    ("Det svinger.", "Vi skal øve os, også når det er svært."),
    ("Det går, som det plejer.", "Vi prøver en anden vej."),
)
ACTIONS = (
    ("Samtaler hjemme hver anden uge.", "Behandleren og familien"),
    ("En tavle med dagens plan øves hver morgen.", "Familien, med støtte"),
    ("Fast opkald hver uge.", "Kontaktpersonen"),
    ("Møde med skole eller arbejdssted hver måned.", "Rådgiveren"),
)
NOT_ASKED = (
    "Målet kom fra et møde, som familien ikke var med til.",
    "Familien ønskede ikke at tale om mål den dag.",
)
CLOSING = {
    "reached": "Målene er nået, og familien kan ringe igen.",
    "other": "Forløbet er slut som planlagt; noget arbejder familien videre med selv.",
    "declined": "Familien ønskede ikke at fortsætte.",
    "not_helping": "Forløbet hjalp ikke nok og er stoppet.",
    "moved": "Familien er flyttet.",
    "breakdown": "Forløbet sluttede, før det var planlagt.",
}
