"""Rows by the thousand and by the million, written straight into the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction

BATCH = 1_000
AT_A_TIME = 50_000  # rows in memory, and in one transaction
REMEMBERED = 4_096  # values of a column
Row = TypeVar("Row", bound=models.Model)


def written(rows: Iterable[Row]) -> list[Row]:
    """Write them as they come, and answer them with their keys."""
    coming, kept = iter(rows), []
    while some := list(islice(coming, AT_A_TIME)):
        kept += type(some[0])._default_manager.bulk_create(some, batch_size=BATCH)
    return kept


def poured(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write millions in the quickest way the database has; nothing of them is answered.

    Each row gives the same columns by name; every other has its default, one for all rows.
    """
    coming = iter(rows)
    first = next(coming, None)
    if first is None:
        return
    fields = {each.attname: each for each in model._meta.concrete_fields if not each.primary_key}
    usual = {name: each.get_default() for name, each in fields.items() if name not in first}
    columns = [str(fields[name].column) for name in (*first, *usual)]
    keep = [_keeper(fields[name]) for name in first]
    same = [_keeper(fields[name])(value) for name, value in usual.items()]
    lines = (
        [each(value) for each, value in zip(keep, row.values(), strict=True)] + same
        for row in chain([first], coming)
    )
    put = _copy if connection.vendor == "postgresql" else _insert
    while some := list(islice(lines, AT_A_TIME)):
        with transaction.atomic():
            put(model._meta.db_table, columns, some)


def _keeper(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """What the database keeps for a value of the field. A column repeats itself a lot."""
    database = connections[DEFAULT_DB_ALIAS]

    def keep(value: Any) -> Any:
        return field.get_db_prep_save(value, database)

    return keep if isinstance(field, models.JSONField) else lru_cache(REMEMBERED)(keep)


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        command = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with cursor.copy(command) as copy:
            for row in rows:
                copy.write_row(row)


def _insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    places = ", ".join(["%s"] * len(columns))
    command = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(command, list(rows))
