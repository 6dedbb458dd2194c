"""Drafts, on a stand-in for a model: an app's own model has the same shape and tests of its own."""

import json
from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from roedtraad.foundation.ui.drafts import discard_draft, draft_view


class Shelf:
    """Keeps rows as a manager does."""

    def __init__(self) -> None:
        self.rows: dict[tuple[object, str], SimpleNamespace] = {}
        self.asked: tuple[object, str] = ("", "")

    def filter(self, *, user: object, key: str) -> "Shelf":
        self.asked = (user, key)
        return self

    def first(self) -> SimpleNamespace | None:
        return self.rows.get(self.asked)

    def delete(self) -> None:
        self.rows.pop(self.asked, None)

    def update_or_create(
        self, *, user: object, key: str, defaults: dict[str, object]
    ) -> tuple[SimpleNamespace, bool]:
        row = SimpleNamespace(**defaults, saved_at=timezone.now())
        self.rows[user, key] = row
        return row, True


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def ask(shelf: Shelf, method: str, sent: object = None, *, key: str = "goal:1") -> HttpResponse:
    request: HttpRequest = RequestFactory().generic(
        method, f"/kladde/?key={key}", json.dumps(sent), content_type="application/json"
    )
    request.user = "anna"  # type: ignore[assignment]
    model = SimpleNamespace(_default_manager=shelf)
    may_write = lambda request, key: key != "goal:9"  # noqa: E731
    return draft_view(model, may_write, is_done=lambda once: once == "saved")(request)


def test_what_is_written_is_kept_and_given_back(shelf: Shelf) -> None:
    ask(shelf, "POST", {"data": {"title": ["Ny"]}, "version": "3"})

    draft = json.loads(ask(shelf, "GET").content)

    assert draft["data"] == {"title": ["Ny"]}
    assert draft["version"] == 3


def test_no_token_and_no_password_is_kept(shelf: Shelf) -> None:
    ask(shelf, "POST", {"data": {"password1": ["x"], "csrfmiddlewaretoken": ["y"], "a": ["b"]}})

    assert json.loads(ask(shelf, "GET").content)["data"] == {"a": ["b"]}


def test_a_draft_that_was_given_up_is_gone(shelf: Shelf) -> None:
    ask(shelf, "POST", {"data": {"title": ["Ny"]}})

    assert ask(shelf, "DELETE").status_code == 204
    assert ask(shelf, "GET").status_code == 204


def test_saving_forgets_the_draft(shelf: Shelf) -> None:
    ask(shelf, "POST", {"data": {"title": ["Ny"]}})

    discard_draft(SimpleNamespace(_default_manager=shelf), "anna", "goal:1")

    assert shelf.rows == {}


def test_a_draft_that_arrives_after_its_form_is_not_kept(shelf: Shelf) -> None:
    late = ask(shelf, "POST", {"data": {"title": ["Ny"], "once": ["saved"]}})
    ask(shelf, "POST", {"data": {"title": ["Den næste"], "once": ["new"]}}, key="goal:2")

    assert late.status_code == 200
    assert [key for _user, key in shelf.rows] == ["goal:2"]


def test_a_form_one_may_not_write_in_is_not_there(shelf: Shelf) -> None:
    assert ask(shelf, "POST", {"data": {}}, key="goal:9").status_code == 404


@pytest.mark.parametrize("nonsense", [None, [], {"data": 3}, {}])
def test_nonsense_is_refused(shelf: Shelf, nonsense: object) -> None:
    assert ask(shelf, "POST", nonsense).status_code == 400
    assert shelf.rows == {}


def test_too_much_is_refused(shelf: Shelf) -> None:
    assert ask(shelf, "POST", {"data": {"a": ["x" * 1_000_001]}}).status_code == 413


def test_no_other_method_is_answered(shelf: Shelf) -> None:
    assert ask(shelf, "PUT").status_code == 405
    assert ask(shelf, "GET", key="").status_code == 400
