"""The pages of a profile: the same below its case, and below itself where it has none."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import URLPattern, path

from .views import actions, goals, meetings, profiles, templates, texts

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
    ("moeder/nyt/", meetings.meeting_new, "meeting_new"),
    ("moeder/<int:meeting>/", meetings.meeting, "meeting"),
    ("moeder/<int:meeting>/ark/", meetings.meeting_sheet, "meeting_sheet"),
    ("plan/<int:citizen>/", meetings.plan_sheet, "plan_sheet"),
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
        path(f"{MANAGED}<int:profile>/{way}", shown, name=f"managed_{name}"),  # type: ignore[arg-type]
    ]


TEMPLATES = "udviklingsprofiler/skabeloner/"
PATTERNS = [
    path(TEMPLATES, templates.template_list, name="templates"),
    path(f"{TEMPLATES}<int:pk>/", templates.template, name="template"),
    path(f"{TEMPLATES}<int:pk>/ret/", templates.template_edit, name="template_edit"),
    path(
        f"{TEMPLATES}<int:pk>/ny-version/",
        templates.template_new_version,
        name="template_new_version",
    ),
    path(f"{TEMPLATES}<int:pk>/udgiv/", templates.template_publish, name="template_publish"),
    path(f"{TEMPLATES}<int:pk>/smid-ud/", templates.template_discard, name="template_discard"),
    path(OF_CASE, profiles.case_panel, name="case_panel"),
    path(f"{OF_CASE}nyt/", profiles.profile_new, name="profile_new"),
    *(pattern for page in PAGES for pattern in both(*page)),
]
