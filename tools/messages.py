"""The Danish catalogue: extracted, merged, compiled. Needs no gettext programs."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "_now": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def path(root: Path) -> Path:
    return root / "roedtraad/locale/da/LC_MESSAGES/django.po"


def _sources(root: Path) -> Iterator[tuple[Path, bytes]]:
    for file in sorted((root / "roedtraad").rglob("*")):
        if "migrations" in file.parts or "tests" in file.parts:
            continue
        if file.suffix == ".py":
            yield file, file.read_bytes()
        elif file.suffix in {".html", ".txt"} and "templates" in file.parts:
            # what templatize leaves is Python only when no line is indented
            lines = templatize(file.read_text("utf-8")).splitlines()
            yield file, "\n".join(line.lstrip() for line in lines).encode()


def extracted(root: Path) -> Catalog:
    """Every message of the code as it is now, with the files (not lines) that use it."""
    catalogue = Catalog(fuzzy=False)
    for file, source in _sources(root):
        place = str(file.relative_to(root)).replace("\\", "/")
        options = {"encoding": "utf-8"}
        for _line, function, message, _ in extract_python(
            io.BytesIO(source), list(KEYWORDS), [], options
        ):
            _add(catalogue, function, message, place)
    return catalogue


def _add(
    catalogue: Catalog, function: str, message: str | tuple[str | None, ...] | None, place: str
) -> None:
    parts = message if isinstance(message, tuple) else (message,)
    spec = KEYWORDS[function] or (1,)
    context = None
    chosen: list[str] = []
    for item in spec:
        if isinstance(item, tuple):
            context = parts[item[0] - 1]
        elif item <= len(parts) and isinstance(parts[item - 1], str):
            chosen.append(str(parts[item - 1]))
    if chosen and chosen[0]:
        wanted = tuple(chosen) if len(chosen) > 1 else chosen[0]
        catalogue.add(wanted, locations=[(place, 0)], context=context)


def stored(root: Path) -> Catalog:
    file = path(root)
    if not file.exists():
        return Catalog(locale="da", fuzzy=False)
    with file.open("rb") as stream:
        return read_po(stream, locale="da")


def update(root: Path) -> Catalog:
    """The stored catalogue brought in step with the code; nothing is guessed."""
    catalogue = stored(root)
    catalogue.update(extracted(root), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def rendered(catalogue: Catalog) -> bytes:
    catalogue.fuzzy = False
    buffer = io.BytesIO()
    ordered = Catalog(locale="da", fuzzy=False, project="roedtraad", charset="utf-8")
    ordered.header_comment = "# Danish labels of Rød Tråd."
    for message in sorted(catalogue, key=lambda m: (str(m.id), m.context or "")):
        if message.id:
            files = sorted({(file, None) for file, _ in message.locations})
            ordered.add(
                message.id,
                message.string,
                locations=files,
                flags=message.flags,
                context=message.context,
            )
    write_po(buffer, ordered, width=100, omit_header=True, include_lineno=False)
    header = (
        b'# Danish labels of R\xc3\xb8d Tr\xc3\xa5d.\nmsgid ""\nmsgstr ""\n'
        b'"Language: da\\n"\n"MIME-Version: 1.0\\n"\n'
        b'"Content-Type: text/plain; charset=utf-8\\n"\n'
        b'"Content-Transfer-Encoding: 8bit\\n"\n'
        b'"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return header + buffer.getvalue()


def write(root: Path, catalogue: Catalog) -> None:
    file = path(root)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(rendered(catalogue))


def compile_catalogue(root: Path) -> None:
    """Write the binary catalogue that Django reads, when it is missing or out of date."""
    source = path(root)
    target = source.with_suffix(".mo")
    temporary = target.with_suffix(".mo.new")
    with temporary.open("wb") as stream:
        write_mo(stream, stored(root))
    temporary.replace(target)


def same_in_both(root: Path) -> set[str]:
    """The texts that are meant to be the same in Danish and English."""
    return set((root / "tests/same_in_both_languages.txt").read_text("utf-8").splitlines())


def faults(root: Path) -> list[str]:
    """What is stale, missing, fuzzy or has lost a placeholder; empty when all is well."""
    found = []
    alike = same_in_both(root)
    fresh = rendered(update(root))
    if fresh != path(root).read_bytes():
        found.append("the catalogue is out of step with the code: python3 dev.py messages")
    for message in stored(root):
        if not message.id:
            continue
        stored_string = message.string or ""
        strings = [stored_string] if isinstance(stored_string, str) else list(stored_string)
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        if message.fuzzy or not all(strings):
            found.append(f"not translated: {ids[0]!r}")
        if ids == strings and ids[0] not in alike:
            found.append(f"same text in both languages, and not on the list: {ids[0]!r}")
        for text in strings:
            wanted = set().union(*(PLACEHOLDER.findall(each) for each in ids))
            if not set(PLACEHOLDER.findall(text)) <= wanted:
                found.append(f"another placeholder in the translation of {ids[0]!r}")
    return found


def main(arguments: list[str]) -> int:
    """`check` only tells the faults; without it the catalogue is brought in step first."""
    root = Path(__file__).resolve().parent.parent
    if "check" not in arguments:
        write(root, update(root))
        compile_catalogue(root)
    found = faults(root)
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
