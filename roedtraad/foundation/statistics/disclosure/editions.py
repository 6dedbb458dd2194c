"""Tables that are published again and again: what one edition hides, another must not give away.

Who keeps the former editions knows all that they ever said. So a cell that was hidden stays hidden;
what was published cannot be hidden again, and is reckoned as known; and where a period is counted
anew because of late entries, the new counts are taken only if every cell differs by nothing or by
at least the threshold – else the difference itself would be a small count – and the period stands
as it was counted. Every edition is made safe against all of them together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from roedtraad.foundation.statistics.unusable import Reason, UnusableData

from . import THRESHOLD
from .cells import Cells, Flags, Labels, linked_cells, made_of
from .search import are_protected, least_secondary
from .tables import is_small

Leaves = Mapping[Labels, int]
Parents = Sequence[Mapping[str, str]]
Relation = frozenset[tuple[int, float]]


@dataclass(frozen=True)
class Declared:
    """Which tables are published: what belongs to what in each dimension, as in `linked_cells`.

    `period` is the dimension of time, `threshold` the count from which one is not small.
    """

    parents: Parents
    period: int = 1
    threshold: int = THRESHOLD


@dataclass(frozen=True)
class Known:
    """What all editions up to one said, taken together. Numbers are places in `values`.

    A cell is the same in two editions where it is the sum of the same leaves, counted alike.
    """

    places: Mapping[Hashable, int] = field(default_factory=dict)
    values: tuple[int, ...] = ()
    relations: frozenset[Relation] = frozenset()
    hidden: frozenset[int] = frozenset()
    labels_hidden: frozenset[Labels] = frozenset()


@dataclass(frozen=True)
class Edition:
    """What is published of every cell: its count, or None where it is hidden.

    `small` are those hidden for their own sake. `stands` are the periods that stand as an earlier
    edition counted them although they are counted otherwise now. `counted`, `versions` and `known`
    are for making the next edition, and nobody's to see.
    """

    published: Mapping[Labels, int | None]
    small: frozenset[Labels]
    stands: frozenset[str]
    counted: Leaves
    versions: Mapping[Labels, int]
    known: Known


EMPTY = Edition({}, frozenset(), frozenset(), {}, {}, Known())


def next_edition(former: Edition | None, leaves: Leaves, declared: Declared) -> Edition:
    """The edition after `former` (None: the first), safe together with all before it.

    `leaves` holds a count by one label for each dimension. A period that the former edition has and
    `leaves` lacks stands as it was. There is always a safe edition: the one that says nothing new.
    `UnusableData`: a count that is negative or broken.
    """
    before = former or EMPTY
    counted, stands = _counted(before, leaves, declared)
    versions = {
        leaf: before.versions.get(leaf, 0) + (count != before.counted.get(leaf, count))
        for leaf, count in counted.items()
    }
    cells, order = linked_cells(counted, declared.parents)
    parts = made_of(counted, declared.parents)
    names: list[Hashable] = [
        (each, frozenset((leaf, versions[leaf]) for leaf in parts[each] if counted[leaf]))
        for each in order
    ]
    joint, place = _joined(before.known, cells, names)
    hidden = _hidden(before.known, joint, dict(zip(order, place, strict=True)), declared)
    small = is_small(np.array(joint.cells.values), declared.threshold)
    unseen = {each: at for each, at in zip(order, place, strict=True) if hidden[at]}
    return Edition(
        published={
            each: None if each in unseen else int(joint.cells.values[at])
            for each, at in zip(order, place, strict=True)
        },
        small=frozenset(each for each, at in unseen.items() if small[at]),
        stands=stands,
        counted=counted,
        versions=versions,
        known=Known(
            places=joint.places,
            values=tuple(joint.cells.values.tolist()),
            relations=joint.relations,
            hidden=frozenset(np.flatnonzero(hidden).tolist()),
            labels_hidden=before.known.labels_hidden | unseen.keys(),
        ),
    )


def _counted(
    before: Edition, leaves: Leaves, declared: Declared
) -> tuple[dict[Labels, int], frozenset[str]]:
    """The counts that the edition rests on, and the periods that stand as they were counted."""
    by_period: dict[str, dict[Labels, int]] = defaultdict(dict)
    for labels, count in leaves.items():
        by_period[labels[declared.period]][labels] = count
    counted, stands = dict(before.counted), set()
    known = {labels[declared.period] for labels in before.counted}
    for period in sorted(by_period, key=lambda each: (each not in known, each)):
        of_then = (labels for labels in counted if labels[declared.period] == period)
        tried = {**counted, **dict.fromkeys(of_then, 0), **by_period[period]}
        if period not in known or _may_replace(before.counted, tried, declared):
            counted = tried
        else:
            stands.add(period)
    return counted, frozenset(stands)


def _may_replace(then: Leaves, now: Leaves, declared: Declared) -> bool:
    """Whether no cell of any table would differ by a small number of persons."""
    differences = {labels: now.get(labels, 0) - then.get(labels, 0) for labels in {*then, *now}}
    parts = made_of(differences, declared.parents)
    sums = [abs(sum(differences[leaf] for leaf in leaves)) for leaves in parts.values()]
    return not np.any(is_small(sums, declared.threshold))


@dataclass(frozen=True)
class _Joint:
    """All cells of all editions so far, with the one that is being made."""

    cells: Cells
    places: Mapping[Hashable, int]
    relations: frozenset[Relation]


def _joined(known: Known, cells: Cells, names: Sequence[Hashable]) -> tuple[_Joint, Sequence[int]]:
    """The cells of an edition among those known, and the place of each; new ones come last."""
    places = dict(known.places)
    for name in names:
        places.setdefault(name, len(places))
    place = [places[name] for name in names]
    values = np.zeros(len(places), dtype=np.int64)
    values[: len(known.values)] = known.values
    values[place] = cells.values
    rows = csr_array(cells.relations)
    relations = set(known.relations)
    for start, end in zip(rows.indptr[:-1], rows.indptr[1:], strict=True):
        columns = (place[column] for column in rows.indices[start:end])
        relations.add(frozenset(zip(columns, rows.data[start:end].tolist(), strict=True)))
    is_new = np.arange(values.size) >= len(known.values)
    joint = Cells(values, _matrix(relations, values.size), is_new & (values > 0))
    return _Joint(joint, places, frozenset(relations)), place


def _matrix(relations: Collection[Relation], width: int) -> csr_array:
    entries = [
        (sign, row, column)
        for row, relation in enumerate(relations)
        for column, sign in sorted(relation)
    ]
    signs, rows, columns = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((signs, (rows, columns)), shape=(len(relations), width))


def _hidden(known: Known, joint: _Joint, place: Mapping[Labels, int], declared: Declared) -> Flags:
    """What of all that is known stays hidden, and what is hidden of what is new."""
    cells = joint.cells
    kept = np.zeros(cells.size, dtype=bool)
    kept[sorted(known.hidden)] = True
    kept[[at for each, at in place.items() if each in known.labels_hidden]] = True
    kept[: len(known.values)] &= np.isin(np.arange(len(known.values)), sorted(known.hidden))
    small = is_small(cells.values, declared.threshold) & (kept | cells.may_hide)
    width = declared.threshold - 1
    choice = least_secondary(cells, small, width, kept=kept)
    hidden = small | kept | (cells.may_hide if choice is None else choice.secondary)
    if choice is None and not are_protected(cells, hidden, small, width):
        raise UnusableData(Reason.NO_CONVERGENCE, "what was published gives a small count away")
    return np.asarray(hidden)
