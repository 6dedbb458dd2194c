"""A document as a tagged, accessible PDF (PDF/UA-1)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from roedtraad.foundation.ui.fonts import font_folder

from .document import Document
from .layout import laid_out, readable, running_title
from .pieces import piece

CONTENT_TYPE = "application/pdf"
Made = TypeVar("Made")
TEMPLATE = Path(__file__).parent / "typst/document.typ"
REGIONS = {"da": "DK", "en": "GB"}
DRAWN = "svg"  # the one text that is markup, and made by us
MISSING = "□"  # stands for a letter that no font has, as an emoji
LONGEST_RUN = 28  # letters without a space that fit in a narrow column
LONGEST_UNDIVIDED = 34  # letters of a title's word that fit in a line
LONGEST_WORD = 60  # letters; up to here a word can be divided as Danish words are
LONGEST_LARGE_TITLE, LONGEST_LARGE_WORD = 60, 20  # letters that the large title has room for
MAY_BREAK_HERE = "\u200b"
ROUNDS = 5
_JOINERS = re.compile(
    "[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]"
)  # hold the parts of an emoji together
_RUN = re.compile(rf"\S{{{LONGEST_RUN},}}")
_PIECE = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_unprintable: set[str] = set()  # letters without a font: found once, then known


def pdf(document: Document) -> bytes:
    """The PDF. A letter that no font has is shown as an empty box."""
    return _set(document, _compiled)


def heading_pages(document: Document) -> list[int]:
    """The page that each heading stands on, in their order."""
    return _set(document, _counted)


def _set(document: Document, made: Callable[[typst.Compiler], Made]) -> Made:
    """What `made` gets out of the document once it is set."""
    with override(document.language):
        words = _mapped(_words(document), _breakable)
    for _round in range(ROUNDS):
        try:
            return made(_compiler(_mapped(words, _printable)))
        except typst.TypstError as error:
            unknown = set(_letters_not_shown(error.diagnostic)) - _unprintable
            if not unknown:
                raise
            _unprintable.update(unknown)
    raise RuntimeError(f"still letters without a font after {ROUNDS} rounds")


def _words(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "kind": document.kind,
        "municipality": document.municipality,
        "running_title": running_title(document),
        "is_title_large": _has_room(document.title),
        "has_endless_word": _longest_word(document.title) > LONGEST_UNDIVIDED,
        "as_of": document.as_of,
        "keywords": list(document.keywords),
        "paper": document.paper,
        "is_wide": document.is_wide,
        "language": document.language,
        "region": REGIONS[document.language],
        "page_of": _("Page {page} of {pages}"),
        "blocks": [piece(block) for block in laid_out(document)],
    }


def _compiler(words: Any) -> typst.Compiler:
    return typst.Compiler(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=_fonts(font_folder()),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(words, ensure_ascii=False)},
    )


def _compiled(compiler: typst.Compiler) -> bytes:
    made = compiler.compile(pdf_standards=["ua-1"])
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no file")
    return made


def _counted(compiler: typst.Compiler) -> list[int]:
    [pages] = json.loads(compiler.query("<pages>", field="value"))
    return [int(page) for page in pages]


@lru_cache
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """`value` with every text in it changed, but for the drawings."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(part, change) for part in value]
    if isinstance(value, dict):
        return {
            key: _mapped(part, _without_missing if key == DRAWN else change)
            for key, part in value.items()
        }
    return value


def _has_room(title: str) -> bool:
    return len(title) <= LONGEST_LARGE_TITLE and _longest_word(title) <= LONGEST_LARGE_WORD


def _longest_word(title: str) -> int:
    return max(map(len, title.split()), default=0)


def _breakable(text: str) -> str:
    """Without what cannot be set; what is endless and no word may be broken anywhere."""
    return _RUN.sub(_broken, _JOINERS.sub("", readable(text)))


def _broken(run: re.Match[str]) -> str:
    if run[0].isalpha() and len(run[0]) <= LONGEST_WORD:
        return run[0]
    return _PIECE.sub(lambda piece: piece[0] + MAY_BREAK_HERE, run[0])


def _printable(text: str) -> str:
    return "".join(MISSING if letter in _unprintable else letter for letter in text)


def _without_missing(text: str) -> str:
    return _printable(text)


def _letters_not_shown(diagnostic: str) -> str:
    shown = "".join(_NOT_SHOWN.findall(diagnostic))
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), shown)
