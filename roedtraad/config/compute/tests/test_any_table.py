"""Tables that nobody has thought of: an answer in plain JSON, or a refusal; never a fault."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roedtraad.config.compute.command import compute
from roedtraad.config.compute.refusals import Refused
from roedtraad.config.compute.table import Table

CELLS = st.one_of(
    st.integers(0, 6).map(str),
    st.integers(-50, 50).map(str),
    st.sampled_from(["0", "1", "0.1", "1e300", "-1e300", "5e-324", "1e15"]),
    st.none(),
)
ODD = st.one_of(CELLS, st.sampled_from(["1,5", "x", "2026-01-01", "NaN", "-"]))
KINDS = st.sampled_from(["A", "B", "C", "1", None])
PAIR = {"pre": "x", "post": "y"}
LONG = {"id": "g", "time": "k", "outcome": "x", "pre": "A", "post": "B"}
RCI = {"better_is": "higher", "reliability": 0.8, "m_functional": 8, "sd_functional": 3}
QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    *(("rci", {**RCI, **PAIR, "id": "i", "method": m}) for m in ("JT", "GLN", "EN", "NK")),
    *(("rci", {**RCI, **LONG, "cutoff_type": c}) for c in "abc"),
    ("rci", {**RCI, **PAIR, "id": "i", "method": "HA", "cutoff_type": "c", "range": [0, 6]}),
    ("rci", {**RCI, **LONG, "time": "i", "pre": 1, "post": 2, "method": "HLM"}),
    ("rci", {**PAIR, "id": "i", "better_is": "lower", "points": 2, "cutoff": 3, "group": "g"}),
    ("effect-size", PAIR),
    ("effect-size", {**PAIR, "group": "g", "control": "A"}),
    ("gas", {"case": "g", "score": "x", "weight": "y"}),
    ("gas", {"case": "g", "score": "x", "baseline": "y"}),
    ("single-case", {"phase": "k", "time": "i", "value": "x", "improvement": "decrease"}),
    ("xmr", {"time": "i", "value": "x", "rebase": [3], "target": 2, "improvement": "lower"}),
    ("runchart", {"time": "i", "value": "x", "denominator": "y"}),
    ("p-chart", {"time": "k", "numerator": "x", "denominator": "y", "laney": True}),
    ("u-chart", {"time": "i", "numerator": "x", "denominator": "y", "facets": ["g", "k"]}),
    ("funnel", {"unit": "i", "numerator": "x", "denominator": "y"}),
    ("funnel", {"unit": "i", "numerator": "x", "denominator": "y", "data_type": "ratio"}),
    ("survival", {"duration": "x", "event": "k", "event_value": "A", "group": "g"}),
    ("survival", {"duration": "x", "event": "k", "entry": "y", "times": [0, 3]}),
]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    cells = draw(st.sampled_from([CELLS, CELLS, ODD]))
    rows = draw(st.lists(st.tuples(KINDS, KINDS, cells, cells), min_size=1, max_size=25))
    numbered = tuple((str(i), *row) for i, row in enumerate(rows, 1))
    return Table(("i", "g", "k", "x", "y"), numbered, tuple(range(2, len(rows) + 2)))


def answer_or_sentence(method: str, table: Table, params: dict[str, Any]) -> dict[str, Any] | str:
    try:
        return compute(method, table, params)
    except Refused as refusal:
        return refusal.sentence


@pytest.mark.parametrize(("method", "params"), QUESTIONS)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables())
def test_any_table_is_answered_or_refused(
    method: str, params: dict[str, Any], table: Table
) -> None:
    answer = answer_or_sentence(method, table, params)

    if isinstance(answer, str):
        assert answer.endswith((".", ")"))
    else:
        assert json.loads(json.dumps(answer, allow_nan=False)) == answer
        assert answer["n_used"] <= answer["n_original"]
