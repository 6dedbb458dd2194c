"""A theory of change as it is today."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.insight.reports.compose.words import day
from roedtraad.insight.reports.sources import TheorySource
from roedtraad.steering.theory.models import TheoryState
from roedtraad.steering.theory.queries.drawn import picture_of
from roedtraad.steering.theory.queries.graph import graph_of, theory_for
from roedtraad.steering.theory.queries.reading import reading_of


def theory_source(user: User, pk: int, *, language: str) -> TheorySource:
    """What the report says, as far as `user` may see it; 404 for who may not read the theory."""
    theory = theory_for(user, pk)
    graph = graph_of(theory, user)
    reading = reading_of(graph, user)
    is_draft = theory.state == TheoryState.DRAFT
    as_of = _("As of %(day)s – draft") if is_draft else _("As of %(day)s")
    return TheorySource(
        graph=graph,
        reading=reading,
        picture=str(picture_of(graph, reading)),
        as_of=as_of % {"day": day(timezone.localdate())},
        municipality=settings.MUNICIPALITY,
        language=language,
    )
