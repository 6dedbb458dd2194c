"""What uses of indicators belong to further up: the goals of agreements, the nodes of a theory.

Whoever follows something by a use says so from `AppConfig.ready`, so that this app need not know
of agreements: who else may read the use, what to call its place, and where its targets are changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from roedtraad.foundation.accounts.models import User

from .models import Indicator, IndicatorUse, Target


@dataclass(frozen=True)
class Belonging:
    """One thing that is followed by a use, as its reader may see it."""

    title: str
    context: str
    url: str
    edit_url: str = ""  # where its targets are changed; empty when the reader may not now
    why_not: str = ""  # why they cannot be changed there now


UsePk = int
Readable = Callable[[User], Q]
Shown = Callable[[User, Collection[UsePk]], Mapping[UsePk, Sequence[Belonging]]]
Chosen = Callable[[Collection[UsePk]], Collection[UsePk]]

_providers: list[tuple[Readable, Shown, Chosen, Chosen]] = []
Agreed = Callable[[Collection[UsePk]], Mapping[UsePk, list[Target]]]
Worded = Callable[[Collection[UsePk]], Mapping[UsePk, IndicatorUse]]
_agreed: list[tuple[Agreed, Worded]] = []
# of an indicator's definition: what an agreement writes, and an amendment may write anew
AGREED_WORDS = (
    *("title", "definition", "kind", "measured_in", "direction", "decimals", "is_cumulative"),
)


def provide(*, readable: Readable, shown: Shown, owned: Chosen, approved: Chosen) -> None:
    """Add a kind of thing that uses belong to.

    `readable` gives a condition on uses: those a user may open for its sake. `shown` tells what
    the user may see that each use belongs to. `owned` says which uses belong to anything of the
    kind, whoever asks: their targets are changed there, and nowhere else. `approved` says which
    of these an approved text rests on, which must not change behind its parties.
    """
    _providers.append((readable, shown, owned, approved))


def provide_agreed(*, targets: Agreed, words: Worded) -> None:
    """Add who knows which targets and words are agreed, where others are being written instead."""
    _agreed.append((targets, words))


def agreed_targets(uses: Collection[UsePk]) -> dict[UsePk, list[Target]]:
    """Of `uses`, those whose targets are being rewritten: what is agreed until that is settled."""
    found: dict[UsePk, list[Target]] = {}
    for targets_of, _words_of in _agreed:
        found |= targets_of(uses)
    return found


def as_agreed(uses: Iterable[IndicatorUse]) -> None:
    """Give `uses`, with their indicators and in place, the words in force; never save them."""
    by_key = {each.pk: each for each in uses}
    for pk, agreed in _agreed_words(by_key).items():
        use = by_key[pk]
        _reword(use.indicator, agreed.indicator)
        use.baseline, use.baseline_on = agreed.baseline, agreed.baseline_on


def indicators_as_agreed(indicators: Iterable[Indicator]) -> set[int]:
    """As `as_agreed`, of indicators that one unit has for itself; those that were reworded."""
    own = {each.pk: each for each in indicators if not each.is_shared}
    keys = IndicatorUse.objects.filter(indicator__in=own).values_list("pk", flat=True)
    agreed = {each.indicator_id: each for each in _agreed_words(list(keys)).values()}
    both = own.keys() & agreed.keys()
    return {pk for pk in both if _reword(own[pk], agreed[pk].indicator)}


def _agreed_words(uses: Collection[UsePk]) -> dict[UsePk, IndicatorUse]:
    found: dict[UsePk, IndicatorUse] = {}
    for _targets_of, words_of in _agreed if uses else ():
        found |= words_of(uses)
    return found


def _reword(indicator: Indicator, agreed: Indicator) -> bool:
    """Whether anything was worded otherwise."""
    before = [getattr(indicator, name) for name in AGREED_WORDS]
    for name in AGREED_WORDS:
        setattr(indicator, name, getattr(agreed, name))
    return before != [getattr(indicator, name) for name in AGREED_WORDS]


def readable(user: User) -> Q:
    """A condition on uses: those `user` may open for what they belong to."""
    condition = Q(pk__in=[])
    for readable_by, *_others in _providers:
        condition |= readable_by(user)
    return condition


def shown(user: User, uses: Collection[UsePk]) -> dict[UsePk, list[Belonging]]:
    """What each use belongs to, as far as `user` may see it."""
    found: defaultdict[UsePk, list[Belonging]] = defaultdict(list)
    for _readable, shown_to, *_others in _providers:
        for use, belongings in shown_to(user, uses).items():
            found[use] += belongings
    return dict(found)


def owned(uses: Collection[UsePk]) -> set[UsePk]:
    """Those of `uses` whose targets are changed elsewhere."""
    return {use for _readable, _shown, owned_of, _approved in _providers for use in owned_of(uses)}


def approved(uses: Collection[UsePk]) -> set[UsePk]:
    """Those of `uses` that an approved text rests on."""
    return {use for *_others, approved_of in _providers for use in approved_of(uses)}
