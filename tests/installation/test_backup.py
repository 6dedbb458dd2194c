import json
import zipfile
from pathlib import Path

import pytest

from tests.e2e.site import ROOT, Site, run_module, run_roedtraad

from .conftest import NewSite, Seeded, sites_below


def all_rows(site: Site) -> dict[str, tuple[int, str]]:
    """Of every table of ours, and of what came with Django, how many rows and what is in them."""
    found: dict[str, tuple[int, str]] = json.loads(run_module(site.env, "tests.installation.rows"))
    assert sum(count for count, _rows in found.values()) > 10_000
    return found


def users(site: Site) -> str:
    return site.run("dumpdata", "accounts.user", "--indent", "1")


def backed_up(site: Site, folder: Path) -> tuple[Path, Path]:
    run_roedtraad(site.env, "backup", str(folder))
    [data] = [file for file in folder.glob("*.zip") if "keys" not in file.name]
    [keys] = folder.glob("*-keys.zip")
    return data, keys


@pytest.fixture(scope="module")
def backup(seeded_here: Seeded, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The data of the demonstration, and its keys, backed up while nobody is served."""
    with sites_below(tmp_path_factory.mktemp("backed-up")) as new_site:
        return backed_up(new_site(like=seeded_here), tmp_path_factory.mktemp("backup"))


def refusal(site: Site, *words: str) -> str:
    with pytest.raises(AssertionError) as refused:
        run_roedtraad(site.env, "restore", *words)
    return str(refused.value)


def test_a_backup_made_while_serving_comes_back_whole_in_another_place(
    new_site: NewSite, seeded_here: Seeded, tmp_path: Path
) -> None:
    here = new_site(like=seeded_here, BESIDE_WEB="")  # nobody writes meanwhile
    kept = here.folder / "files" / "ab" / "enclosure"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"\x00\xff" * 1000)
    here.start()
    data, keys = backed_up(here, tmp_path / "backups")
    there = new_site()

    run_roedtraad(there.env, "restore", str(data), "--keys", str(keys))

    assert all_rows(there) == all_rows(here)
    assert (there.folder / "files/ab/enclosure").read_bytes() == kept.read_bytes()
    for key in (here.folder / "keys").iterdir():
        assert (there.folder / "keys" / key.name).read_bytes() == key.read_bytes()
    assert there.start().is_well()


def test_new_rows_after_a_restore_do_not_meet_the_old_ones(
    new_site: NewSite, backup: tuple[Path, Path]
) -> None:
    data, keys = backup
    there = new_site()
    run_roedtraad(there.env, "restore", str(data), "--keys", str(keys))

    there.run(
        "shell",
        "-c",
        "from roedtraad.foundation.accounts.models import User;"
        "User.objects.create_user('ny', 'ny@fjordby.example')",
    )

    assert '"username": "ny"' in there.run("dumpdata", "accounts.user")


def test_the_keys_are_not_in_the_file_with_the_data(backup: tuple[Path, Path]) -> None:
    data, keys = (zipfile.ZipFile(file) for file in backup)

    held = {name: keys.read(name).split()[-1] for name in keys.namelist() if "keys/" in name}

    assert {"keys/secret_key", "keys/citizen_keys"} <= held.keys()
    assert not [name for name in data.namelist() if name.startswith("keys/")]
    for name in data.namelist():
        content = data.read(name)
        assert not [key for key, secret in held.items() if secret in content], name
    assert [file.stat().st_mode & 0o077 for file in backup] == [0, 0]


def test_a_restore_overwrites_only_when_told(
    new_site: NewSite, seeded_here: Seeded, backup: tuple[Path, Path]
) -> None:
    site, data = new_site(like=seeded_here), backup[0]
    before = users(site)
    site.run("shell", "-c", "from roedtraad.foundation.accounts.models import User;"
             "User.objects.filter(username='leder').update(title='ny titel')")  # fmt: skip

    assert "--yes" in refusal(site, str(data))
    assert "ny titel" in users(site)
    run_roedtraad(site.env, "restore", str(data), "--yes")
    assert users(site) == before


def test_a_restore_is_refused_while_the_server_runs(
    new_site: NewSite, seeded_here: Seeded, backup: tuple[Path, Path]
) -> None:
    site = new_site(like=seeded_here, BESIDE_WEB="").start()

    assert "Serveren kører" in refusal(site, str(backup[0]), "--yes")


def test_what_does_not_fit_is_refused(
    new_site: NewSite, backup: tuple[Path, Path], tmp_path: Path
) -> None:
    (data, keys), site = backup, new_site()
    newer, spoilt, nothing = (tmp_path / name for name in ("newer.zip", "spoilt.zip", "no.zip"))
    rewritten(data, newer, version="999.0.0")
    rewritten(data, spoilt, files={"manifest.json": "0" * 64})
    nothing.write_bytes(data.read_bytes()[:500])

    assert "opgradér først" in refusal(site, str(newer))
    assert "ikke det, der blev lagt i" in refusal(site, str(spoilt))
    assert "ikke en hel sikkerhedskopi" in refusal(site, str(nothing))
    assert "indeholder nøgler" in refusal(site, str(keys))
    assert "indeholder ingen nøgler" in refusal(site, str(data), "--keys", str(data))


def rewritten(source: Path, target: Path, **changes: object) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = json.dumps({**json.loads(content), **changes}).encode()
            new.writestr(name, content)


def test_the_version_is_the_same_everywhere() -> None:
    import tomllib

    from roedtraad import __version__

    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text()
