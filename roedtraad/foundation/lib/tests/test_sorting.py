from roedtraad.foundation.lib.sorting import danish_fold, danish_key, fold_with_places


def test_words_stand_in_danish_order() -> None:
    words = ["Åbenrå", "zoo", "Ærø", "ål", "Østerbro", "Aalborg", "abe", "Érik", "Elin", "Aabybro"]

    ordered = sorted(words, key=danish_key)

    assert ordered == (
        ["abe", "Elin", "Érik", "zoo", "Ærø", "Østerbro", "Åbenrå", "Aabybro", "ål", "Aalborg"]
    )


def test_numbers_in_names_count_as_numbers() -> None:
    assert sorted(["Team 10", "Team 2"], key=danish_key) == ["Team 2", "Team 10"]


def test_search_finds_capitals_accents_and_composed_letters() -> None:
    assert danish_fold("ÆRLIG") in danish_fold("Vi er ærlige")
    assert danish_fold("a\u030al") == danish_fold("ÅL")
    assert danish_fold("Café") == danish_fold("cafe")
    assert danish_fold("gal") != danish_fold("gål")


def test_search_finds_both_spellings_of_a_name_and_of_a_compound() -> None:
    assert danish_fold("Aabenraa") == danish_fold("Åbenrå")
    assert danish_fold("e-mail") == danish_fold("e\u00admail") == danish_fold("EMAIL")
    assert danish_fold("ungdomshus") in danish_fold("Børne- og ungdomshuset")


def test_each_letter_that_is_searched_knows_its_place_in_the_text() -> None:
    text = "I Aabenraa-\u00adområdet: a\u030al, Café ß"

    folded, places = fold_with_places(text)

    assert folded == danish_fold(text)
    assert [text[places[folded.index(word)] :][:2] for word in ("åben", "ål", "cafe")] == [
        *("Aa", "a\u030a", "Ca"),
    ]
