import pytest
from django.template import Context, Template
from django.utils import translation

from roedtraad.foundation.ui import pieces

BUTTON = "{% load pieces %}{% piece 'ui/log_out.html' label=label %}"


def rendered(token: str, label: object = "") -> str:
    return Template(BUTTON).render(Context({"csrf_token": token, "label": label}))


def test_each_answer_puts_its_own_token_in_a_piece() -> None:
    first, second = rendered("første"), rendered("anden")

    assert 'value="første"' in first
    assert 'value="anden"' in second and "første" not in second


def test_a_piece_speaks_the_language_of_the_page() -> None:
    danish = rendered("t")

    with translation.override("en"):
        english = rendered("t")

    assert "Log ud" in danish
    assert "Log out" in english


def test_what_is_given_decides_what_comes_out() -> None:
    template = "ui/menu_link.html"

    before = pieces.piece(template, {"link": {"label": "Før", "url": "/a/"}})
    after = pieces.piece(template, {"link": {"label": "<Efter>", "url": "/a/"}})

    assert "Før" in before
    assert "&lt;Efter&gt;" in after and "Før" not in after


def test_the_page_around_a_piece_is_not_seen_by_it() -> None:
    page = Context({"link": {"label": "hemmeligt", "url": "/h/"}})

    shown = Template("{% load pieces %}{% piece 'ui/menu_link.html' other=1 %}").render(page)

    assert "hemmeligt" not in shown


def test_no_more_pieces_are_kept_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pieces, "MOST", 3)

    for number in range(10):
        pieces.piece("ui/menu_link.html", {"link": {"label": str(number), "url": "/"}})

    assert len(pieces._kept) == 3
