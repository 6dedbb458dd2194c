from roedtraad.foundation.ui.sparklines import sparkline


def test_a_line_goes_from_the_oldest_to_the_newest_value() -> None:
    line = sparkline([0, 5, 10])

    assert line.lines == ("2.0,18.0 40.0,10.0 78.0,2.0",)
    assert line.dot == ("78.0", "2.0")
    assert line.view_box == "0 0 80 20"


def test_a_missing_value_is_a_gap_and_not_a_zero() -> None:
    line = sparkline([4, 5, None, 5, 6])

    assert len(line.lines) == 2


def test_equal_values_run_through_the_middle() -> None:
    assert sparkline([3, 3]).lines == ("2.0,10.0 78.0,10.0",)


def test_one_value_is_a_dot_and_none_is_nothing() -> None:
    assert (sparkline([None, 7]).lines, sparkline([None, 7]).dot) == ((), ("78.0", "10.0"))
    assert sparkline([]).dot is None
