import pytest

from .running import DATA, Command, differences, expected, needs_data

NOTES = {"dataset", "real", "rule", "protect_requirement", "check"}
CHOSEN = {"min_secondary_cells_no_exact_disclosure", "one_optimal_secondary"}


@needs_data
def test_the_reference_table_is_protected_with_as_few_cells(command: Command) -> None:
    data = DATA / "sdc_dk_hospital_infection_2015_06.csv"
    wanted = expected("sdc_dk_hospital_infection_2015_06.json")

    answer = command.answer("suppress", data, row="hospital", threshold=5)

    same = {key: value for key, value in wanted.items() if key not in NOTES | CHOSEN}
    assert differences(answer, same) == []
    for key in CHOSEN:
        assert answer[key]["suppressed_count"] == wanted[key]["suppressed_count"]
        assert len(answer[key]["cells"]) == len(wanted[key]["cells"])
    assert answer["audit_passed"] is True
    hidden = [cell for row in answer["published_table"] for cell in row if cell is None]
    assert len(hidden) == len(answer["audit"]) == 6


def test_a_pattern_is_only_audited(command: Command) -> None:
    data = command.table("enhed,a,b,c", [("N", 14, 9, 61), ("S", 12, 8, 34), ("Ø", 2, 9, 17)])

    too_little = command.answer("suppress", data, row="enhed", pattern=[[2, 1]])
    enough = command.answer("suppress", data, row="enhed", pattern=[[2, 1], [1, 0], [1, 1]])

    assert (too_little["audit_passed"], too_little["audit"]["2,0"]) == (False, [2, 2])
    assert (enough["audit_passed"], enough["secondary"]) == (True, [[1, 0], [1, 1], [2, 1]])


def test_a_small_margin_is_told_and_nothing_published(command: Command) -> None:
    data = command.table("enhed,a,b", [("N", 3, 1), ("S", 20, 30)])

    answer = command.answer("suppress", data, row="enhed")

    assert answer["margins_below_threshold"] == {"rows": [0], "cols": []}
    assert answer["feasible_with_published_margins"] is False
    assert (answer["secondary"], answer["published_table"]) == (None, None)
    assert "læg rækker eller kolonner sammen" in answer["infeasible_note"]


@pytest.mark.parametrize(
    ("rows", "params", "part"),
    [
        ([("N", -1, 2)], {}, "et helt tal på mindst 0"),
        ([("N", 1.5, 2)], {}, "et helt tal på mindst 0"),
        ([("N", None, 2)], {}, "ingen celle må mangle"),
        ([("N", 1, 2), ("N", 3, 4)], {}, "står mere end én gang"),
        ([("N", 1, 2)], {"pattern": [[0, 7]]}, "som tabellen ikke har"),
        ([("N", 1, 2)], {"threshold": 1}, "'threshold' skal være heltal"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(
    command: Command, rows: list[tuple[object, ...]], params: dict[str, object], part: str
) -> None:
    data = command.table("enhed,a,b", rows)

    assert part in command.refusal("suppress", data, row="enhed", **params)
