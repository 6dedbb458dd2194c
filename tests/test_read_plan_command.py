"""`roedtraad read-plan`: pure JSON, the text, a summary, and one sentence when refused."""

import json
from pathlib import Path

import pytest

from roedtraad.config.cli import main
from roedtraad.gateways.importing.tests.plans.registry import TUNED

KEYS = {
    "title", "kind", "municipality", "unit", "units", "parties", "period", "case_number", "facts",
    "budget", "mission", "visions", "focus_areas", "themes", "rules", "projects",
    "profile_headings", "effect_goals", "goals", "calendar", "unplaced",
}  # fmt: skip
GOAL_KEYS = {
    "number", "title", "text", "focus_area", "method", "success_criterion", "follow_up",
    "resources", "how_measured", "actions", "indicators", "confidence", "source",
}  # fmt: skip


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / TUNED[1].filename
    path.write_bytes(TUNED[1].build())
    return path


def test_json_has_the_keys_of_the_contract(
    plan_file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status = main(["read-plan", str(plan_file), "--json"])

    printed = capfd.readouterr()
    data = json.loads(printed.out)
    assert (status, printed.err) == (0, "")
    assert set(data) == KEYS
    assert set(data["goals"][0]) == GOAL_KEYS
    assert set(data["goals"][0]["actions"][0]) == {
        "text", "due", "responsible", "postponed", "confidence", "source",
    }  # fmt: skip
    assert set(data["goals"][0]["indicators"][0]["due"]) == {"raw", "from", "to"}
    assert set(data["unplaced"][0]["source"]) == {"page", "line_from", "line_to"}


def test_text_prints_the_lines_that_sources_count(
    plan_file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    main(["read-plan", str(plan_file), "--json"])
    goal = json.loads(capfd.readouterr().out)["goals"][0]
    main(["read-plan", str(plan_file), "--text"])
    lines = capfd.readouterr().out.split("\n")

    assert goal["title"] in lines[goal["source"]["line_from"] - 1]


def test_without_form_a_person_gets_a_summary(
    plan_file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    main(["read-plan", str(plan_file)])

    printed = capfd.readouterr().out
    assert "Form: virksomhedsplan" in printed
    assert "Mål: 2" in printed


def test_what_is_no_plan_gives_status_zero(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "brev.txt"
    path.write_text("Kære Anne\n\nTak for sidst.\n")

    status = main(["read-plan", str(path), "--json"])

    data = json.loads(capfd.readouterr().out)
    assert (status, data["kind"], data["goals"]) == (0, "unknown", [])


@pytest.mark.parametrize("form", [[], ["--json"], ["--text"]])
def test_a_refused_file_gives_two_and_one_sentence(
    form: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7 ikke en pdf")

    status = main(["read-plan", str(path), *form])

    printed = capfd.readouterr()
    assert (status, printed.out) == (2, "")
    assert printed.err.count("\n") == 1
    assert printed.err.startswith("Filen")


def test_a_missing_file_is_said_and_not_thrown(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["read-plan", "/findes/ikke.docx"]) == 2
    assert "findes ikke" in capfd.readouterr().err
