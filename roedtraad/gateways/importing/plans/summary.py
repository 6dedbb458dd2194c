"""The proposal in a few lines, for a person at the command line."""

from collections.abc import Iterator

from .proposal import Goal, Proposal

_KINDS = {
    "contract": "kontraktmål",
    "dialogue": "dialogbaseret aftale",
    "business_plan": "virksomhedsplan",
    "framework": "ramme",
    "strategy": "strategi",
    "unknown": "ligner ikke en plan",
}
_LISTS = (
    ("units", "Enheder med tal"), ("parties", "Parter"), ("facts", "Fakta"),
    ("budget", "Budgetlinjer"), ("visions", "Visioner"), ("focus_areas", "Fokusområder"),
    ("themes", "Temaer"), ("rules", "Regler"), ("projects", "Projekter"),
    ("profile_headings", "Overskrifter til profil"), ("effect_goals", "Effektmål"),
    ("goals", "Mål"), ("calendar", "Trin i kalender"), ("unplaced", "Linjer ikke placeret"),
)  # fmt: skip


def summary_of(proposal: Proposal) -> str:
    return "".join(f"{line}\n" for line in _lines(proposal))


def _lines(proposal: Proposal) -> Iterator[str]:
    yield f"Titel: {proposal.title or '–'}"
    yield f"Form: {_KINDS[proposal.kind]}"
    yield f"Kommune: {proposal.municipality or '–'}"
    yield f"Enhed: {proposal.unit or '–'}"
    yield f"Periode: {proposal.period.raw if proposal.period else '–'}"
    if proposal.case_number:
        yield f"Sagsnummer: {proposal.case_number}"
    for name, label in _LISTS:
        count = len(getattr(proposal, name))
        if count:
            yield f"{label}: {count}"
    for goal in proposal.goals:
        yield from _goal(goal)


def _goal(goal: Goal) -> Iterator[str]:
    number = f"{goal.number} " if goal.number else ""
    yield f"  {number}{goal.title} (linje {goal.source.line_from}–{goal.source.line_to})"
    for indicator in goal.indicators:
        due = f" [{indicator.due.raw}]" if indicator.due else ""
        yield f"    - {indicator.text[:100]}{due}"
