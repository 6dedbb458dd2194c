"""Theories of change in the demonstration: chains that hold, and one that breaks in each way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.interventions.models import InterventionType
from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import AgreementState, EffectGoal, Goal
from roedtraad.steering.indicators.models import Indicator, IndicatorUse, Target
from roedtraad.steering.indicators.services import Reading, record_measurement
from roedtraad.steering.theory.models import (
    Link,
    Node,
    NodeIndicator,
    NodeKind,
    Risk,
    TheoryOfChange,
    TheoryState,
)
from roedtraad.steering.theory.models.graph import COLUMNS
from roedtraad.steering.theory.services import drawing, editing, life
from roedtraad.steering.theory.shipped_theories import shipped_theory

from .writing import World

K = NodeKind


@dataclass(frozen=True)
class Output:
    """An output on the way to a goal: from where, towards what, and how far it has come."""

    title: str
    indicator: str
    start: int
    target: int
    now: int | None
    why: str  # the intervention should give it
    then: str  # it should lead to the goal


@dataclass(frozen=True)
class Way:
    """The way to one goal, by outputs of its own."""

    goal: str
    outputs: tuple[Output, ...]


@dataclass(frozen=True)
class Drawn:
    """One theory of a unit."""

    unit: str
    title: str
    text: str
    group: str
    intervention: str  # its code in the catalogue
    resources: str
    organisation: str
    activities: str
    ways: tuple[Way, ...]
    effect: str
    so: str  # the goals should lead to the effect
    source: str = ""
    risks: tuple[tuple[str, str], ...] = field(default=())


DRAWN = (
    Drawn(
        unit="Familiehuset Strandgården",
        title="Familien ved roret",
        text="Når familien sætter målene og skolen er med, hænger hverdagen sammen.",
        group="Børn og unge i udsatte familier",
        intervention="BL-32-1-5",
        resources="Seks behandlere, to med uddannelse i netværksmøder",
        organisation="To behandlere følger hver familie; lederen er med ved opstart",
        activities="Hjemmebesøg hver uge, møde med skolen hver måned",
        ways=(
            Way(
                "Børnene kommer i skole",
                (
                    Output(
                        "Skolen er med om bordet",
                        "Familier med et møde på skolen hver måned",
                        *(30, 80, 74),
                        why="Behandleren inviterer, og mødet ligger på skolen.",
                        then="Når skole og hjem siger det samme, bliver morgenen lettere.",
                    ),
                ),
            ),
            Way(
                "Kortere vej til hjælp",
                (
                    Output(
                        "Familien bliver ringet op samme uge",
                        "Familier ringet op inden for en uge",
                        *(40, 95, 46),
                        why="En fast telefonvagt ringer, når visitationen har besluttet.",
                        then="Den, der har talt med nogen, møder op første gang.",
                    ),
                ),
            ),
        ),
        effect="Børn i udsatte familier kommer i skole",
        so="Et barn, hvis hverdag hænger sammen, kommer af sted om morgenen.",
        source="Egen opgørelse over 41 forløb i 2025",
        risks=(("Behandlere skifter arbejde midt i et forløb", "To kender hver familie"),),
    ),
    Drawn(
        unit="Bostedet Havblik",
        title="Beboerne bestemmer selv",
        text="Beboere, der beslutter sammen, tager også mere del i livet uden for huset.",
        group="Voksne med udviklingshæmning",
        intervention="SEL-108",
        resources="To medarbejdere frigjort en dag om ugen",
        organisation="Beboerrådet sætter dagsordenen; lederen svarer skriftligt",
        activities="Beboermøder, følgeskab til aktiviteter, øvelse i at vælge",
        ways=(
            Way(
                "Beboermøder, der bestemmer",
                (
                    Output(
                        "Beboerne forbereder mødet selv",
                        "Møder med dagsorden fra beboerne",
                        *(10, 90, 22),
                        why="Billeder og forberedelse gør det muligt at sige sin mening.",
                        then="Et møde, man selv har forberedt, træffer beslutninger.",
                    ),
                ),
            ),
            Way(
                "Ud af huset",
                (
                    Output(
                        "Beboerne har prøvet tre tilbud",
                        "Beboere, der har prøvet tre tilbud",
                        *(2, 16, 15),
                        why="Følgeskab de første gange fjerner usikkerheden.",
                        then="Den, der har prøvet noget, finder noget at blive ved med.",
                    ),
                ),
            ),
        ),
        effect="Voksne med udviklingshæmning har indflydelse på hverdagen",
        so="Indflydelse begynder med beslutninger, der bliver til noget.",
    ),
    Drawn(
        unit="Støtte i Eget Hjem",
        title="Støtte, man møder op til",
        text="Borgere, der kan regne med støtten, bruger den, og klarer sig med mindre.",
        group="Voksne med psykiske vanskeligheder",
        intervention="SEL-85",
        resources="Ti kontaktpersoner og et lokale i midtbyen",
        organisation="Grupper ledes af to; borgeren vælger selv",
        activities="Påmindelser dagen før, grupper om hverdagens opgaver",
        ways=(
            Way(
                "Fremmøde, man kan regne med",
                (
                    Output(
                        "Borgeren får en påmindelse dagen før",
                        "Besøg med en påmindelse",
                        *(0, 90, 12),
                        why="Kontaktpersonen sender en besked dagen før.",
                        then="Den, der er blevet mindet om besøget, er hjemme.",
                    ),
                ),
            ),
            Way(
                "Gruppe før enkelt",
                (
                    Output(
                        "Grupperne er åbne for alle",
                        "Grupper med ledige pladser",
                        *(1, 6, None),
                        why="Et fast lokale gør det nemt at åbne en gruppe til.",
                        then="Er der plads, når man spørger, siger flere ja.",
                    ),
                ),
            ),
        ),
        effect="Voksne kommer sig og klarer mere selv",
        so="Støtte, der bliver brugt, gør sig selv overflødig.",
    ),
)
DRAFT_UNIT = "Ungehuset Kajen"


def draw_theories(world: World, today: date) -> None:
    """The theories of today: three in use, and one that is being drawn."""
    for drawn in DRAWN:
        _draw(drawn, world.leaders[drawn.unit], today)
    leader = world.leaders[DRAFT_UNIT]
    goal = _goals(DRAFT_UNIT)["Unge med en plan"]
    draft = TheoryOfChange(
        title="Unge tilbage i skolen", unit=goal.agreement.unit, agreement=goal.agreement
    )
    life.start_theory(draft, template=shipped_theory("return_to_school"), acting_user=leader)
    drawing.add_node(Node(theory=draft, kind=K.RESULT_GOAL, goal=goal), acting_user=leader)


def _goals(unit: str) -> dict[str, Goal]:
    rows = Goal.objects.filter(
        agreement__unit__name=unit, agreement__state=AgreementState.ACTIVE
    ).select_related("agreement__unit")
    return {goal.title: goal for goal in rows}


def _draw(drawn: Drawn, leader: User, today: date) -> None:
    goals = _goals(drawn.unit)
    agreement = goals[drawn.ways[0].goal].agreement
    theory = TheoryOfChange(
        title=drawn.title,
        text=drawn.text,
        unit=agreement.unit,
        agreement=agreement,
        target_group=TargetGroup.objects.get(title=drawn.group),
    )
    life.start_theory(theory, acting_user=leader)

    def box(kind: NodeKind, **values: object) -> Node:
        return drawing.add_node(Node(theory=theory, kind=kind, **values), acting_user=leader)

    group = box(K.TARGET_GROUP, target_group=theory.target_group)
    intervention = box(
        K.INTERVENTION,
        intervention_type=InterventionType.objects.get(code=drawn.intervention),
        resources=drawn.resources,
        organisation=drawn.organisation,
        activities=drawn.activities,
    )
    effect = box(K.EFFECT_GOAL, effect_goal=EffectGoal.objects.get(title=drawn.effect))
    drawing.connect(group, intervention, acting_user=leader)
    for way in drawn.ways:
        result = box(K.RESULT_GOAL, goal=goals[way.goal])
        for output in way.outputs:
            middle = box(K.OUTPUT, title=output.title)
            use = _followed(output, theory, leader, today)
            editing.create(NodeIndicator(node=middle, use=use), acting_user=leader)
            drawing.connect(intervention, middle, assumption=output.why, acting_user=leader)
            drawing.connect(middle, result, assumption=output.then, acting_user=leader)
        link = drawing.connect(result, effect, assumption=drawn.so, acting_user=leader)
        if drawn.source:
            _known_from(link, drawn.source, leader, today)
    for text, response in drawn.risks:
        drawing.add_risk(Risk(theory=theory, text=text, response=response), acting_user=leader)
    life.move_to(theory, TheoryState.IN_USE, acting_user=leader)


def _known_from(link: Link, source: str, leader: User, today: date) -> None:
    measured_on = date(today.year - 1, 12, 31)
    values = {
        "evidence": "before_after",
        "evidence_source": source,
        "evidence_on": measured_on,
        "effect": "Fraværet faldt efter et halvt år; der var ingen at sammenligne med.",
        "effect_value": Decimal("-4.2"),
        "effect_low": Decimal("-6.9"),
        "effect_high": Decimal("-1.5"),
        "effect_count": 41,
        "effect_on": measured_on,
    }
    editing.update(link, values, acting_user=leader)


def _followed(output: Output, theory: TheoryOfChange, leader: User, today: date) -> IndicatorUse:
    """The output's indicator with its target by the end of the year, and what was measured."""
    begun = date(today.year, 1, 1) if today.month > 2 else date(today.year - 1, 1, 1)
    use = IndicatorUse.objects.create(
        indicator=Indicator.objects.create(title=output.indicator),
        unit=theory.unit,
        baseline=Decimal(output.start),
        baseline_on=begun,
    )
    Target.objects.create(
        use=use,
        value=Decimal(output.target),
        due_raw=f"ultimo {begun.year}",
        due_from=date(begun.year, 12, 1),
        due_on=date(begun.year, 12, 31),
        set_by=leader,
    )
    if output.now is not None:
        reading = Reading(value=Decimal(output.now))
        record_measurement(
            use, measured_on=today - timedelta(days=20), reading=reading, acting_user=leader
        )
    return use


def large_theory(boxes: int) -> TheoryOfChange:
    """One in use with so many boxes that stand for goals and are followed, for measuring."""
    like = TheoryOfChange.objects.filter(state=TheoryState.IN_USE).order_by("pk")[0]
    theory = TheoryOfChange.objects.create(
        title="Stor", unit=like.unit, made_by=like.made_by, state=TheoryState.IN_USE
    )
    goals = list(Goal.objects.filter(agreement__unit=like.unit).order_by("pk"))
    uses = list(IndicatorUse.objects.filter(unit=like.unit).order_by("pk"))
    column = max(boxes // len(COLUMNS), 1)
    nodes = [
        Node.objects.create(
            theory=theory,
            kind=kind,
            title="" if kind == K.RESULT_GOAL else f"{kind.label} nummer {place}",
            goal=goals[place % len(goals)] if kind == K.RESULT_GOAL else None,
            position=place,
        )
        for kind in COLUMNS
        for place in range(column)
    ]
    for place, node in enumerate(nodes):
        if node.kind != K.TARGET_GROUP:
            NodeIndicator.objects.create(node=node, use=uses[place % len(uses)])
        for step in (column, column + 3):
            if place + step < len(nodes):
                end = nodes[place + step]
                Link.objects.create(
                    theory=theory, from_node=node, to_node=end, assumption="Fordi det virker."
                )
    return theory
