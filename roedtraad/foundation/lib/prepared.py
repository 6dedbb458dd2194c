"""Queries that pages ask again and again, whose SQL is written once in a process.

Django writes the SQL of a query anew each time it is asked, which takes many times as long as the
database needs for the answer. A prepared query is made by a function that sees nothing but its
arguments, and has places for what is `Given` each time. Only the SQL is kept, never an answer, and
what the SQL depends on is what it is kept under.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import copy
from functools import lru_cache
from threading import local
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import BigIntegerField, Field, Model, QuerySet
from django.db.models.expressions import Expression

Shape = ParamSpec("Shape")
Row = TypeVar("Row")
Sql = tuple[str, list[Any]]
MOST = 512  # shapes of one query


class Given(Expression):
    """The place of a value in a prepared query, by its name; a key unless `field` says other."""

    def __init__(self, name: str, field: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=field or BigIntegerField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Sql:  # type: ignore[override]
        return "%s", [self]

    def filled_in(self, value: Any, connection: Any) -> Any:
        return self.output_field.get_db_prep_value(value, connection)


class GivenKeys(Given):
    """The place of any number of keys, on the right of `__in`."""

    def as_sqlite(self, compiler: Any, connection: Any) -> Sql:
        return "(SELECT value FROM json_each(%s))", [self]

    def as_postgresql(self, compiler: Any, connection: Any) -> Sql:
        return "(SELECT unnest(%s::bigint[]))", [self]

    def filled_in(self, value: Any, connection: Any) -> Any:
        return json.dumps(list(value)) if connection.vendor == "sqlite" else list(value)


class Prepared(Generic[Row]):
    """A query of one shape."""

    def __init__(self, rows: QuerySet[Any, Row]) -> None:
        self._rows = rows
        self._compiler = rows.query.get_compiler(rows.db)
        try:
            self._sql, self._params = self._compiler.as_sql()
        except EmptyResultSet:  # Django sees that no row can match
            self._sql, self._params = "", ()
        self._compiler.connection = None  # each thread has its own
        self._found = local()

    def rows(self, **given: Any) -> list[Row]:
        """What the database answers now. Every place takes its value from `given`."""
        if not self._sql:
            return []
        compiler = copy(self._compiler)
        compiler.connection = connections[self._rows.db]
        filled = self._sql, self._filled_in(given, compiler.connection)
        compiler.as_sql = lambda *_args, **_options: filled
        compiler.get_converters = lambda fields: self._converters(compiler, fields)
        asked = self._rows.all()
        asked.query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]
        return list(asked)

    def first(self, **given: Any) -> Row | None:
        """Of a query that answers one row or none."""
        return next(iter(self.rows(**given)), None)

    def _converters(self, compiler: Any, fields: Any) -> Any:
        """Of what comes out: the same columns have the same ones, as long as a connection lives."""
        found: tuple[Any, Any] = getattr(self._found, "converters", (None, None))
        if found[0] is not compiler.connection:
            found = compiler.connection, type(compiler).get_converters(compiler, fields)
            self._found.converters = found
        return found[1]

    def _filled_in(self, given: Mapping[str, Any], connection: Any) -> tuple[Any, ...]:
        return tuple(
            each.filled_in(given[each.name], connection) if isinstance(each, Given) else each
            for each in self._params
        )


def prepared(build: Callable[Shape, QuerySet[Any, Row]]) -> Callable[Shape, Prepared[Row]]:
    """The query that `build` makes of its arguments, its shape: plain values, no rows.

    `build` looks up nothing, neither rights nor the day: it is called once for each shape. Raises
    `LookedUp` when it asks the database.
    """

    @lru_cache(MOST)
    def of_shape(*shape: Shape.args, **named: Shape.kwargs) -> Prepared[Row]:
        if any(isinstance(each, Model) for each in (*shape, *named.values())):
            raise LookedUp(build.__name__)
        with connection.execute_wrapper(_refuse):
            return Prepared(build(*shape, **named))

    return cast(Callable[Shape, Prepared[Row]], of_shape)


class LookedUp(TypeError):
    """A prepared query depends on what may be another thing tomorrow."""


def _refuse(_execute: object, sql: str, *_others: object) -> None:
    raise LookedUp(sql)
