"""Keeps the log append-only in the database itself, whoever writes to it. ADR 11.

Events and seals cannot be changed or deleted, and a closed month cannot be deleted; only the
events of a month that has expired may go. Whoever owns the database can take the triggers away:
then the seals show what was done.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EVENTS, SEALS, MONTHS = "audit_auditevent", "audit_auditseal", "audit_auditmonth"
_REFUSAL = "the audit log is append-only"
_EXPIRED = (
    f"EXISTS (SELECT 1 FROM {MONTHS} m"  # noqa: S608  a name of our own
    " WHERE m.month = OLD.month AND m.expired_at IS NOT NULL)"
)
_RULES = (  # name, table, what it refuses, unless
    ("audit_event_stays", EVENTS, "DELETE", _EXPIRED),
    ("audit_event_unchanged", EVENTS, "UPDATE", ""),
    ("audit_seal_stays", SEALS, "DELETE", ""),
    ("audit_seal_unchanged", SEALS, "UPDATE", ""),
    ("audit_month_stays", MONTHS, "DELETE", ""),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers; harmless when they are there."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, for emptying a test or demonstration database."""
    on = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name, table, _event, _unless in _RULES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if on else ""))
            if on:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}_t ON {table}")


def installed(connection: BaseDatabaseWrapper) -> bool:
    """Whether every trigger is there."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return {name for name, _table, _event, _unless in _RULES} <= found


def _statements(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW"
            f"{f' WHEN NOT {unless}' if unless else ''}"
            f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            for name, table, event, unless in _RULES
        ]
    function = (
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    function_for_events = (
        "CREATE OR REPLACE FUNCTION audit_refuse_unless_expired() RETURNS trigger"
        f" LANGUAGE plpgsql AS $$ BEGIN IF {_EXPIRED} THEN RETURN OLD; END IF;"
        f" RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    rows = [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION"
        f" {'audit_refuse_unless_expired' if unless else 'audit_refuse'}()"
        for name, table, event, unless in _RULES
    ]
    tables = [
        f"CREATE TRIGGER {name}_t BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
        " EXECUTE FUNCTION audit_refuse()"
        for name, table, event, _unless in _RULES
        if event == "DELETE"
    ]
    return [function, function_for_events, *rows, *tables]


def install_by_migration(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    install(editor.connection)


def remove_by_migration(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    remove(editor.connection)
