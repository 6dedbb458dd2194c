from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roedtraad.foundation.lib.differences import (
    FieldChange,
    Kind,
    Segment,
    snapshot_changes,
    text_segments,
)

TEXTS = st.text(max_size=80) | st.lists(
    st.sampled_from(["Familien", "sætter", "målene.", "ikke", "\n", ",", "Vi", "evaluerer"]),
    max_size=20,
).map(" ".join)


def marked(before: str, after: str) -> str:
    signs = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "[+{}+]"}
    return "".join(signs[each.kind].format(each.text) for each in text_segments(before, after))


def test_changed_words_are_marked_one_by_one() -> None:
    assert marked("Målet nås i juni 2026.", "Målet nås senest i juni 2027.") == (
        "Målet nås [+senest +]i juni [-2026-][+2027+]."
    )


def test_a_changed_phrase_is_one_change() -> None:
    assert marked("Vi holder to møder om året.", "Vi holder fire dialoger om året.") == (
        "Vi holder [-to møder-][+fire dialoger+] om året."
    )


def test_a_new_sentence_leaves_its_neighbours_alone() -> None:
    before = "Familien er med. Målet er nået."
    after = "Familien er med. Barnet høres. Målet er nået."

    assert marked(before, after) == "Familien er med. [+Barnet høres. +]Målet er nået."


def test_equal_texts_have_one_segment_and_empty_ones_none() -> None:
    assert text_segments("Samme.", "Samme.") == [Segment(Kind.SAME, "Samme.")]
    assert text_segments("", "") == []


def test_very_long_texts_are_compared_by_sentence() -> None:
    before, after = "ord " * 3000, "nyt " * 3000

    assert text_segments(before, after) == [
        Segment(Kind.REMOVED, before),
        Segment(Kind.ADDED, after),
    ]


@given(TEXTS, TEXTS)
def test_the_segments_make_both_texts_again(before: str, after: str) -> None:
    segments = text_segments(before, after)

    assert "".join(each.text for each in segments if each.kind != Kind.ADDED) == before
    assert "".join(each.text for each in segments if each.kind != Kind.REMOVED) == after
    assert all(each.text for each in segments)


def test_snapshots_are_compared_field_by_field() -> None:
    before = {"title": "Mål", "goals": [{"due": 1, "text": "to"}], "same": [1]}
    after = {"title": "Mål", "goals": [{"due": 0, "text": "to"}, "ny"], "same": [1], "new": None}

    assert snapshot_changes(before, after) == [
        FieldChange(("goals", 0, "due"), 1, 0),
        FieldChange(("goals", 1), None, "ny"),
    ]


def test_a_changed_text_in_a_snapshot_carries_its_segments() -> None:
    (change,) = snapshot_changes({"text": "to mål"}, {"text": "tre mål"})

    assert [each.kind for each in change.segments] == [Kind.REMOVED, Kind.ADDED, Kind.SAME]


def test_zero_false_and_missing_are_three_things() -> None:
    assert len(snapshot_changes({"a": 0}, {"a": False})) == 1
    assert len(snapshot_changes({"a": 0}, {"a": None})) == 1
    assert snapshot_changes({"a": None}, {}) == []
