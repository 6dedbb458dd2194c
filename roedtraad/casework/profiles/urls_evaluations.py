"""Evaluations: the list of one's own, and the pages of each, below a case or a managed profile."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path

from .urls_profiles import both
from .views import due, evaluations

ONE = "evalueringer/<int:evaluation>/"
PAGES: tuple[tuple[str, Callable[..., HttpResponse], str], ...] = (
    ("evalueringer/ny/", evaluations.evaluation_new, "evaluation_new"),
    (ONE, evaluations.evaluation, "evaluation"),
    (f"{ONE}send-tilbage/", evaluations.evaluation_return, "evaluation_return"),
    (f"{ONE}familien/", evaluations.evaluation_family, "evaluation_family"),
)

PATTERNS = [
    path("evalueringer/", due.evaluations, name="evaluations"),
    path(
        "udviklingsprofiler/<int:pk>/evalueringer/",
        evaluations.evaluations_panel,
        name="evaluations_panel",
    ),
    *(pattern for page in PAGES for pattern in both(*page)),
]
