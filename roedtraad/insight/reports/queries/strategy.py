"""A strategy as it is today."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.insight.reports.compose.words import built_on, day
from roedtraad.insight.reports.sources import StrategySource
from roedtraad.steering.agreements.models import StrategyState
from roedtraad.steering.agreements.queries.strategy import strategies_for, strategy_page


def strategy_source(user: User, pk: int, *, language: str) -> StrategySource:
    """What the report says; the counts of goals are of those `user` may see."""
    strategy = strategies_for(user).filter(pk=pk).select_related("unit").first()
    if strategy is None:
        raise Http404
    is_draft = strategy.state == StrategyState.DRAFT
    as_of = _("As of %(day)s – draft") if is_draft else _("As of %(day)s")
    return StrategySource(
        page=strategy_page(user, strategy),
        projects=list(strategy.projects.all()),
        calendar=list(strategy.calendar_steps.all()),
        as_of=as_of % {"day": day(timezone.localdate())},
        municipality=settings.MUNICIPALITY,
        language=language,
        built_on=built_on(None),
    )
