from roedtraad.foundation.lib.sorting import danish_fold, danish_key


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
