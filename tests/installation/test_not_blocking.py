"""A large document keeps nobody waiting: it is read by the worker while pages are answered."""

import threading
import time
from collections.abc import Iterator

import pytest

from tests.e2e.site import Site

from .conftest import Seeded, sites_below
from .test_serving import about_processes, within
from .visitor import Visitor

PAGES = 200
TEXT = 2 * 1024 * 1024
LONGEST = 3.0  # seconds for a page while a document is taken in, on a machine that is busy
UNIT = (
    "from roedtraad.foundation.organisation.models import Unit;"
    "print(Unit.objects.filter(kind='agreement_unit').first().pk)"
)
BEGUN = (
    "from roedtraad.gateways.importing.models import PlanReading;"
    "print(PlanReading.objects.exclude(state='waiting').count())"
)


def long_pdf(site: Site) -> bytes:
    """200 pages of a plan, printed with our own tools."""
    import typst

    goal = "= Mål\n" + "Metode: Vi taler med alle familier og skriver ned, hvad de siger. \\\n" * 25
    source = site.folder / "long.typ"
    source.write_text("#pagebreak()\n".join([goal] * PAGES), "utf-8")
    return bytes(typst.compile(str(source)))


def long_text() -> bytes:
    line = "Mål {}: Flere familier oplever, at de bliver hørt, når vi planlægger.\n"
    text = "".join(line.format(number) for number in range(TEXT // 70))
    return (text + " " * 100).encode()[: TEXT + 100]


@pytest.fixture(scope="module")
def site(seeded_here: Seeded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with sites_below(tmp_path_factory.mktemp("large")) as new_site:
        yield new_site(like=seeded_here).start()


@about_processes
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_a_large_document_does_not_make_others_wait(site: Site, kind: str) -> None:
    content = long_pdf(site) if kind == "pdf" else long_text()
    unit = site.run("shell", "-v0", "-c", UNIT).strip()
    begun = int(site.run("shell", "-v0", "-c", BEGUN))
    sender, other = Visitor(site.url, "konsulent"), Visitor(site.url, "leder")
    other.get("/")
    answers: list[int] = []
    sending = threading.Thread(
        target=lambda: answers.append(
            sender.post("/laes-plan-ind/", {"unit": unit}, ("file", f"plan.{kind}", content)).status
        )
    )

    sending.start()
    times = []
    until = time.monotonic() + 5
    while sending.is_alive() or time.monotonic() < until:
        started = time.monotonic()
        assert other.get("/").status == 200
        times.append(time.monotonic() - started)
        time.sleep(0.1)
    sending.join()

    assert answers == [302]
    assert max(times) < LONGEST
    assert within(60, lambda: int(site.run("shell", "-v0", "-c", BEGUN)) > begun)
