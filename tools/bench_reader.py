"""How well and how fast plans are read: precision and recall by kind of element, seconds a page.

The truth about the five published documents holds none of their sentences: numbers, dates,
figures, and hashes of titles. Invented plans are scored in groups: the six that the reader was made
with, the six held out at first, and each later round of fresh plans twice: as it was read the first
time, before anything was changed for it, and as it is read now.
"""

from __future__ import annotations

import json
import os
import re
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
TRUTH = Path(__file__).with_name("reader_truth.json")
FIRST = Path(__file__).with_name("reader_first.json")
PAGES = 60
FLAGS = {"--truth": "write what was read as the new truth, to be looked through"}
WORDS = re.findall(
    r"\w+",
    "borgerne skal opleve en bedre indsats i kommunen og vi vil arbejde sammen om unge familier "
    "skolen dagen hjemmet tidlig hjælp",
)

Scores = dict[str, tuple[int, int, int]]


def main(arguments: list[str]) -> int:
    """Prints the tables; `--truth` writes what was read as the new truth, to be looked through."""
    documents = _documents()
    if "--truth" in arguments:
        TRUTH.write_text(json.dumps(dict(documents), ensure_ascii=False, indent=1) + "\n")
        return 0
    _print_scores("The five published documents", _document_scores(dict(documents)))
    from roedtraad.gateways.importing.tests.plans.registry import HELD_OUT, ROUNDS, TUNED

    _print_scores("Tuned: six invented plans that the reader was made with", _invented(TUNED))
    _print_scores("Tuned since: six invented plans once held out, as read now", _invented(HELD_OUT))
    first = json.loads(FIRST.read_text())
    for name, plans in ROUNDS.items():
        title = f"{name.replace('_', ' ').capitalize()}, {len(plans)} fresh plans"
        held = {kind: tuple(counts) for kind, counts in first[name].items()}
        _print_scores(f"Held out. {title}: the first reading", held)
        _print_scores(f"Tuned since. {title}: as read now", _invented(plans))
    _print_times()
    return 0


def _documents() -> list[tuple[str, dict[str, list[str]]]]:
    """What is read from each document, as keys."""
    from roedtraad.gateways.importing.plans import read_plan

    folder = Path(os.environ.get("ROEDTRAAD_SHARED", ROOT.parent / "shared")) / "documents"
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not files:
        print("The five documents are not here (ROEDTRAAD_SHARED): they are left out.")
    return [(path.stem, document_keys(read_plan(path.read_bytes(), path.name))) for path in files]


def document_keys(proposal: object) -> dict[str, list[str]]:
    """Keys without sentences: numbers, dates, figures, and hashes of normalised titles."""
    data = proposal.to_json()  # type: ignore[attr-defined]
    goals = data["goals"]
    names = [goal["number"] or _hashed(goal["title"]) for goal in goals]
    indicators = [
        (f"{name}/{place}", each)
        for name, goal in zip(names, goals, strict=True)
        for place, each in enumerate(goal["indicators"], start=1)
    ]
    fields = ("method", "success_criterion", "follow_up", "how_measured", "resources")
    period = data["period"] or {}
    return {
        "kind": [data["kind"]],
        "period": [f"{period.get('starts_on')}/{period.get('ends_on')}"],
        "municipality": [_hashed(data["municipality"] or "")],
        "case number": [data["case_number"]] if data["case_number"] else [],
        "mission": ["mission"] if data["mission"] else [],
        "units": [f"{u['staff']}/{u['full_time_equivalents']}" for u in data["units"]],
        "parties": [_hashed(party["name"]) for party in data["parties"]],
        "facts": [_hashed(fact["label"]) for fact in data["facts"]],
        "budget": [f"{line['amount']}{'=' * line['total']}" for line in data["budget"]],
        "visions": [f"{v['direction']} {_hashed(v['title'])}" for v in data["visions"]],
        "focus areas": [
            f"{area['number']} {area['cross_cutting']} {_hashed(area['title'])}"
            for area in data["focus_areas"]
        ],
        "themes": [_hashed(theme["title"]) for theme in data["themes"]],
        "rules": [_hashed(rule["text"]) for rule in data["rules"]],
        "projects": [_hashed(project["title"]) for project in data["projects"]],
        "profile headings": [_hashed(each["title"]) for each in data["profile_headings"]],
        "effect goals": [
            f"{_hashed(goal['target_group'] or '')} {_hashed(goal['title'])}"
            for goal in data["effect_goals"]
        ],
        "effect indicators": [
            _hashed(goal["title"]) for goal in data["effect_goals"] if goal["indicators"]
        ],
        "goals": names,
        "goal fields": [
            f"{name} {field}"
            for name, goal in zip(names, goals, strict=True)
            for field in fields
            if goal[field]
        ],
        "postponed": [
            f"{name} {action['due'] and action['due']['to']}"
            for name, goal in zip(names, goals, strict=True)
            for action in goal["actions"]
            if action["postponed"]
        ],
        "indicators": [name for name, _ in indicators],
        "indicator dues": [
            f"{name} {each['due']['to']}" for name, each in indicators if each["due"]
        ],
        "calendar": [str(step["due"] and step["due"]["to"]) for step in data["calendar"]],
    }


def _hashed(text: str) -> str:
    from roedtraad.gateways.importing.plans.letters import folded

    return sha256(folded(text).encode()).hexdigest()[:12]


def _document_scores(found: dict[str, dict[str, list[str]]]) -> Scores:
    truth: dict[str, dict[str, list[str]]] = json.loads(TRUTH.read_text())
    scores: Scores = {}
    for name, kinds in found.items():
        for kind, keys in kinds.items():
            right = (Counter(keys) & Counter(truth[name][kind])).total()
            _add(scores, kind, (len(truth[name][kind]), len(keys), right))
    return scores


def _invented(plans: Iterable[object]) -> Scores:
    from roedtraad.gateways.importing.plans import read_plan
    from roedtraad.gateways.importing.tests.plans.truth import scored

    scores: Scores = {}
    for plan in plans:
        proposal = read_plan(plan.build(), plan.filename)  # type: ignore[attr-defined]
        for kind, score in scored(proposal, plan.truth).items():  # type: ignore[attr-defined]
            _add(scores, kind, (score.expected, score.found, score.right))
    return scores


def _add(scores: Scores, kind: str, more: tuple[int, int, int]) -> None:
    old = scores.get(kind, (0, 0, 0))
    scores[kind] = (old[0] + more[0], old[1] + more[1], old[2] + more[2])


def _print_scores(title: str, scores: Scores) -> None:
    print(
        f"\n{title}\n{'kind':<20}{'expected':>9}{'found':>7}{'right':>7}{'precision':>11}{'recall':>8}"
    )
    total = (0, 0, 0)
    for kind, (expected, found, right) in scores.items():
        if expected or found:
            print(_row(kind, expected, found, right))
            total = (total[0] + expected, total[1] + found, total[2] + right)
    print(_row("all", *total))


def _row(kind: str, expected: int, found: int, right: int) -> str:
    precision = right / found if found else 1.0
    recall = right / expected if expected else 1.0
    return f"{kind:<20}{expected:>9}{found:>7}{right:>7}{precision:>11.2f}{recall:>8.2f}"


def _print_times() -> None:
    from roedtraad.gateways.importing.plans import read_plan

    print("\nTime")
    for name, suffix, pages, data in (
        (f"PDF, {PAGES} pages with tables, a page", "pdf", PAGES, _pdf()),
        ("Text of 5 MB", "txt", 1, "\n".join(_text(5_000_000)).encode()),
    ):
        wall, work = time.perf_counter(), time.process_time()
        read_plan(data, f"plan.{suffix}")
        wall, work = time.perf_counter() - wall, time.process_time() - work
        print(f"{name}: {work / pages:.3f} seconds of work, {wall / pages:.3f} by the clock")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Largest memory of the process: {peak:.0f} MB")


def _pdf() -> bytes:
    import typst

    page = (
        "== Mål – titel {0}\n{1}\n\n{1}\n\n*Handlinger*\n- {2}\n- {2}\n\n*Indikatorer*\n- {2}\n\n"
        "#table(columns: 3, [Mål], [Handling], [Frist], [{2}], [{2}], [1. maj 2024])\n"
        "#pagebreak()\n"
    )
    head = '#set page(paper: "a4", header: [Fjordby Kommune])\n#set heading(numbering: "1.1")\n'
    pages = "".join(page.format(n, _sentence(n, 110), _sentence(n, 14)) for n in range(PAGES))
    return typst.compile(f"{head}= Virksomhedsplan 2024\n{pages}".encode(), format="pdf")


def _text(size: int) -> Iterator[str]:
    yield "Virksomhedsplan 2024\nFjordby Kommune\n"
    written = number = 0
    while written < size:
        number += 1
        part = (
            f"{number % 90 + 1}.{number % 9 + 1} Mål – titel {number}\n\n"
            f"{_sentence(number, 150)}\n\nHandlinger\n\n"
            f"- {_sentence(number, 20)}\n- {_sentence(number + 3, 20)}\n\n"
            f"Indikatorer\n\n- {_sentence(number, 15)}\n"
        )
        written += len(part.encode())
        yield part


def _sentence(seed: int, length: int) -> str:
    words = [WORDS[(seed * 7 + place * 3 + place * place) % len(WORDS)] for place in range(length)]
    return f"{' '.join(words).capitalize()}."
