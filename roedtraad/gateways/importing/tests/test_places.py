import pytest

from roedtraad.gateways.importing.places import Place, best_place, places_of
from roedtraad.steering.agreements.shipped_templates import shipped_templates


def places(form: str) -> tuple[Place, ...]:
    return next(places_of(each.definition) for each in shipped_templates() if each.form == form)


@pytest.mark.parametrize(
    ("form", "heading", "key"),
    [
        ("business_plan", "Forord", "foreword"),
        ("business_plan", "Indledning", "foreword"),
        ("business_plan", "Om os", "about"),
        ("business_plan", "Vores opgave", "mission"),
        ("business_plan", "Status og udfordringer", "position"),
        ("contract", "Hovedopgave", "task"),
        ("contract", "Indledning", "introduction"),
        ("contract", "Opfølgning", "follow_up"),
        ("dialogue", "Aftaler om økonomi", "agreed.economy"),
        ("dialogue", "Personaleforhold", "agreed.staff"),
        ("social_plan", "Borgerne i centret", "target_groups"),
    ],
)
def test_a_heading_finds_the_section_that_is_about_the_same(
    form: str, heading: str, key: str
) -> None:
    found = best_place(heading, "", places(form))

    assert found.place is not None
    assert (found.place.key, found.score >= 0.7) == (key, True)


@pytest.mark.parametrize("heading", ["Biblioteket", "Opfølgning"])
def test_what_no_section_is_about_is_offered_a_section_of_its_own(heading: str) -> None:
    found = best_place(heading, "", places("social_plan"))

    assert found.place is None
    assert found.score == 0.5


def test_the_words_of_the_text_count_less_than_those_of_the_heading() -> None:
    found = best_place("Vi har fået nye lokaler", "Sygefraværet er faldet.", places("dialogue"))

    assert found.place is not None
    assert found.place.key == "agreed.staff"
    assert found.score < 0.8
