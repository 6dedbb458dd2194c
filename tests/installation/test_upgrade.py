"""The databases of earlier versions, put in place and brought up to date."""

import json
from collections.abc import Iterator

import pytest

from tests.e2e.site import ROOT, Site, run_module, run_roedtraad

from .conftest import SERVER, sites_below

ENGINE = "postgresql" if SERVER else "sqlite"
RELEASES = sorted((ROOT / "tests/releases").glob(f"*-{ENGINE}.zip"))


@pytest.fixture(scope="module", params=RELEASES, ids=lambda file: file.stem)
def upgraded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    with sites_below(tmp_path_factory.mktemp("upgraded")) as new_site:
        site = new_site()
        run_roedtraad(site.env, "restore", str(request.param))
        run_roedtraad(site.env, "prepare")  # as a start does
        yield site


def test_every_released_version_is_kept() -> None:
    from roedtraad import __version__

    assert f"{__version__}-{ENGINE}" in [file.stem for file in RELEASES]


def test_an_upgraded_database_is_as_the_code_wants_it(upgraded: Site) -> None:
    upgraded.run("migrate", "--check")
    upgraded.run("check", "--database", "default")


def test_every_page_opens_after_the_upgrade(upgraded: Site) -> None:
    opened = json.loads(run_module(upgraded.env, "tests.installation.opening", "konsulent"))

    assert {address: status for address, status in opened.items() if status >= 500} == {}
    assert sum(status == 200 for status in opened.values()) > 20


def test_the_log_of_the_earlier_version_still_verifies(upgraded: Site) -> None:
    upgraded.run("verify_audit")
