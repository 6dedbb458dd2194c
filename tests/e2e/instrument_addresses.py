"""An example of every address of instruments and measurements, from the demonstration's data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.e2e.found_rows import Arguments, by_pk, one, rows


def a_draft() -> Arguments:
    """A version of an instrument that is being written, with a block and a scale."""
    scale = one("profiles.Scale", version__published_at=None)
    block = one("profiles.AnswerSet", version=scale.version)
    return {"pk": scale.version_id, "scale": scale.pk, "block": block.pk}


def a_norm_set() -> Any:
    return one("profiles.NormSet", informant="parent")


def a_response() -> Arguments:
    """An answered questionnaire that was corrected."""
    row = one("profiles.Response", replaces__isnull=False)
    return {"pk": row.case_id, "response": row.pk}


def a_seat(code: str) -> Arguments:
    """Somebody who has answered, answering once more."""
    row = rows("profiles.Response", version__instrument__code=code, informant="child").first()
    row = row or one("profiles.Response", version__instrument__code=code, informant="parent")
    seat = f"{row.citizen_id}-{row.informant}-{row.answered_by_id}"
    return {"pk": row.case_id, "version": row.version_id, "seat": seat}


INSTRUMENTS: dict[str, Callable[[], list[Arguments]]] = {
    **dict.fromkeys(
        (
            *("profiles:block_new", "profiles:block", "profiles:block_remove"),
            *("profiles:scale_new", "profiles:scale", "profiles:scale_remove"),
            *("profiles:version_publish", "profiles:version_take_back"),
        ),
        lambda: [a_draft()],
    ),
    **dict.fromkeys(
        ("profiles:instrument", "profiles:instrument_edit"),
        lambda: [
            {"pk": row.pk} for row in rows("profiles.Instrument", code__in=("SDQ", "RT-TRIVSEL"))
        ],
    ),
    "profiles:version_new": by_pk("profiles.Instrument"),
    "profiles:version": lambda: [a_draft(), {"pk": a_norm_set().scale.version_id}],
    "profiles:version_edit": lambda: [a_draft(), {"pk": a_norm_set().scale.version_id}],
    **dict.fromkeys(
        ("profiles:norms", "profiles:norms_remove", "profiles:norms_new"),
        lambda: [{"norms": a_norm_set().pk, "scale": a_norm_set().scale_id}],
    ),
    **dict.fromkeys(
        (
            *("profiles:reliability", "profiles:reliability_remove"),
            "profiles:reliability_new",
        ),
        lambda: [
            {
                "reliability": one("profiles.Reliability").pk,
                "scale": one("profiles.Reliability").scale_id,
            }
        ],
    ),
    **dict.fromkeys(
        (
            *("profiles:measurements", "profiles:measure", "profiles:response"),
            *("profiles:response_correct", "profiles:response_withdraw"),
        ),
        lambda: [a_response()],
    ),
    "profiles:response_new": lambda: [a_seat("RT-TRIVSEL"), a_seat("SDQ")],
}
