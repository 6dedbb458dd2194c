"""Where goals are scored: below a case, over all its profiles; or below a profile without one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from .views import scores

OF_CASE, MANAGED = "sager/<int:pk>/", "ledelsesmaal/<int:profile>/"
GOAL = "maal/<int:goal>/"
SCORES: tuple[tuple[str, Callable[..., HttpResponse], str], ...] = (
    ("scor/", scores.scoring, "scoring"),
    ("scor/fortryd/", scores.score_undo, "score_undo"),
    (f"{GOAL}score/", scores.score_new, "score_new"),
    (f"{GOAL}scorer/", scores.score_list, "score_list"),
    (f"{GOAL}scorer/<int:score>/traek-tilbage/", scores.score_withdraw, "score_withdraw"),
)


def in_both(way: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    return [
        path(f"{OF_CASE}{way}", view, name=name),
        path(f"{MANAGED}{way}", view, name=f"managed_{name}"),
    ]
