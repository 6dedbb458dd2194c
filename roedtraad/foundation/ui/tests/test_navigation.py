import pytest
from django.test import RequestFactory
from django.urls import resolve

from roedtraad.foundation.ui import navigation
from roedtraad.foundation.ui.visitor import Visitor

ANYBODY = Visitor(name="Anna")
READER = Visitor(name="Bo", permissions=frozenset({"plan_view"}))


@pytest.fixture(autouse=True)
def three_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", [])
    navigation.add("Kalender", "notices:calendar", order=30)
    navigation.add("I dag", "notices:today", order=10)
    navigation.add("Planer", "notices:notice_list", "plan_view", order=20, also=("ui",))


def shown(path: str, visitor: Visitor) -> list[tuple[str, bool]]:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    return [(str(link.label), link.is_open) for link in navigation.links(request, visitor)]


def test_entries_stand_in_their_order() -> None:
    assert [label for label, _ in shown("/", READER)] == ["I dag", "Planer", "Kalender"]


def test_what_one_may_not_use_is_not_shown() -> None:
    assert [label for label, _ in shown("/", ANYBODY)] == ["I dag", "Kalender"]


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/", ["I dag"]),
        ("/kalender/", ["Kalender"]),
        ("/beskeder/7/", ["Planer"]),
        ("/privatliv/", ["Planer"]),
        ("/soeg/", []),
    ],
)
def test_only_the_entry_above_the_page_is_marked(path: str, marked: list[str]) -> None:
    assert [label for label, is_open in shown(path, READER) if is_open] == marked


def test_an_app_that_is_left_out_leaves_no_entry() -> None:
    navigation.add("Væk", "missing:page")

    assert "Væk" not in [label for label, _ in shown("/", READER)]
