"""The whole database out and in again, without the database's own programs.

SQLite copies itself while it runs. PostgreSQL hands out each table as COPY text, all of one moment;
it goes back into tables that the migrations of that time have made anew.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from . import archive

Migrations = list[list[str]]
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'
    ORDER BY ordinal_position
"""
PASSING = ("cache", "django_session")  # nobody is signed in after a restore
COUNTERS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND is_identity = 'YES'
"""


def engine() -> str:
    return connection.vendor


def applied_migrations() -> Migrations:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def is_empty() -> bool:
    """Whether nothing would be lost by overwriting: no tables, or nobody who can sign in."""
    from django.contrib.auth import get_user_model

    users = get_user_model()
    if users._meta.db_table not in connection.introspection.table_names():
        return True
    return not users._default_manager.exclude(password="").exists()


def write(out: archive.Writer, scratch: Path) -> dict[str, Any]:
    """Add the database to the archive; answer what the manifest has to say about it."""
    if engine() == "sqlite":
        copy = scratch / "database.sqlite3"
        _copy_sqlite(copy)
        out.add("database.sqlite3", archive.pieces_of(copy))
        return {"engine": "sqlite", "columns": {}}
    return {"engine": engine(), "columns": _write_tables(out)}


def _copy_sqlite(target: Path) -> None:
    connection.ensure_connection()
    copy = sqlite3.connect(target)
    try:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        for table in set(PASSING) & set(connection.introspection.table_names()):
            copy.execute(f"DELETE FROM {table}")  # noqa: S608
        copy.commit()
    finally:
        copy.close()


def _write_tables(out: archive.Writer) -> dict[str, list[str]]:
    connection.ensure_connection()
    raw = connection.connection
    columns: dict[str, list[str]] = {}
    with raw.transaction(), raw.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        found = [row[0] for row in cursor.execute(TABLES).fetchall()]
        tables = [table for table in found if table not in PASSING]
        for table in tables:
            columns[table] = [row[0] for row in cursor.execute(COLUMNS, [table]).fetchall()]
        for table in tables:
            out.add(f"tables/{table}", _copied_out(cursor, table, columns[table]))
    return columns


def _copied_out(cursor: Any, table: str, columns: list[str]) -> Iterator[bytes | memoryview]:
    with cursor.copy(f"COPY {_named(table, columns)} TO STDOUT") as rows:
        yield from rows


def _named(table: str, columns: list[str]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(quote(column) for column in columns)})"


def read(folder: Path, manifest: dict[str, Any]) -> None:
    """Replace the database by the one unpacked in the folder."""
    if engine() == "sqlite":
        _replace_sqlite(folder / "database.sqlite3")
    else:
        _make_tables_anew(manifest["migrations"])
        _fill_tables(folder / "tables", manifest["columns"])


def _replace_sqlite(source: Path) -> None:
    target = Path(connection.settings_dict["NAME"])
    connection.close()
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    # beside the target first, so that the change itself is one rename
    beside = target.with_name(target.name + ".restored")
    beside.write_bytes(b"")
    beside.chmod(0o600)
    with beside.open("wb") as stream:
        stream.writelines(archive.pieces_of(source))
    beside.replace(target)


def _make_tables_anew(migrations: Migrations) -> None:
    """Empty the schema and bring it to the state that the backup was taken in."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
    executor = MigrationExecutor(connection)
    executor.migrate(_last_of_each_app(executor, migrations))


def _last_of_each_app(executor: MigrationExecutor, migrations: Migrations) -> list[tuple[str, str]]:
    nodes = executor.loader.graph.node_map
    applied = {(app, name) for app, name in migrations}
    by_app: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(applied & nodes.keys()):
        followers = {child.key for child in nodes[key].children if child.key[0] == key[0]}
        if not followers & applied:
            by_app[key[0]].append(key)
    return [key for keys in by_app.values() for key in keys]


def _fill_tables(folder: Path, columns: dict[str, list[str]]) -> None:
    connection.ensure_connection()
    raw = connection.connection
    with raw.transaction(), raw.cursor() as cursor:
        _empty_tables(cursor, [connection.ops.quote_name(table) for table in columns])
        for table, its_columns in columns.items():
            with cursor.copy(f"COPY {_named(table, its_columns)} FROM STDIN") as rows:
                for piece in archive.pieces_of(folder / table):
                    rows.write(piece)
        for table, column in cursor.execute(COUNTERS).fetchall():
            _set_counter(cursor, table, column)


def _empty_tables(cursor: Any, tables: list[str]) -> None:
    """Take away what the migrations put in, also where a trigger keeps a table append-only."""
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    cursor.execute(f"TRUNCATE {', '.join(tables)}")
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _set_counter(cursor: Any, table: str, column: str) -> None:
    quote = connection.ops.quote_name
    highest = f"(SELECT max({quote(column)}) FROM {quote(table)})"  # noqa: S608
    cursor.execute(
        f"SELECT setval(pg_get_serial_sequence(%s, %s), coalesce({highest}, 1),"  # noqa: S608
        f" {highest} IS NOT NULL)",
        [quote(table), column],
    )
