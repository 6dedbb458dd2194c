import logging

from roedtraad.config.logs import without_values


def test_a_fault_is_logged_by_its_kind_and_its_places_but_not_its_text() -> None:
    try:
        int("Hemmelig Person")
    except ValueError as fault:
        event = without_values(logging.getLogger(), "error", {"event": "failed", "exc_info": fault})

    assert event["exception"] == "ValueError"
    assert "test_logs.py:" in event["at"]
    assert "Hemmelig" not in str(event)
