"""Writing many figures to be checked: column by column, in the quickest way the database has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from roedtraad.foundation.lib.coded import Coded
from roedtraad.steering.indicators.models import StagedMeasurement
from roedtraad.steering.indicators.models.staging import keys_of

AT_A_TIME = 25_000
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


@dataclass(frozen=True)
class Figures:
    """Figures as they were read: in which row each stands, and by column what it is.

    The columns are those of `StagedMeasurement`; one that is not named has its default.
    """

    rows: Sequence[int]
    columns: Mapping[str, Coded[Any]]

    def __len__(self) -> int:
        return len(self.rows)


def write(staging: int, portions: Sequence[Figures], tell: Callable[[int], object]) -> int:
    """Write all figures of a file; how many. `tell` is called with the number so far."""
    is_postgres = connection.vendor == "postgresql"
    adapted, put = (_as_text, _copy) if is_postgres else (_as_kept, _insert)
    next_key, written = keys_of(staging)[0], 0
    for figures in portions:
        named = {name: each for name, each in figures.columns.items() if not _is_usual(name, each)}
        columns = [each.map(adapted) for each in named.values()]
        for start in range(0, len(figures), AT_A_TIME):
            part = slice(start, start + AT_A_TIME)
            rows = figures.rows[part]
            keys = range(next_key + written, next_key + written + len(rows))
            lists = [Coded(each.values, each.codes[part]).spread() for each in columns]
            put(("id", "row_number", *named), [keys, rows, *lists])
            written += len(rows)
            tell(written)
    return written


def _is_usual(name: str, column: Coded[Any]) -> bool:
    """Whether every figure has what the database gives where nothing is said."""
    field = StagedMeasurement._meta.get_field(name)
    usual = None if field.null else field.db_default  # type: ignore[union-attr]
    return all(each == usual for each in column.values)


def _copy(names: Sequence[str], columns: Sequence[Iterable[Any]]) -> None:
    numbers, texts = columns[:2], columns[2:]
    lines = map("\t".join, zip(*(map(str, each) for each in numbers), *texts, strict=True))
    with connection.cursor() as cursor:
        command = f"COPY {StagedMeasurement._meta.db_table} ({', '.join(names)}) FROM STDIN"
        with cursor.copy(command) as copy:
            copy.write("\n".join(lines))


def _insert(names: Sequence[str], columns: Sequence[Iterable[Any]]) -> None:
    """SQLite has no copy: many rows by one prepared statement, in one transaction."""
    table = StagedMeasurement._meta.db_table
    places = ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*columns, strict=True)))


def _as_text(value: Any) -> str:
    """As PostgreSQL reads it from a copied line."""
    if value is None:
        return r"\N"
    return value.translate(_ESCAPED) if isinstance(value, str) else str(value)


def _as_kept(value: Any) -> Any:
    """As SQLite keeps it: dates and decimals as text."""
    return str(value) if isinstance(value, date | Decimal) else value
