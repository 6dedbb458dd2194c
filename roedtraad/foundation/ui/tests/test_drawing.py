from roedtraad.foundation.ui import differences, drawing


def test_a_line_goes_through_the_values_and_gaps_stay_gaps() -> None:
    drawn = drawing.sparkline([1, 2, None, 3, 4], target=5, label="Fra 1 til 4")

    assert drawn.count("<polyline") == 2
    assert 'aria-label="Fra 1 til 4"' in drawn
    assert "sparkline-target" in drawn


def test_one_value_is_a_dot_and_none_is_said() -> None:
    assert "<polyline" not in drawing.sparkline([3])
    assert "ingen data" in drawing.sparkline([None])


def test_values_that_do_not_change_are_a_level_line() -> None:
    assert 'points="3.0,12.0 97.0,12.0"' in drawing.sparkline([4, 4])


def test_a_bar_says_its_numbers_in_words() -> None:
    drawn = drawing.state_bar({"good": (3, "på vej"), "bad": (0, "forværret")})

    assert 'aria-label="3 på vej"' in drawn
    assert "bar-bad" not in drawn
    assert drawing.state_bar({}) == ""


def test_a_label_cannot_carry_markup() -> None:
    assert "<b>" not in drawing.sparkline([1, 2], label='"><b>')


def test_a_difference_marks_what_went_and_what_came() -> None:
    before, after = differences.side_by_side("en fast pædagog", "en fast kontaktperson")

    assert before == "en fast <del>pædagog</del>"
    assert after == "en fast <ins>kontaktperson</ins>"


def test_a_difference_never_lets_markup_through() -> None:
    before, after = differences.side_by_side("<b>", "<i>")

    assert "<b>" not in before + after
    assert "<i>" not in before + after
