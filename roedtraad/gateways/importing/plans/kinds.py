"""What kind of plan a text is, or that it is none: from its title, then from what it holds."""

import re
from dataclasses import dataclass

from .letters import folded

_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("framework", re.compile(
        r"\b(?:overordnet |fælles |samlet )?ramme(?:n|r|rne|papir|notat|aftale)?\b(?: for)?.{0,40}"
        r"(?:plan|aftale|mål|område)|\bmål og midler\b|\bfælles ramme\b|\brammer for .{0,30}planer"
        r"|\b(?:koncept|retningslinjer) for .{0,30}(?:virksomhedsplan|aftale)")),
    ("dialogue", re.compile(r"\bdialog\w*\s?aftale|\bdialogbaseret|\baftaledialog|\bdialogaftale")),
    ("contract", re.compile(
        r"kontrakt\w*|\baftalemål|\bresultataftale|\baftalestyring|\bmålaftale|\bresultatmål\b"
        r"|\bvirksomhedsaftale|\bdecentralaftale|\bdriftsaftale|\bserviceaftale|\binstitutionsaftale"
        r"|\bkontraktmål|aftale\b|\baftale for\b|\blederaftale|\bmålstyringsaftale|\bårsaftale")),
    ("business_plan", re.compile(
        r"\bvirksomhedsplan|\bafdelingsplan|\bcenterplan|\bårsplan|handleplan|udviklingsplan"
        r"|handlingsplan|\bvirksomhedsgrundlag|\bforretningsplan|\bplan for|\barbejdsplan"
        r"|indsatsplan|\benhedsplan|\bteamplan|\bskoleplan|\bområdeplan|\bmålplan")),
    ("strategi", re.compile(
        r"\bstrategi|\w*strategi\b|\w*strategien\b|\bpolitik\b|\w+politik\b|\bvision\b|\bmasterplan"
        r"|\budviklingsretning")),
)  # fmt: skip
_NOT_PLANS = re.compile(
    r"\b(?:referat|dagsorden|opskrift|faktura|nyhedsbrev|ansøgning|lejekontrakt|cv|stillingsopslag|"
    r"pressemeddelelse|kvittering|brugsanvisning|vejledning|rapport|artikel|mødeindkaldelse|menukort|"
    r"ansættelseskontrakt|købekontrakt|lejeaftale|købsaftale|novelle|roman|digt|manual|høringssvar|"
    r"låneaftale|regnskab|årsregnskab|tilbud på|ordrebekræftelse|privatlivspolitik|"
    r"cookiepolitik|persondatapolitik|lejekontrakten|samarbejdsaftale om|databehandleraftale)\b"
)
_PUBLIC = re.compile(
    r"kommun|forvaltning|byråd|afdeling|udvalg|institution|borger|region|medarbejder|aftaleenhed|"
    r"virksomhedsplan|center|skole|dagtilbud|pleje|børnehus|børnehave|bibliotek|botilbud|elever"
)

_SOME_PLAN = re.compile(r"\b(?!lokal|mad|rejse|køre|træning|studie)\w{4,}plan(?:en)?\b")


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many elements of each kind were read."""

    goals: int
    goals_with_fields: int
    focus_areas: int
    visions: int
    themes: int
    effect_goals: int
    has_mission: bool
    parties: int

    @property
    def weight(self) -> float:
        """How much of a plan there is at all."""
        return (
            2.0 * self.goals_with_fields
            + 0.5 * self.goals
            + 0.7 * self.focus_areas
            + 0.7 * self.visions
            + 0.5 * self.themes
            + self.effect_goals
            + 0.7 * self.has_mission
        )


def kind_of(heads: list[str], whole: str, held: Holdings) -> str:
    """The kind; `unknown` where neither title nor content is that of a plan."""
    titles = [folded(head) for head in heads]
    first = " ".join(titles[:3])
    named = _named(titles)
    public = len(set(_PUBLIC.findall(whole[:20_000].lower())))
    is_public = public >= (1 if named else 2)
    if _NOT_PLANS.search(first) and named not in {"framework", "business_plan", "strategy"}:
        return "unknown"
    if re.match(r"(?:referat|dagsorden|mødereferat|faktura|opskrift|nyhedsbrev)\b", first):
        return "unknown"
    is_some_plan = named is None and public >= 2 and _SOME_PLAN.search(first) is not None
    needed = 1.0 if named else 2.0 if is_some_plan else 4.0
    if not is_public or held.weight < needed:
        return "unknown"
    return named or ("business_plan" if is_some_plan and held.goals else _by_content(held))


_AGREED = re.compile(r"^(?!.*\bdialog).*\baftale (?:om|vedrørende) (?:mål|resultat)")


def _named(titles: list[str]) -> str | None:
    """The kind whose word stands first in the first title that has one."""
    for title in titles[:6]:
        found = [
            (match.start() if kind not in {"framework", "dialogue"} else -1, kind)
            for kind, pattern in _TITLES
            if (match := pattern.search(title))
        ]
        if _AGREED.search(title):
            return "contract"
        if found:
            kind = min(found)[1]
            return "strategy" if kind == "strategi" else kind
    return None


def _by_content(held: Holdings) -> str:
    if held.effect_goals and not held.goals:
        return "framework"
    if held.visions >= 2 and not held.goals_with_fields:
        return "strategy"
    if held.parties >= 2:
        return "dialogue" if held.focus_areas else "contract"
    return "business_plan" if held.goals else "strategy"
