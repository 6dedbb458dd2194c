"""What a plan holds, and how well a proposal agrees with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from roedtraad.gateways.importing.plans import Proposal
from roedtraad.gateways.importing.plans.letters import folded

SAME = 88.0

# What an older truth does not tell of is not scored.
_OPTIONAL = {
    "goal numbers", "goal texts", "area texts", "area fields", "vision texts", "effect origins",
}  # fmt: skip


@dataclass(frozen=True)
class Truth:
    """The expected elements; each list holds what names an element, in the plan's words."""

    kind: str
    municipality: str | None = None
    unit: str | None = None
    period: tuple[str, str] | None = None
    case_number: str | None = None
    has_mission: bool = False
    elements: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """One invented plan: a file and the truth about it."""

    name: str
    filename: str
    build: Callable[[], bytes]
    truth: Truth


@dataclass
class Score:
    """Elements expected, found, and found rightly."""

    expected: int = 0
    found: int = 0
    right: int = 0

    def add(self, other: "Score") -> None:
        self.expected += other.expected
        self.found += other.found
        self.right += other.right

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


def keys_of(proposal: Proposal) -> dict[str, list[str]]:
    """What names the elements of a proposal, kind by kind."""
    data = proposal.to_json()
    goals = data["goals"]
    actions = [action for goal in goals for action in goal["actions"]]
    indicators = [each for goal in goals for each in goal["indicators"]]
    return {
        "units": [
            _joined(unit, "name", "staff", "full_time_equivalents") for unit in data["units"]
        ],
        "parties": [party["name"] for party in data["parties"]],
        "facts": [_joined(fact, "label", "value") for fact in data["facts"]],
        "budget": [_joined(line, "label", "amount") for line in data["budget"]],
        "budget totals": [line["label"] for line in data["budget"] if line["total"]],
        "visions": [_joined(vision, "title", "direction") for vision in data["visions"]],
        "vision texts": [_joined(v, "title", "text") for v in data["visions"] if v["text"]],
        "focus areas": [area["title"] for area in data["focus_areas"]],
        "area texts": [_joined(a, "title", "text") for a in data["focus_areas"] if a["text"]],
        "area fields": [key for area in data["focus_areas"] for key in _fields(area)],
        "cross-cutting": [a["title"] for a in data["focus_areas"] if a["cross_cutting"]],
        "themes": [theme["title"] for theme in data["themes"]],
        "rules": [rule["text"] for rule in data["rules"]],
        "projects": [project["title"] for project in data["projects"]],
        "effect goals": [_joined(e, "target_group", "title") for e in data["effect_goals"]],
        "effect origins": [
            _joined(e, "title", "origin") for e in data["effect_goals"] if e["origin"]
        ],
        "effect indicators": [i["text"] for e in data["effect_goals"] for i in e["indicators"]],
        "goals": [goal["title"] for goal in goals],
        "goal numbers": [goal["number"] for goal in goals if goal["number"]],
        "goal texts": [_joined(goal, "title", "text") for goal in goals if goal["text"]],
        "goals' areas": [_joined(g, "title", "focus_area") for g in goals if g["focus_area"]],
        "goal fields": [key for goal in goals for key in _fields(goal)],
        "actions": [action["text"] for action in actions],
        "action dues": [_due(action) for action in actions if action["due"]],
        "responsible": [_joined(a, "text", "responsible") for a in actions if a["responsible"]],
        "postponed": [action["text"] for action in actions if action["postponed"]],
        "indicators": [each["text"] for each in indicators],
        "indicator dues": [_due(each) for each in indicators if each["due"]],
        "calendar": [_due(step) for step in data["calendar"]],
    }


def _joined(data: dict[str, Any], *names: str) -> str:
    return " | ".join(str(data[name]) for name in names)


def _fields(goal: dict[str, Any]) -> list[str]:
    names = ("method", "success_criterion", "follow_up", "resources", "how_measured", "status")
    return [f"{name}: {goal[name][:60]}" for name in names if goal.get(name)]


def _due(data: dict[str, Any]) -> str:
    due = data["due"]
    return f"{due['to'] if due else None} {data['text'][:50]}"


def scored(proposal: Proposal, truth: Truth) -> dict[str, Score]:
    """Precision and recall by kind; kinds that neither has are left out."""
    found = keys_of(proposal)
    scores = {
        kind: _score(truth.elements.get(kind, []), found[kind])
        for kind in found
        if truth.elements.get(kind) or (found[kind] and kind not in _OPTIONAL)
    }
    scores["plan"] = _plan_score(proposal, truth)
    return scores


def _plan_score(proposal: Proposal, truth: Truth) -> Score:
    data = proposal.to_json()
    period = data["period"]
    own = (period["starts_on"], period["ends_on"]) if period else None
    pairs = [
        (truth.kind, data["kind"]),
        (truth.municipality, data["municipality"]),
        (truth.period, own),
        (truth.unit, data["unit"] if truth.unit else None),
        (truth.case_number, data["case_number"]),
        (truth.has_mission, bool(data["mission"])),
    ]
    return Score(
        expected=sum(1 for expected, _ in pairs if expected),
        found=sum(1 for _, found in pairs if found),
        right=sum(1 for expected, found in pairs if expected and expected == found),
    )


def _score(expected: list[str], found: list[str]) -> Score:
    left = [folded(text) for text in found]
    right = 0
    for text in map(folded, expected):
        best = max(left, key=lambda other: _alike(text, other), default=None)
        if best is not None and _alike(text, best) >= SAME:
            left.remove(best)
            right += 1
    return Score(len(expected), len(found), right)


def _alike(one: str, other: str) -> float:
    """Equal words; of long texts the beginning is enough to know them by."""
    if one[:10] == other[:10] and one[:1].isdigit() != other[:1].isdigit():
        return 0.0
    size = min(len(one), len(other), 60)
    if size >= 30:
        return max(fuzz.ratio(one, other), fuzz.ratio(one[:size], other[:size]))
    return fuzz.ratio(one, other)
