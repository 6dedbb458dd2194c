"""What an installation needs before it serves: static files, tables, and in a demo its people."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from tools.steps import digest, is_stamped, put_stamp, step


def main(arguments: list[str]) -> int:
    """Bring static files and database up to date; quick when they are."""
    import django

    django.setup()
    from django.conf import settings

    _collect_static()
    _migrate()
    if not _has_its_keys():
        return 1
    if settings.MODE == "demo":
        _seed()
    return 0


def _collect_static() -> None:
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    found = sorted(
        (str(path), storage.size(path), storage.get_modified_time(path).timestamp())
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    stamp, wanted = Path(settings.VAR) / "static.stamp", digest([], repr(found))
    if is_stamped(stamp, wanted) and (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        return
    with step("collect static files"):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    put_stamp(stamp, wanted)


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from roedtraad.casework.interventions.services.catalogue import install_catalogue
    from roedtraad.casework.profiles.services.instruments_shipped import install_instruments
    from roedtraad.casework.profiles.services.templates import install_profile_templates
    from roedtraad.steering.agreements.services.templates import install_templates

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with step("bring the database up to date"):
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
    install_templates()
    install_catalogue()
    install_instruments()
    install_profile_templates()


def _has_its_keys() -> bool:
    """With another installation's keys nothing is served, and nothing is lost."""
    from roedtraad.casework.cases.keys import KeysUnusable, check

    try:
        check()
    except KeysUnusable as refused:
        print(refused, file=sys.stderr)
        return False
    return True


def _seed() -> None:
    """A demonstration gets its municipality once."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    if get_user_model()._default_manager.exclude(password="").exists():
        return
    with step("make the municipality of the demonstration"):
        call_command("seed")


def print_logins() -> int:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("logins")
    return 0


def work(arguments: list[str]) -> int:
    """Do the jobs that wait; what this machine's worker was at when it was cut off comes first."""
    import django

    django.setup()
    from django.core.management import call_command

    from roedtraad.foundation.notices.jobs import resume_interrupted

    worker_id = f"{socket.gethostname()[:50]}-{os.environ.get('WORKER', '1')}"
    resume_interrupted(worker_id)
    call_command("db_worker", queue_name="*", worker_id=worker_id, reload=False, *arguments)  # noqa: B026
    return 0
