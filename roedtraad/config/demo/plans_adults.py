"""The agreements of the units for adults, and for health and wellbeing."""

from __future__ import annotations

from roedtraad.steering.agreements.models import PlanForm

from .plans import Count, GoalPlan, OwnArea, Plan, Stone, Task

HAVBLIK = Plan(
    unit="Bostedet Havblik",
    form=PlanForm.SOCIAL_PLAN,
    period="current",
    outcome="active",
    groups=("learning", "mental"),
    sections={"target_groups": "38 voksne med udviklingshæmning eller langvarig sindslidelse."},
    budget=(("Løn", 24_300_000), ("Drift og mad", 3_150_000), ("Takstindtægter", -2_400_000)),
    projects=(
        ("Køkkenhaven", "Beboere og naboer dyrker sammen.", False),
        ("Fælles nattevagt", "Deles med Støtte i Eget Hjem.", True),
    ),
    goals=(
        GoalPlan(
            "Beboermøder, der bestemmer",
            "Beboerne beslutter selv om mad, ferie og fælles rum.",
            areas=("voice",),
            effects=("daily",),
            theme="network",
            texts={"why": "Den, der bestemmer noget, tager del i det."},
            tasks=(
                Task("Oplær to beboere som mødeledere", "Havblik", "1. kvartal {p}", "done"),
                Task("Budget på 40.000 kr., som mødet råder over", "leder", "medio {p}", "done"),
            ),
            counts=(Count("Beslutninger truffet af beboermødet", "beslutninger", 0, 12, "zero"),),
        ),
        GoalPlan(
            "Klarer mere selv",
            "Beboere med bostøtte får færre timer, fordi de kan mere.",
            areas=("home",),
            effects=("recover",),
            theme="rehab",
            texts={"why": "Øvelse i små skridt giver frihed."},
            tasks=(
                Task("Rehabiliteringsforløb på 12 uger", "teamet", "2. kvartal {p}", "done"),
                Task(
                    "Skærmbesøg i stedet for fremmøde om aftenen",
                    "leder",
                    "ultimo {p}",
                    "postponed",
                    "Udbuddet af skærme er forsinket.",
                    "2. kvartal {n}",
                ),
            ),
            counts=(
                Count("Støttetimer pr. beboer om ugen", "timer", 14.2, 11, "towards", 1, down=True),
            ),
        ),
        GoalPlan(
            "Ud af huset",
            "Flere beboere har en fast aktivitet tre dage om ugen.",
            areas=("active",),
            effects=("daily",),
            theme="network",
            texts={"why": "Venner findes sjældent på gangen."},
            tasks=(Task("Aftale med Værftet om ti pladser", "leder", "foråret {p}", "done"),),
            counts=(Count("Beboere med aktivitet tre dage om ugen", "%", 34, 60, "behind"),),
        ),
        GoalPlan(
            "Færre magtanvendelser",
            "Konflikter forebygges, før nogen rører ved nogen.",
            areas=("rights",),
            effects=("recover",),
            theme="health",
            texts={"why": "Vi kender tegnene, men handler for sent."},
            tasks=(Task("Kursus i lav affekt for alle", "leder", "3. kvartal {p}", "done"),),
            counts=(Count("Magtanvendelser pr. kvartal", "episoder", 9, 2, "towards", down=True),),
        ),
    ),
)
VAERFTET = Plan(
    unit="Aktivitetshuset Værftet",
    form=PlanForm.DIALOGUE,
    period="last_year",
    outcome="followed_up",
    groups=("learning", "addiction"),
    sections={
        "about": "En kort aftale om at åbne huset for flere.",
        "agreed.economy": "Salg fra værkstedet går til materialer.",
        "follow_up.successes": "Cykelværkstedet er blevet byens bedste, og fire har fået job.",
        "follow_up.improvements": "Aftenåbent blev aldrig til noget. Vi prøver lørdag i stedet.",
    },
    areas=(OwnArea("Åbent hus", "Naboer og brugere laver noget sammen.", "active"),),
    goals=(
        GoalPlan(
            "Flere ind ad døren",
            "Huset har hundrede faste brugere.",
            areas=("active",),
            effects=("daily",),
            theme="network",
            texts={"how_measured": "Ugens optælling", "resources": "Inden for rammen"},
            tasks=(
                Task(
                    "Åbent to aftener om ugen",
                    "Værftet",
                    "august {p}",
                    "dropped",
                    "For få tilmeldte; personalet rakte ikke.",
                ),
                Task("Cykelværksted for alle", "Værftet", "foråret {p}", "done"),
            ),
            counts=(Count("Faste brugere", "brugere", 71, 100, "reached"),),
        ),
    ),
)
STOETTE = Plan(
    unit="Støtte i Eget Hjem",
    form=PlanForm.SOCIAL_PLAN,
    period="current",
    outcome="active",
    groups=("mental",),
    sections={"target_groups": "310 voksne, der får støtte i deres egen bolig."},
    budget=(("Løn", 19_800_000), ("Kørsel", 870_000)),
    goals=(
        GoalPlan(
            "Støtte, der gør sig overflødig",
            "Hvert forløb har en slutdato fra begyndelsen.",
            areas=("home",),
            effects=("recover",),
            theme="rehab",
            texts={"why": "Uden slutdato bliver støtten en vane."},
            tasks=(
                Task("Slutdato i alle nye planer", "teamledere", "1. kvartal {p}", "done"),
                Task("Gennemgå alle forløb over tre år", "leder", "ultimo juni {p}", "planned"),
            ),
            counts=(
                Count("Afsluttede forløb som aftalt", "%", 38, 65, "towards"),
                Count("Støttetimer pr. borger om ugen", "timer", 4.6, 3.5, "flat", 1, down=True),
            ),
        ),
        GoalPlan(
            "Gruppe før enkelt",
            "Halvdelen af borgerne deltager i et fællesskab.",
            areas=("active", "together"),
            effects=("recover",),
            theme="network",
            texts={"why": "Mange siger, at ensomheden er det værste."},
            tasks=(
                Task(
                    "Fem nye grupper sammen med frivillige",
                    "Støtteteam Nord",
                    "efteråret {p}",
                    "running",
                ),
            ),
            counts=(Count("Borgere i en gruppe", "%", 21, 50, "behind"),),
        ),
        GoalPlan(
            "Fremmøde, man kan regne med",
            "Borgeren kender den, der kommer, og tidspunktet holder.",
            areas=("work",),
            theme="health",
            texts={"why": "Aflysninger koster tillid."},
            tasks=(Task("Faste makkerpar", "teamledere", "2. kvartal {p}", "done"),),
            counts=(Count("Aflyste besøg", "%", 9.1, 4, "towards", 1, down=True),),
        ),
        GoalPlan(
            "Skærmbesøg",
            "Hver femte aftale foregår på skærm, når borgeren ønsker det.",
            areas=("economy",),
            theme="digital",
            texts={"why": "Det giver frihed og mindre kørsel."},
            tasks=(Task("Udlån af tablets", "it", "3. kvartal {p}", "done"),),
            counts=(Count("Aftaler på skærm", "%", 3, 20, "gaps"),),
        ),
    ),
)
TRIVSEL = Plan(
    unit="Sundhed og Trivsel",
    form=PlanForm.BUSINESS_PLAN,
    period="current",
    outcome="active",
    groups=("young", "addiction"),
    sections={
        "foreword": "Vi er tre enheder, der sjældent har haft samme plan. Nu har vi.",
        "about": "Afdelingen samler sundhedspleje, rådgivning og rusmiddelbehandling.",
        "mission": "Vi gør det let at få hjælp, før det bliver svært.",
        "position": "Tilliden er høj, men ventetiden vokser.",
    },
    areas=(
        OwnArea("Let adgang", "Én indgang, uanset hvem man ringer til.", "early"),
        OwnArea("Unge i trivsel", "Skolen er stedet, hvor vi møder dem.", "school"),
        OwnArea(
            "Én plan for familien",
            "Sammen med Familie og Forebyggelse.",
            "together",
            cross_cutting=True,
        ),
    ),
    goals=(
        GoalPlan(
            "Én indgang",
            "Borgere får svar samme dag, uanset hvor de henvender sig.",
            effects=("thrive",),
            theme="early",
            own_area=0,
            tasks=(
                Task("Fælles telefon fra kl. 8", "sekretariat", "1. kvartal {p}", "done"),
                Task("Fælles postkasse og vagtplan", "sekretariat", "medio {p}", "done"),
            ),
            counts=(Count("Henvendelser besvaret samme dag", "%", 58, 90, "towards"),),
            stones=(Stone("Fælles telefon er åben", "1. kvartal {p}", 2),),
        ),
        GoalPlan(
            "Trivselsgrupper på skolerne",
            "Alle overbygninger har en gruppe hvert halvår.",
            effects=("thrive",),
            theme="health",
            own_area=1,
            tasks=(Task("Grupper på fire skoler", "rådgivning", "efteråret {p}", "running"),),
            counts=(Count("Grupper i gang", "grupper", 0, 8, "zero"),),
            stones=(Stone("Evaluering sammen med eleverne", "uge 40 {p}"),),
        ),
        GoalPlan(
            "Fælles møde om familien",
            "Ét møde erstatter fire, når flere afdelinger er med.",
            effects=("ownfamily",),
            theme="network",
            own_area=2,
            tasks=(
                Task(
                    "Fast skabelon og mødeleder",
                    "begge afdelinger",
                    "2. kvartal {p}",
                    "postponed",
                    "Afventer ny it-løsning.",
                    "1. kvartal {n}",
                ),
            ),
            stones=(Stone("Skabelonen er taget i brug", "3. kvartal {p}", 9),),
        ),
    ),
)
SUNDHEDSPLEJEN = Plan(
    unit="Sundhedsplejen",
    form=PlanForm.DIALOGUE,
    period="year",
    outcome="active",
    groups=("families", "young"),
    sections={
        "about": "Aftalen samler det, vi taler om på vores tre møder.",
        "agreed.dialogue": "Tre møder om året, et af dem ude på en skole.",
        "agreed.staff": "To elever ansættes hvert år.",
    },
    areas=(OwnArea("Fædre med", "Begge forældre er med til det første besøg.", "early"),),
    goals=(
        GoalPlan(
            "Begge forældre ved første besøg",
            "Besøget lægges, så begge kan være hjemme.",
            areas=("early",),
            effects=("thrive",),
            theme="early",
            texts={"how_measured": "Journalen", "resources": "Aftenbesøg en gang om ugen"},
            tasks=(Task("Aftentider i kalenderen", "Team Småbørn", "februar {p}", "done"),),
            counts=(Count("Første besøg med begge forældre", "%", 61, 80, "towards"),),
        ),
        GoalPlan(
            "Samtaler om trivsel i 8. klasse",
            "Alle elever i 8. klasse får tilbudt en samtale.",
            areas=("school",),
            effects=("thrive",),
            theme="health",
            texts={"how_measured": "Andel elever", "resources": "En dag pr. klasse"},
            tasks=(Task("Plan med skolerne", "Team Skolebørn", "senest april {p}", "done"),),
            counts=(Count("Elever, der har fået tilbuddet", "%", 64, 100, "gaps"),),
        ),
    ),
    minutes="Aftenbesøg virker. Der mangler hænder i oktober; chefen undersøger det.",
)
RAADGIVNING = Plan(
    unit="Pædagogisk Rådgivning",
    form=PlanForm.CONTRACT,
    period="next",
    outcome="draft",
    groups=("young",),
    sections={"introduction": "Udkast til drøftelse på personalemødet."},
    goals=(
        GoalPlan(
            "Ud i klassen",
            "Vi bruger mere tid i klassen end på at skrive om den.",
            areas=("school",),
            texts={"method": "To dage om ugen uden skrivebord."},
            tasks=(Task("Nyt ugeskema", "leder", "januar {p}"),),
        ),
    ),
)
BROEN = Plan(
    unit="Rusmiddelcentret Broen",
    form=PlanForm.CONTRACT,
    period="current",
    outcome="amending",
    groups=("addiction",),
    sections={
        "introduction": "Aftalen gælder behandling, efterværn og rådgivning af pårørende.",
        "task": "Vi hjælper voksne og unge ud af et forbrug, der fylder for meget.",
    },
    budget=(("Løn", 7_450_000), ("Medicin og tests", 620_000)),
    goals=(
        GoalPlan(
            "Hurtigt i gang",
            "Behandlingen begynder, mens modet er der.",
            areas=("recovery", "rights"),
            effects=("sober",),
            theme="early",
            texts={
                "method": "Åben dør to formiddage, uden tidsbestilling.",
                "success_criterion": "Højst syv dage fra henvendelse til første samtale.",
                "follow_up": "Hver måned på tavlen.",
            },
            tasks=(
                Task("Åben dør på prøve", "leder", "januar {p}", "done"),
                Task("Fast åbent også om torsdagen", "leder", "efteråret {p}", "planned"),
            ),
            counts=(Count("Dage til første samtale", "dage", 12, 7, "reached", down=True),),
        ),
        GoalPlan(
            "Holder bagefter",
            "Færre vender tilbage inden et år.",
            areas=("recovery",),
            effects=("sober",),
            theme="network",
            texts={
                "method": "Opkald efter en, tre og seks måneder.",
                "success_criterion": "Højst hver fjerde vender tilbage.",
                "follow_up": "Hvert halve år.",
            },
            tasks=(
                Task("Opkald i kalenderen for alle afsluttede", "behandlere", "marts {p}", "done"),
            ),
            counts=(Count("Tilbagevendt inden et år", "%", 36, 25, "wrong", down=True),),
        ),
    ),
)
ADULTS = [HAVBLIK, VAERFTET, STOETTE, TRIVSEL, SUNDHEDSPLEJEN, RAADGIVNING, BROEN]
