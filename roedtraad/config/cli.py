"""The command `roedtraad`: one word, then that word's own arguments. Loads only what it needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable


def gettext_noop(text: str) -> str:
    """Marks a text to be translated when it is told; Django's own asks for settings too early."""
    return text


def _serve(arguments: list[str]) -> int:
    from . import serve

    return serve.main(arguments)


def _prepare(arguments: list[str]) -> int:
    from . import prepare

    return prepare.main(arguments)


def _logins(arguments: list[str]) -> int:
    from . import prepare

    return prepare.print_logins()


def _worker(arguments: list[str]) -> int:
    from . import prepare

    return prepare.work(arguments)


def _backup(arguments: list[str]) -> int:
    from . import backup

    return backup.main(arguments)


def _restore(arguments: list[str]) -> int:
    from . import restore

    return restore.main(arguments)


def _read_plan(arguments: list[str]) -> int:
    from . import read_plan

    return read_plan.main(arguments)


def _compute(arguments: list[str]) -> int:
    from .compute import command

    return command.main(arguments)


def _manage(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["roedtraad", *arguments])
    return 0


WORDS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    "serve": (_serve, gettext_noop("web server, job worker and clock, until stopped")),
    "read-plan": (
        _read_plan,
        gettext_noop("FILE [--json | --text]: read a plan and print what was found"),
    ),
    "compute": (
        _compute,
        gettext_noop("METHOD --data FILE.csv --params FILE.json: statistics on a table"),
    ),
    "backup": (
        _backup,
        gettext_noop("[FOLDER]: copy database and files into one file, the keys into another"),
    ),
    "restore": (_restore, gettext_noop("FILE [--keys FILE] [--yes]: put a backup back")),
    "prepare": (_prepare, gettext_noop("bring static files and database up to date")),
    "worker": (_worker, gettext_noop("do the jobs that wait")),
    "logins": (_logins, gettext_noop("who can sign in to the demonstration")),
    "manage": (_manage, gettext_noop("Django's own commands")),
}


def _help() -> str:
    import django

    django.setup()
    from django.utils.translation import gettext

    lines = [f"  {word:<10} {gettext(what)}" for word, (_run, what) in WORDS.items()]
    return gettext("roedtraad WORD") + "\n\n" + "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roedtraad.config.settings")
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given[0] not in WORDS:
        print(_help(), file=sys.stderr)
        return 0 if given and given[0] in {"help", "-h", "--help"} else 2
    run, _what = WORDS[given[0]]
    return run(given[1:])


if __name__ == "__main__":
    sys.exit(main())
