"""What Fjordby aims at: the strategy's visions, focus areas, themes, effect goals and calendar."""

from __future__ import annotations

from dataclasses import dataclass, field

from roedtraad.steering.agreements.models import Direction, Origin

CITIZEN, ORGANISATION = Direction.CITIZEN, Direction.ORGANISATION
FAMILY, HANDICAP = "Familie og Forebyggelse", "Børn med Handicap"
ADULT, HEALTH = "Voksne og Bosteder", "Sundhed og Trivsel"

TITLE = "Sammen om hverdagen"
MISSION = (
    "Vi hjælper børn, familier og voksne i Fjordby til en hverdag, de selv kan stå i – tidligt, "
    "sammen med dem, det handler om, og ikke længere end nødvendigt."
)
TEXT = (
    "Strategien gælder hele socialområdet. Den siger, hvad vi vil, og lader enhederne om at finde "
    "vejen. Hver enhed skriver sine egne mål og viser, hvad de tjener."
)


@dataclass(frozen=True)
class Area:
    """A focus area; without departments it is for all."""

    key: str
    title: str
    text: str
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aim:
    """A vision with its focus areas."""

    title: str
    text: str
    direction: Direction
    areas: list[Area] = field(default_factory=list)


VISIONS = [
    Aim(
        "Hjælpen kommer, før det bliver svært",
        "Familier møder os, mens problemet er lille.",
        CITIZEN,
        [
            Area(
                "early",
                "Tidlig hjælp",
                "Fra bekymring til første samtale på få dage.",
                (FAMILY, HEALTH),
            ),
            Area(
                "school",
                "Skolegang og fællesskab",
                "Alle børn har et sted at høre til i hverdagen.",
                (FAMILY, HANDICAP, HEALTH),
            ),
        ],
    ),
    Aim(
        "Borgeren sætter selv målet",
        "Vi spørger først, hvad der er vigtigt for dig.",
        CITIZEN,
        [Area("voice", "Medbestemmelse", "Mål skrives med borgerens egne ord.")],
    ),
    Aim(
        "Hjemmet er udgangspunktet",
        "Den mindst indgribende hjælp, der virker, er den rigtige.",
        CITIZEN,
        [
            Area(
                "home", "Støtte tæt på hjemmet", "Flere får hjælp uden at flytte.", (FAMILY, ADULT)
            ),
            Area(
                "care",
                "Stabile plejefamilier",
                "Børn, der flytter, flytter kun én gang.",
                (FAMILY,),
            ),
        ],
    ),
    Aim(
        "Overgange uden huller",
        "Ingen står alene, når de fylder 18, skifter skole eller flytter.",
        CITIZEN,
        [
            Area(
                "transition",
                "Fra ung til voksen",
                "Planen er klar et år før.",
                (FAMILY, HANDICAP, ADULT),
            )
        ],
    ),
    Aim(
        "Et liv med noget at stå op til",
        "Beskæftigelse, venner og helbred hænger sammen.",
        CITIZEN,
        [
            Area(
                "active",
                "Aktiv hverdag",
                "Flere voksne har en fast beskæftigelse i ugen.",
                (ADULT,),
            ),
            Area(
                "recovery",
                "Fri af rusmidler",
                "Behandling, der begynder hurtigt og holder.",
                (ADULT, HEALTH),
            ),
        ],
    ),
    Aim(
        "Vi ved, hvad der virker",
        "Vi måler det, vi handler på, og lader resten ligge.",
        ORGANISATION,
        [Area("knowledge", "Viden om effekt", "Hvert mål har et tal eller en milepæl.")],
    ),
    Aim(
        "Én plan, flere hænder",
        "Afdelingerne arbejder efter samme plan, når familien er den samme.",
        ORGANISATION,
        [Area("together", "Tværgående samarbejde", "Ét møde i stedet for fire.")],
    ),
    Aim(
        "Arbejdspladser, folk bliver på",
        "Godt fagligt arbejde kræver tid, ro og kolleger.",
        ORGANISATION,
        [Area("work", "Trivsel og fremmøde", "Lavere sygefravær og færre opsigelser.")],
    ),
    Aim(
        "Pengene følger beslutningen",
        "Vi kender prisen, før vi vælger.",
        ORGANISATION,
        [Area("economy", "Økonomisk overblik", "Budgettet følges hver måned.")],
    ),
    Aim(
        "Sikker sagsbehandling",
        "Borgerens ret er ikke til forhandling.",
        ORGANISATION,
        [
            Area(
                "rights",
                "Rettidighed og retssikkerhed",
                "Frister overholdes, og afgørelser kan forstås.",
                (FAMILY, HANDICAP, ADULT),
            )
        ],
    ),
]
THEMES = {
    "early": ("Tidlig indsats", "Det, vi gør, før der er en sag."),
    "rehab": ("Rehabilitering", "Støtte, der gør sig selv overflødig."),
    "network": ("Netværk og fællesskab", "Familie, venner og frivillige er en del af hjælpen."),
    "health": ("Mental sundhed", "Trivsel kan læres og støttes."),
    "digital": ("Teknologi i hverdagen", "Skærmbesøg og hjælpemidler, der giver frihed."),
}
GROUPS = {
    "families": (
        "Børn og unge i udsatte familier",
        "0-17 år med behov for særlig støtte i hjemmet.",
    ),
    "disabled": ("Børn og unge med handicap", "0-17 år med varig funktionsnedsættelse."),
    "young": ("Unge i mistrivsel", "15-24 år med angst, ensomhed eller skolefravær."),
    "mental": ("Voksne med psykiske vanskeligheder", "Voksne, der får bostøtte eller botilbud."),
    "addiction": ("Voksne med rusmiddelproblemer", "Voksne i eller på vej i behandling."),
    "learning": ("Voksne med udviklingshæmning", "Voksne i botilbud og aktivitetstilbud."),
}


@dataclass(frozen=True)
class Effect:
    """An effect goal; an empty indicator is awaited."""

    key: str
    group: str
    title: str
    origin: Origin
    area: str
    indicators: tuple[str, ...]


EFFECTS = [
    Effect(
        "stay",
        "families",
        "Flere børn vokser op i egen familie eller netværk",
        Origin.INTER_MUNICIPAL,
        "home",
        (
            "Andel af støttede børn, der bor hjemme efter et år",
            "Andel anbragte, der bor i netværkspleje",
        ),
    ),
    Effect(
        "attend",
        "families",
        "Børn i udsatte familier kommer i skole",
        Origin.NATIONAL,
        "school",
        ("Elever med mere end 15 % fravær",),
    ),
    Effect(
        "ownfamily",
        "families",
        "Familier oplever, at hjælpen gør en forskel",
        Origin.LOCAL,
        "voice",
        ("Andel familier, der svarer ja til, at de nåede deres eget mål",),
    ),
    Effect(
        "belong",
        "disabled",
        "Børn med handicap deltager i fritidslivet",
        Origin.LOCAL,
        "school",
        ("Andel med en fast fritidsaktivitet",),
    ),
    Effect(
        "ready",
        "disabled",
        "Unge med handicap er klar til voksenlivet",
        Origin.INTER_MUNICIPAL,
        "transition",
        ("Unge med færdig plan på 17-årsdagen",),
    ),
    Effect(
        "thrive",
        "young",
        "Færre unge er i mistrivsel",
        Origin.NATIONAL,
        "early",
        ("Andel unge, der scorer sig selv under middel på trivsel",),
    ),
    Effect(
        "recover",
        "mental",
        "Voksne kommer sig og klarer mere selv",
        Origin.NATIONAL,
        "home",
        ("Støttetimer pr. borger om ugen", "Genindlæggelser pr. 100 borgere"),
    ),
    Effect(
        "sober",
        "addiction",
        "Flere afslutter behandling fri af rusmidler",
        Origin.NATIONAL,
        "recovery",
        ("Andel afsluttet som færdigbehandlet", "Dage fra henvendelse til første samtale"),
    ),
    Effect(
        "daily",
        "learning",
        "Voksne med udviklingshæmning har indflydelse på hverdagen",
        Origin.LOCAL,
        "active",
        ("",),
    ),
]
CALENDAR = [
    ("Byrådet vedtager strategien", "december {a}"),
    ("Enhederne vælger, hvilke fokusområder de bidrager til", "1. kvartal {b}"),
    ("Første aftaler under strategien træder i kraft", "januar {b}"),
    ("Temadag om medbestemmelse med brugere og pårørende", "foråret {b}"),
    ("Midtvejsstatus til udvalgene", "ultimo juni {c}"),
    ("Nye aftaler for anden halvdel", "efteråret {c}"),
    ("Brugerundersøgelse på tværs af afdelingerne", "3. kvartal {d}"),
    ("Midtvejsvurdering af effektmålene", "november {d}"),
    ("Evaluering og oplæg til næste strategi", "senest juni {e}"),
]
