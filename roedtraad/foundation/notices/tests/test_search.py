from collections.abc import Iterable

import pytest
from django.test import Client

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.notices import search

TEXTS = {
    1: "En ærlig samtale om anbringelser",
    2: "Åbent hus på Ørnereden",
    3: "Børne- og ungdomshuset i Aabenraa",
}


def find(user: User, words: search.Words) -> Iterable[search.Hit]:
    if user.username == "outsider":
        return []
    return [
        search.Hit(f"Mål {pk}", f"/maal/{pk}/", "Familiehuset Nord", text)
        for pk, text in TEXTS.items()
        if search.matches(words, text)
    ]


@pytest.fixture(autouse=True)
def only_these_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_providers", [])
    search.provide("Mål", find)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ÆRLIG", 1),
        ("ærlig SAMTALE", 1),
        ("åbent", 1),
        ("ØRNEREDEN", 1),
        ("ærlig hus", 0),
        ("ungdoms-hus", 1),
        ("åbenrå", 1),
        ("huset, (Aabenraa)", 1),
        ('"ærlig samtale"', 1),
        ('"samtale ærlig"', 0),
        ("e", 0),
    ],
)
def test_capitals_make_no_difference(leader: User, words: str, found: int) -> None:
    groups = search.hits(leader, words)

    assert sum(len(group.hits) for group in groups) == found


def test_words_are_marked_where_they_stand(client: Client, leader: User) -> None:
    client.force_login(leader)

    page = client.get("/soeg/?q=ÆRLIG").content.decode()

    assert "<mark>ærlig</mark>" in page


def test_a_place_written_another_way_is_marked_whole() -> None:
    assert "i <mark>Aabenraa</mark>" in search.marked(search.words_in("åbenrå"), TEXTS[3])
    assert "<mark>Børne-</mark> og" in search.marked(search.words_in("børne"), TEXTS[3])


@pytest.mark.parametrize("word", ["samtlae", "samtal", "samtalle", "sammtale", "samtxle"])
def test_a_misspelt_word_finds_what_is_nearly_the_same(
    client: Client, leader: User, word: str
) -> None:
    client.force_login(leader)

    page = client.get(f"/soeg/?q={word}").content.decode()

    assert "/maal/1/" in page
    assert ("der ligner" in page) == (word != "samtal")


def test_marking_never_lets_markup_through() -> None:
    marked = search.marked(("b",), "<script>b</script>")

    assert "<script>" not in marked


def test_the_outsider_finds_nothing(client: Client, outsider: User) -> None:
    client.force_login(outsider)

    page = client.get("/soeg/?q=ærlig").content.decode()

    assert "Intet fundet" in page
    assert "/maal/1/" not in page
