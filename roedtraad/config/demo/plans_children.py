"""The agreements of the units for children and families."""

from __future__ import annotations

from roedtraad.steering.agreements.models import PlanForm

from .plans import Count, GoalPlan, OwnArea, Plan, Stone, Task

STRANDGAARDEN = Plan(
    unit="Familiehuset Strandgården",
    form=PlanForm.CONTRACT,
    period="current",
    outcome="amended",
    groups=("families",),
    sections={
        "introduction": "Aftalen er indgået mellem afdelingen og familiehuset for to år.",
        "task": "Vi hjælper familier, hvor hverdagen er gået i stykker, med at få den til at "
        "hænge sammen igen – i hjemmet, i grupper og i huset.",
        "follow_up": "Parterne mødes hvert halve år og ser på tallene først.",
    },
    budget=(("Løn", 18_450_000), ("Øvrig drift", 1_120_000), ("Indtægter", -340_000)),
    goals=(
        GoalPlan(
            "Familien skriver målet",
            "Alle familier skriver selv mindst ét af målene for forløbet.",
            areas=("voice",),
            effects=("ownfamily",),
            theme="network",
            texts={
                "method": "Første samtale begynder med et tomt ark og spørgsmålet: hvad vil I?",
                "success_criterion": "80 % af de aktive forløb har et mål i familiens egne ord.",
                "follow_up": "Hvert kvartal på husmødet, med tre forløb som eksempel.",
            },
            tasks=(
                Task(
                    "Oplær alle behandlere i den første samtale",
                    "teamleder",
                    "1. kvartal {p}",
                    "done",
                ),
                Task(
                    "Prøv en kort udgave til unge over 15",
                    "Familieteam Øst",
                    "efteråret {p}",
                    "running",
                ),
                Task(
                    "Lav en folder sammen med fem forældre",
                    "leder",
                    "medio {p}",
                    "postponed",
                    "Forældregruppen ville hellere lave en film.",
                    "foråret {n}",
                ),
            ),
            counts=(
                Count("Forløb med et mål i familiens egne ord", "%", 42, 80, "towards"),
                Count("Evalueringer godkendt til tiden", "%", 60, 90),
            ),
            un_goals=(10, 16),
        ),
        GoalPlan(
            "Kortere vej til hjælp",
            "Familier venter højst to uger fra visitation til første møde.",
            areas=("early",),
            effects=("stay",),
            theme="early",
            texts={
                "method": "To faste startpladser om ugen, som ikke må bruges til andet.",
                "success_criterion": "Gennemsnitlig ventetid under 14 dage i hvert kvartal.",
                "follow_up": "Ventelisten gennemgås hver mandag.",
            },
            tasks=(
                Task("Indfør faste startpladser", "leder", "februar {p}", "done"),
                Task(
                    "Aftal nødspor med myndighed",
                    "leder og myndighed",
                    "ultimo juni {p}",
                    "planned",
                ),
            ),
            counts=(
                Count(
                    "Ventetid fra visitation til første møde", "dage", 31, 14, "wrong", down=True
                ),
            ),
        ),
        GoalPlan(
            "Børnene kommer i skole",
            "Skolefraværet falder hos de børn, vi arbejder med.",
            areas=("school", "together"),
            effects=("attend",),
            theme="early",
            texts={
                "method": "Fælles møde med skolen inden for tre uger, når fraværet er over 15 %.",
                "success_criterion": "Fraværet er halveret hos to af tre børn efter et halvt år.",
                "follow_up": "Tal fra skolerne to gange om året.",
            },
            tasks=(
                Task(
                    "Skriv samarbejdsaftale med de fire største skoler",
                    "leder",
                    "ultimo august {p}",
                    "done",
                ),
                Task("Uddan to skolefraværsvejledere", "Familieteam Vest", "senest oktober {n}"),
            ),
            counts=(Count("Fravær hos børn i forløb", "%", 22.5, 12, "towards", 1, down=True),),
            stones=(Stone("Aftale underskrevet af fire skoler", "3. kvartal {p}", 8),),
            un_goals=(4,),
        ),
    ),
)
FAMILIEPLEJEN = Plan(
    unit="Familieplejen",
    form=PlanForm.CONTRACT,
    period="current",
    outcome="active",
    groups=("families",),
    sections={
        "introduction": "Aftalen gælder plejefamilier, netværkspleje og tilsynet med dem.",
        "task": "Vi finder, klæder på og følger de familier, der åbner deres hjem for et barn.",
    },
    budget=(("Løn", 8_960_000), ("Vederlag og kørsel", 41_300_000), ("Uddannelse", 640_000)),
    goals=(
        GoalPlan(
            "Færre sammenbrud",
            "Børn, der flytter i pleje, flytter ikke igen i utide.",
            areas=("care",),
            effects=("stay",),
            theme="network",
            texts={
                "method": "Supervision hver måned i det første år efter en flytning.",
                "success_criterion": "Højst to utilsigtede ophør om året.",
                "follow_up": "Hvert ophør gennemgås af begge parter inden en måned.",
            },
            tasks=(
                Task(
                    "Aftal supervision med alle nye familier",
                    "plejekonsulenter",
                    "1. halvår {p}",
                    "done",
                ),
                Task("Fast aflastningsfamilie til hvert barn", "leder", "ultimo {n}", "running"),
            ),
            counts=(Count("Utilsigtede ophør", "ophør", 3, 1, "zero", down=True),),
        ),
        GoalPlan(
            "Mere netværkspleje",
            "Vi spørger altid i barnets eget netværk først.",
            areas=("home", "care"),
            effects=("stay",),
            theme="network",
            texts={
                "method": "Netværksmøde inden tre uger, ledet af en, der ikke kender sagen.",
                "success_criterion": "Hver tredje ny anbringelse i familiepleje er i netværket.",
                "follow_up": "Tallet lægges frem for udvalget i juni og december.",
            },
            tasks=(
                Task("Uddan tre mødeledere", "leder", "2. kvartal {p}", "done"),
                Task(
                    "Pjece til bedsteforældre og naboer",
                    "kommunikation",
                    "senest november {p}",
                    "dropped",
                    "Erstattet af korte film på hjemmesiden.",
                ),
            ),
            counts=(Count("Nye anbringelser i netværket", "%", 18, 33, "behind"),),
        ),
    ),
)
KAJEN_GOALS = (
    GoalPlan(
        "Unge med en plan",
        "Alle unge har en plan for bolig, skole eller job, et år før de fylder 18.",
        areas=("transition",),
        effects=("ready",),
        theme="network",
        texts={
            "method": "Den unge vælger selv tre, der er med til at lave planen.",
            "success_criterion": "Alle 17-årige har en plan, de selv kan fortælle om.",
            "follow_up": "Planerne ses igennem hvert halve år.",
        },
        tasks=(
            Task("Lav planen om til én side", "kontaktpersoner", "marts {p}", "done"),
            Task("Fast møde med jobcentret hver måned", "leder", "3. kvartal {p}", "running"),
        ),
        counts=(Count("17-årige med plan", "%", 55, 100, "gaps"),),
    ),
    GoalPlan(
        "Nætter hjemme",
        "Unge på Kajen sover flere nætter hos familie eller netværk.",
        areas=("home",),
        effects=("stay",),
        theme="rehab",
        texts={
            "method": "Vi øver turen hjem sammen, og vi ringer ikke først.",
            "success_criterion": "Hver ung har mindst fire nætter hjemme om måneden.",
            "follow_up": "Den unge fører selv regnskabet.",
        },
        tasks=(
            Task("Aftal hjemmenætter med hver familie", "kontaktpersoner", "foråret {p}", "done"),
        ),
        counts=(Count("Nætter hjemme pr. ung pr. måned", "nætter", 1.8, 4, "behind", 1),),
    ),
)
KAJEN_TEXT = {
    "introduction": "Aftalen bygger videre på det, de unge bad om i den sidste undersøgelse.",
    "task": "Vi er hjem for ni unge og kontaktpersoner for tyve.",
}
KAJEN_BEFORE = Plan(
    unit="Ungehuset Kajen",
    form=PlanForm.CONTRACT,
    period="previous",
    outcome="closed",
    groups=("young", "families"),
    sections=KAJEN_TEXT,
    budget=(("Løn", 11_900_000), ("Øvrig drift", 1_480_000)),
    goals=KAJEN_GOALS,
)
LYNGBO = Plan(
    unit="Aflastningen Lyngbo",
    form=PlanForm.DIALOGUE,
    period="year",
    outcome="active",
    groups=("disabled",),
    sections={
        "about": "Aftalen er vores fælles huskeseddel for året.",
        "agreed.dialogue": "Vi mødes i marts, juni og oktober. Leder kommer med tal, chef med nyt.",
        "agreed.economy": "Et mindreforbrug på op til 2 % må følge med til næste år.",
        "agreed.staff": "Sygefraværet drøftes på hvert møde. To vikarer bliver fastansat.",
        "agreed.other": "Lyngbo stiller huset til rådighed for pårørendegruppen.",
    },
    areas=(
        OwnArea(
            "Fritid som andre",
            "Børnene går til noget sammen med børn uden handicap.",
            "school",
            texts={
                "how_measured": "Antal børn med fast aktivitet",
                "resources": "Ledsagelse, 6 timer om ugen",
            },
        ),
        OwnArea(
            "Medbestemmelse hver dag",
            "Barnet vælger selv mindst én ting i weekenden.",
            "voice",
            texts={"how_measured": "Barnets bog", "resources": "Billedkort og tid"},
        ),
    ),
    goals=(
        GoalPlan(
            "En aktivitet til hver",
            "Alle børn har prøvet mindst to foreninger i løbet af året.",
            areas=("school",),
            effects=("belong",),
            theme="network",
            texts={
                "why": "Forældrene savner steder at sende dem hen.",
                "how_measured": "Vi tæller",
                "resources": "Frivilligpulje",
            },
            tasks=(
                Task("Inviter seks foreninger på besøg", "Lyngbo", "1. kvartal {p}", "done"),
                Task("Find en ven til hvert barn", "Lyngbo", "senest september {p}", "running"),
            ),
            counts=(Count("Børn med fast fritidsaktivitet", "%", 24, 50, "reached"),),
        ),
        GoalPlan(
            "Rolige skift",
            "Ingen barn møder mere end tre voksne på et døgn.",
            areas=("work",),
            theme="health",
            texts={"how_measured": "Vagtplanen", "resources": "Inden for rammen"},
            tasks=(Task("Ny vagtplan med faste hold", "leder", "april {p}", "done"),),
            counts=(Count("Sygefravær", "%", 7.4, 5, "within", 1, limits=(0, 5.5)),),
        ),
    ),
    minutes="Tallene blev set igennem. Parterne er enige om at prøve faste hold til sommer.",
)
SOLSIKKEN = Plan(
    unit="Børnehuset Solsikken",
    form=PlanForm.DIALOGUE,
    period="next",
    outcome="dialogue",
    groups=("disabled",),
    sections={
        "about": "Vi vil bruge aftalen til at tale om overgangen til skole.",
        "agreed.dialogue": "Fire møder om året.",
    },
    areas=(
        OwnArea(
            "God skolestart", "Barnet kender sin nye lærer, før ferien begynder.", "transition"
        ),
    ),
    goals=(
        GoalPlan(
            "Skolestart uden slip",
            "Alle kommende skolebørn har besøgt skolen tre gange.",
            areas=("transition", "together"),
            effects=("belong",),
            theme="network",
            texts={"how_measured": "Besøgslisten", "resources": "Vikartimer i maj"},
            tasks=(Task("Aftal besøg med to skoler", "Solsikken", "marts {p}"),),
            stones=(Stone("Fælles skema for overgang er taget i brug", "2. kvartal {p}"),),
        ),
        GoalPlan(
            "Sproget i spil",
            "Alle børn har en måde at sige ja og nej på.",
            areas=("voice",),
            theme="digital",
            texts={"how_measured": "", "resources": "Fire nye talemaskiner"},
            tasks=(Task("Kursus i tegn og billedkort", "hele huset", "efteråret {p}"),),
        ),
    ),
)
TERAPIEN = Plan(
    unit="Børneterapien",
    form=PlanForm.CONTRACT,
    period="next",
    outcome="submitted",
    groups=("disabled",),
    sections={
        "introduction": "Den første aftale efter sammenlægningen af de to terapier.",
        "task": "Vi træner børn og vejleder de voksne, der er sammen med dem.",
    },
    budget=(("Løn", 6_720_000), ("Hjælpemidler", 980_000)),
    goals=(
        GoalPlan(
            "Træning, hvor barnet er",
            "Halvdelen af træningen foregår i dagtilbud, skole eller hjem.",
            areas=("home", "school"),
            effects=("belong",),
            theme="rehab",
            texts={
                "method": "Terapeuten følger barnet en formiddag, før målet skrives.",
                "success_criterion": "50 % af timerne ligger uden for klinikken.",
                "follow_up": "Hvert halve år sammen med dagtilbuddene.",
            },
            tasks=(Task("Flyt tre hold ud i dagtilbud", "leder", "2. kvartal {p}"),),
            counts=(Count("Timer uden for klinikken", "%", 28, 50, "flat"),),
        ),
        GoalPlan(
            "Kortere venteliste",
            "Børn under tre år begynder inden fire uger.",
            areas=("early", "rights"),
            theme="early",
            texts={
                "method": "Åben rådgivning hver onsdag.",
                "success_criterion": "Ventetid højst 28 dage.",
                "follow_up": "Hver måned.",
            },
            tasks=(Task("Åben rådgivning på prøve", "to terapeuter", "januar {p}"),),
            counts=(Count("Ventetid, børn under 3 år", "dage", 47, 28, "flat", down=True),),
        ),
    ),
)
CHILDREN = [STRANDGAARDEN, FAMILIEPLEJEN, KAJEN_BEFORE, LYNGBO, SOLSIKKEN, TERAPIEN]
