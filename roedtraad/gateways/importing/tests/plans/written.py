"""Invented plans that stand as files: the document, and beside it the truth (`.toml`).

`NAME.txt` and `NAME.html` are read as they are (in the encoding that the truth names),
`NAME.pdf.typ` is set by Typst, `NAME.docx.txt` is a script for `word_markup`.
"""

import tomllib
from pathlib import Path

import typst

from .truth import Plan, Truth
from .word_markup import word_file


def written_plans(folder: str) -> list[Plan]:
    """The plans of a folder beside this file, by name."""
    place = Path(__file__).parent / folder
    return [_plan(path) for path in sorted(place.glob("*.toml"))]


def _plan(path: Path) -> Plan:
    data = tomllib.loads(path.read_text())
    source = next(each for each in path.parent.glob(f"{path.stem}.*") if each != path)
    encoding = data.get("encoding", "utf-8")
    period = data.get("period")
    truth = Truth(
        kind=data["kind"],
        municipality=data.get("municipality"),
        unit=data.get("unit"),
        period=(period[0], period[1]) if period else None,
        case_number=data.get("case_number"),
        has_mission=data.get("has_mission", False),
        elements=data.get("elements", {}),
    )
    suffix = source.name.split(".")[1]
    return Plan(path.stem, f"{path.stem}.{suffix}", lambda: _file(source, encoding), truth)


def _file(source: Path, encoding: str) -> bytes:
    script = source.read_text()
    if source.name.endswith(".pdf.typ"):
        return typst.compile(source.read_bytes(), format="pdf")
    if source.name.endswith(".docx.txt"):
        return word_file(script)
    return script.encode(encoding)
