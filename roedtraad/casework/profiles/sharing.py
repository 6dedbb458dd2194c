"""Who of a family sees what: the rule, said once. Persons and things are named by their keys.

What is somebody's own they see. Everything else is refused, unless it is shared with that very
person. A share that rests on parental authority counts only while they have it over whom the
thing is about. Whoever may not see a goal sees none of its scores.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .models import Ground, SharedKind, Voice

NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Thing:
    """Something of a family's that one of them may see: whose it is, and whom it is about.

    `owner` tells the scores of one rater from another's; `within` is what must be seen too.
    """

    kind: SharedKind
    key: int
    owners: frozenset[int] = NOBODY
    about: frozenset[int] = NOBODY
    within: Thing | None = None

    @property
    def owner(self) -> int | None:
        """Whose it is, where it is one person's alone."""
        return next(iter(self.owners)) if len(self.owners) == 1 else None


@dataclass(frozen=True)
class Shared:
    """A share that stands."""

    kind: SharedKind
    key: int
    owner: int | None
    with_whom: int
    ground: Ground


@dataclass(frozen=True)
class Reader:
    """Somebody of the family, and over whom they have parental authority today."""

    who: int
    authority_over: frozenset[int] = NOBODY


def may_see(reader: Reader, thing: Thing, shares: Iterable[Shared]) -> bool:
    """Whether `reader` sees `thing`."""
    shares = list(shares)
    if thing.within is not None and not may_see(reader, thing.within, shares):
        return False
    if reader.who in thing.owners:
        return True
    return any(_counts(each, reader, thing) for each in shares)


def _counts(share: Shared, reader: Reader, thing: Thing) -> bool:
    if (share.kind, share.key, share.with_whom) != (thing.kind, thing.key, reader.who):
        return False
    if thing.kind in (SharedKind.SCORES, SharedKind.ANSWERS) and share.owner != thing.owner:
        return False
    return share.ground == Ground.PERSON or bool(reader.authority_over & thing.about)


def ground_of(reader: Reader, thing: Thing) -> Ground:
    """On what a share with `reader` rests when an employee makes it today."""
    return Ground.AUTHORITY if reader.authority_over & thing.about else Ground.PERSON


def owners_of_goal(
    *, words_by: str, whose: int | None, about: Collection[int], took_part: Collection[int]
) -> frozenset[int]:
    """Whose words a goal is in: the child's whose goal it is, or of the parents who took part.

    Of several children without a name on the goal it is nobody's: brothers and sisters see each
    other's words as little as anybody else. `took_part` are the grown-ups of the family among
    those who are written down as having taken part.
    """
    if words_by == Voice.CHILD:
        if whose is not None:
            return frozenset({whose})
        return frozenset(about) if len(about) == 1 else NOBODY
    return frozenset(took_part) if words_by == Voice.PARENTS else NOBODY
