"""What uses of indicators belong to further up: the goals of agreements, the nodes of a theory.

Whoever follows something by a use says so from `AppConfig.ready`, so that this app need not know
of agreements: who else may read the use, what to call its place, and where its targets are changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from roedtraad.foundation.accounts.models import User

from .models import Target


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
_agreed: list[Agreed] = []


def provide(*, readable: Readable, shown: Shown, owned: Chosen, approved: Chosen) -> None:
    """Add a kind of thing that uses belong to.

    `readable` gives a condition on uses: those a user may open for its sake. `shown` tells what
    the user may see that each use belongs to. `owned` says which uses belong to anything of the
    kind, whoever asks: their targets are changed there, and nowhere else. `approved` says which
    of these an approved text rests on, which must not change behind its parties.
    """
    _providers.append((readable, shown, owned, approved))


def provide_agreed(targets: Agreed) -> None:
    """Add who knows which targets are agreed, where others are being written in their place."""
    _agreed.append(targets)


def agreed_targets(uses: Collection[UsePk]) -> dict[UsePk, list[Target]]:
    """Of `uses`, those whose targets are being rewritten: what is agreed until that is settled."""
    found: dict[UsePk, list[Target]] = {}
    for agreed_of in _agreed:
        found |= agreed_of(uses)
    return found


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
