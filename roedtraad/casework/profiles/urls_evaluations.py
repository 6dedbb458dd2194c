"""Evaluations: the list of one's own, and the pages of each, below a case or a managed profile.

Only a family has an edition of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path

from .urls_profiles import OF_CASE, both
from .views import due, evaluations

ONE = "evalueringer/<int:evaluation>/"
PAGES: tuple[tuple[str, Callable[..., HttpResponse], str], ...] = (
    ("evalueringer/ny/", evaluations.evaluation_new, "evaluation_new"),
    (ONE, evaluations.evaluation, "evaluation"),
    (f"{ONE}send-tilbage/", evaluations.evaluation_return, "evaluation_return"),
)

PATTERNS = [
    path("evalueringer/", due.evaluations, name="evaluations"),
    path(
        "udviklingsprofiler/<int:pk>/evalueringer/",
        evaluations.evaluations_panel,
        name="evaluations_panel",
    ),
    path(
        f"{OF_CASE}<int:profile>/{ONE}familien/",
        evaluations.evaluation_family,
        name="evaluation_family",
    ),
    *(pattern for page in PAGES for pattern in both(*page)),
]
