"""Timing of pages, each with every fragment it loads by itself, against an empty page.

The empty page has the same frame, user and middleware; all are asked for in turn, in one run, so
that a busy machine hits all alike. Judged is the processor's time, which does not grow when others
are at work too; where the database is a process of its own, as PostgreSQL is, it is the time that
passes.
"""

from __future__ import annotations

import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any, NamedTuple

ROUNDS = 15
FLAGS = {"--rounds=N": f"how often each page is opened; {ROUNDS} where nothing is said"}
LOADED = re.compile(r"<[^>]*\bhx-trigger=\"[^\"]*\bload\b[^\"]*\"[^>]*>")
ADDRESS = re.compile(r"\bhx-get=\"([^\"]+)\"")


class Times(NamedTuple):
    """Of opening a page once, in seconds."""

    passed: float
    worked: float  # by the processor, for this process


@dataclass
class Page:
    """A page that is measured."""

    name: str
    address: str
    client: Any
    times: list[Times] = field(default_factory=list)
    queries: dict[str, int] = field(default_factory=dict)
    requests: int = 0

    @property
    def passed(self) -> float:
        return statistics.median(each.passed for each in self.times)

    @property
    def worked(self) -> float:
        return statistics.median(each.worked for each in self.times)


@contextmanager
def installation() -> Iterator[None]:
    """Django with a folder of its own, empty but for its tables."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ROEDTRAAD_VAR"] = folder
        os.environ["ROEDTRAAD_MODE"] = "test"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roedtraad.config.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.test.utils import override_settings

        call_command("migrate", verbosity=0)
        with override_settings(ROOT_URLCONF="tools.pages_urls", ALLOWED_HOSTS=["testserver"]):
            yield


def signed_in(username: str) -> Any:
    from django.test import Client

    from roedtraad.foundation.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def number_of(arguments: list[str], flag: str, usual: int) -> int:
    """The number of the last `--flag=N`."""
    asked = [each.removeprefix(f"{flag}=") for each in arguments if each.startswith(f"{flag}=")]
    return max(1, int(asked[-1])) if asked else usual


def measure(small: list[Page], enlarge: Callable[[], list[Page]], rounds: int, aim: float) -> bool:
    """Count the queries in the small and the large municipality, time, print; whether all do."""
    for page in small:
        page.queries["small"] = _asked(page)[0]
    pages = enlarge()
    for page, before in zip(pages, small, strict=True):
        page.queries["small"] = before.queries["small"]
        page.queries["large"], page.requests = _asked(page)
    for _round in range(rounds):
        for page in pages:
            page.times.append(_timed(page))
    return _print(pages, aim)


def _timed(page: Page) -> Times:
    passed, worked = time.perf_counter(), time.process_time()
    _opened(page.client, page.address)
    return Times(time.perf_counter() - passed, time.process_time() - worked)


def _asked(page: Page) -> tuple[int, int]:
    """How many queries and requests the page takes with all that it loads."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _opened(page.client, page.address)
    with CaptureQueriesContext(connection) as queries:
        requests = _opened(page.client, page.address)
    return len(queries), requests


def _opened(client: Any, address: str, *, is_fragment: bool = False) -> int:
    """Open a page as a browser does, with the fragments it loads; how many requests it took."""
    headers = {"HX-Request": "true"} if is_fragment else {}
    answer = client.get(address, headers=headers)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    found = [ADDRESS.search(tag) for tag in LOADED.findall(answer.content.decode())]
    wanted = [unescape(match.group(1)) for match in found if match]
    return 1 + sum(_opened(client, each, is_fragment=True) for each in wanted)


def _print(pages: list[Page], aim: float) -> bool:
    """The table; whether every page is within the aim."""
    from django.db import connection

    empty, is_judged_by_work = pages[0], connection.vendor == "sqlite"
    rounds = len(empty.times)
    print(f"\n{connection.vendor}, median of {rounds} rounds; a page with all fragments it loads\n")
    print(f"{'':<23}{'time passed':>15}{'processor':>17}")
    print(
        f"{'page':<23}{'ms':>8}{'×':>7}{'ms':>10}{'×':>7}{'requests':>10}{'queries':>9}{'small':>7}"
    )
    is_good = True
    for page in pages:
        passed, worked = page.passed / empty.passed, page.worked / empty.worked
        is_above = (worked if is_judged_by_work else passed) > aim
        is_good = is_good and not is_above
        print(
            f"{page.name:<23}{page.passed * 1000:>8.1f}{passed:>7.1f}"
            f"{page.worked * 1000:>10.1f}{worked:>7.1f}{page.requests:>10}"
            f"{page.queries['large']:>9}{page.queries['small']:>7}{'  above' if is_above else ''}"
        )
    judged = "the processor's time" if is_judged_by_work else "the time that passed"
    print("\n×: times the empty page. small: queries in the small municipality.")
    print(f"The aim is at most {aim:g} × the empty page, by {judged}.")
    return is_good
