from datetime import date, datetime, timezone
from decimal import Decimal

import pytest
from django import forms

from roedtraad.foundation.ui import fields


class Plan(forms.Form):
    due = fields.DanishDateField()
    share = fields.DanishDecimalField(measured_in="%", max_value=100)
    period = fields.PeriodField(required=False)
    text = fields.MarkdownField(max_length=400, required=False)
    shown = forms.BooleanField(required=False)
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)


RIGHT = {"due": "30 06 2026", "share": "67,5", "period": "3. kvartal 2026", "kind": "a"}


def test_what_is_written_by_hand_becomes_values() -> None:
    form = Plan(RIGHT)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["due"] == date(2026, 6, 30)
    assert form.cleaned_data["share"] == Decimal("67.5")
    period = form.cleaned_data["period"]
    assert (period.raw, period.starts_on) == ("3. kvartal 2026", date(2026, 7, 1))


@pytest.mark.parametrize("written", ["28 11 1026", "01.01.0001", "31-12-9999"])
def test_a_slip_in_the_year_is_no_day(written: str) -> None:
    form = Plan(RIGHT | {"due": written})

    assert form.errors["due"] == [
        "Årstallet kan ikke passe. Skriv det med fire cifre – for eksempel 30 06 2026."
    ]


def test_errors_say_what_to_do() -> None:
    form = Plan({"due": "31 02 2026", "share": "mange", "period": "engang"})

    assert form.errors["due"] == [
        "Datoen findes ikke. Skriv dag, måned, år – for eksempel 30 06 2026."
    ]
    assert form.errors["share"] == ["Det er ikke et tal. Skriv det som 1.234,5."]
    assert "3. kvartal 2026" in form.errors["period"][0]
    assert form.errors["kind"] == ["Vælg en på listen."]


def test_a_share_above_its_limit_is_refused() -> None:
    assert "share" in Plan(RIGHT | {"share": "140"}).errors


def test_values_are_shown_as_they_are_written() -> None:
    form = Plan(initial={"due": date(2026, 6, 30), "share": Decimal("1234.50")})

    assert 'value="30.06.2026"' in str(form["due"])
    assert 'value="1.234,5"' in str(form["share"])


def test_the_same_day_written_otherwise_is_no_change() -> None:
    form = Plan(RIGHT, initial={"due": date(2026, 6, 30)})
    wrong = Plan(RIGHT | {"due": "aldrig"}, initial={"due": date(2026, 6, 30)})

    assert "due" not in form.changed_data
    assert "due" in wrong.changed_data


def test_a_moment_is_taken_as_its_day() -> None:
    moment = datetime(2026, 6, 30, 12, tzinfo=timezone.utc)  # noqa: UP017

    assert fields.DanishDateField().clean(moment) == date(2026, 6, 30)


def test_a_long_text_counts_down_instead_of_cutting_off() -> None:
    drawn = Plan()["text"].as_field_group()

    assert 'data-maxlength="400"' in drawn
    assert " maxlength=" not in drawn


def test_a_limit_that_nobody_comes_near_is_not_counted_down() -> None:
    class Story(forms.Form):
        text = forms.CharField(max_length=20_000, widget=forms.Textarea)

    drawn = Story()["text"].as_field_group()

    assert "character-limit" not in drawn
    assert "maxlength" not in drawn
    assert "20000" in str(Story({"text": "a" * 20_001}).errors)


def test_a_whole_form_begins_with_what_is_wrong() -> None:
    form = Plan({"due": ""})
    drawn = str(form)

    assert drawn.index("error-summary") < drawn.index('name="due"')
    assert 'href="#id_due"' in drawn
    assert 'href="#id_kind_0"' in drawn


def test_one_box_has_its_label_after_it() -> None:
    drawn = Plan()["shown"].as_field_group()

    assert drawn.index("<input") < drawn.index("<label")
