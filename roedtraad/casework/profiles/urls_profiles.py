"""The pages of a profile: the same below its case, and below itself where it has none."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import URLPattern, path

from .views import actions, goals, profiles, texts

OF_CASE, MANAGED = "sager/<int:pk>/udviklingsprofiler/", "ledelsesmaal/"
TEXT, GOAL, ACTION = (
    "tekst/<slug:section>/<int:citizen>/<slug:voice>/",
    "maal/<int:goal>/",
    "handlinger/<int:action>/",
)
PAGES: tuple[tuple[str, Callable[..., object], str], ...] = (
    ("", profiles.profile, "profile"),
    ("ret/", profiles.profile_edit, "profile_edit"),
    ("luk/", profiles.profile_close, "profile_close"),
    (TEXT, texts.text, "text"),
    (f"{TEXT}historik/", texts.history, "text_history"),
    ("handlinger/ny/", actions.action_new, "action_new"),
    (ACTION, actions.action, "action"),
    (f"{ACTION}tilstand/", actions.action_move, "action_move"),
    ("maal/nyt/", goals.goal_new, "goal_new"),
    (f"{GOAL}aendr/", goals.goal_change, "goal_change"),
    (f"{GOAL}luk/", goals.goal_close, "goal_close"),
    (f"{GOAL}handler-om/", goals.goal_tags, "goal_tags"),
    (f"{GOAL}spoerg-igen/", goals.goal_participation, "goal_participation"),
)


def both(way: str, view: Callable[..., object], name: str) -> list[URLPattern]:
    shown: Callable[..., object] = view
    return [
        path(f"{OF_CASE}<int:profile>/{way}", shown, name=name),  # type: ignore[arg-type]
    ]


PATTERNS = [
    path(OF_CASE, profiles.case_panel, name="case_panel"),
    path(f"{OF_CASE}nyt/", profiles.profile_new, name="profile_new"),
    *(pattern for page in PAGES for pattern in both(*page)),
]
