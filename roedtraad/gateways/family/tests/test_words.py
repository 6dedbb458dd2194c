"""The family's pages are read by a child of ten, and hold no word of the trade."""

import re

import pytest
from django.utils import translation

from roedtraad.gateways.family.voices import Voice, voice_for
from roedtraad.gateways.family.words import LOOKED, WORDS
from roedtraad.gateways.family.words_of_goals import GOALS, USUAL

TRADE = re.compile(
    r"indsats|udviklingsprofil|profil|foranstaltning|trivsel|inddragelse|barriere|succeskriteri"
    r"|sagsbehandler|familiebehandler|praktiker|borger|myndighed|evaluer|score|operationel"
    r"|målgruppe|visitation|pædagogisk",
    re.IGNORECASE,
)
EASY = 25  # LIX: books for children lie below


def _texts(voice: Voice) -> list[str]:
    said = [each[voice] for table in (WORDS, GOALS, LOOKED) for each in table.values()]
    said += [text for table in USUAL.values() for text in table.values()]
    with translation.override("da"):
        return [re.sub(r"%\(\w+\)s", "tal", str(text)) for text in said]


def _sentences(text: str) -> list[list[str]]:
    found = (re.findall(r"\w+", part) for part in re.split(r"[.?!:]", text))
    return [words for words in found if words]


@pytest.mark.parametrize("voice", Voice)
def test_no_word_of_the_trade_is_used(voice: Voice) -> None:
    assert [text for text in _texts(voice) if TRADE.search(text)] == []


def test_a_child_of_ten_reads_them() -> None:
    sentences = [each for text in _texts(Voice.CHILD) for each in _sentences(text)]
    words = [word for each in sentences for word in each]
    is_long = [word for word in words if len(word) > 6]

    lix = len(words) / len(sentences) + 100 * len(is_long) / len(words)

    assert lix < EASY
    assert max(map(len, sentences)) <= 12


@pytest.mark.parametrize(
    ("age", "is_subject", "voice"),
    [
        (10, True, Voice.CHILD),
        (12, True, Voice.CHILD),
        (13, True, Voice.YOUNG),
        (18, True, Voice.ADULT),
        (41, False, Voice.ADULT),
        (None, True, Voice.CHILD),
        (None, False, Voice.ADULT),
    ],
)
def test_whom_the_pages_speak_to_follows_the_age(
    age: int | None, is_subject: bool, voice: Voice
) -> None:
    assert voice_for(age, is_subject=is_subject) is voice
