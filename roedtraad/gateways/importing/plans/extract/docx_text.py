"""The words of one Word paragraph, with what was struck out left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .docx_package import attribute, child, w

_SKIPPED = {w(name) for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rt")}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SIGNS = {w("tab"): "\t", w("noBreakHyphen"): "-", w("cr"): "\n", w("ptab"): "\t"}


@dataclass(slots=True)
class Paragraph:
    """Text and what was found on the way."""

    text: str = ""
    is_bold: bool = False
    bold_lead: int = 0
    is_placeholder: bool = False
    breaks_before: int = 0
    page_breaks: int = 0
    text_boxes: list[Element] = field(default_factory=list)


def paragraph_content(element: Element) -> Paragraph:
    """Reads a paragraph run by run."""
    result = Paragraph()
    bold, italic = _Emphasis(), _Emphasis()
    for text, is_bold, is_italic in _runs(element, result):
        result.text += text
        bold.add(text, len(result.text), is_on=is_bold)
        italic.add(text, len(result.text), is_on=is_italic)
    result.is_bold = bold.is_whole
    result.bold_lead = bold.lead or (0 if italic.is_whole else italic.lead)
    return result


@dataclass(slots=True)
class _Emphasis:
    """How far a look runs from the beginning, and whether all words have it."""

    on: int = 0
    off: int = 0
    end: int = 0
    is_open: bool = True

    def add(self, text: str, end: int, *, is_on: bool) -> None:
        letters = len(text.strip())
        self.on += letters if is_on else 0
        self.off += 0 if is_on else letters
        self.is_open = self.is_open and (is_on or not letters)
        self.end = end if self.is_open else self.end

    @property
    def is_whole(self) -> bool:
        return self.on > 0 and self.off == 0

    @property
    def lead(self) -> int:
        return self.end if self.on else 0


def _runs(element: Element, result: Paragraph) -> Iterator[tuple[str, bool, bool]]:
    for part in element:
        if part.tag in _SKIPPED:
            continue
        if part.tag == w("r"):
            yield _run_text(part, result), _is_bold(part), _is_italic(part)
        elif part.tag == w("sdt"):
            _note_placeholder(part, result)
            yield from _runs(part, result)
        else:
            yield from _runs(part, result)


def _note_placeholder(control: Element, result: Paragraph) -> None:
    properties = child(control, "sdtPr")
    if properties is not None and child(properties, "showingPlcHdr") is not None:
        result.is_placeholder = True


def _run_text(run: Element, result: Paragraph) -> str:
    text = ""
    for part in run:
        if part.tag == w("t"):
            text += part.text or ""
        elif part.tag in _SIGNS:
            text += _SIGNS[part.tag]
        elif part.tag == w("br"):
            text += _line_break(part, result)
        elif part.tag == w("lastRenderedPageBreak"):
            result.breaks_before += 0 if (result.text + text).strip() else 1
            result.page_breaks += 1 if (result.text + text).strip() else 0
        elif part.tag in {_ALTERNATE, w("pict"), w("drawing")}:
            _collect_boxes(part, result)
    return text


def _line_break(part: Element, result: Paragraph) -> str:
    if attribute(part, "type") == "page":
        result.page_breaks += 1
        return ""
    return "\n"


def _collect_boxes(part: Element, result: Paragraph) -> None:
    """Text boxes stand twice in the file, for new and old Word: take the first."""
    chosen = part[0] if part.tag == _ALTERNATE and len(part) else part
    box = next(chosen.iter(w("txbxContent")), None)
    if box is not None:
        result.text_boxes.append(box)


def _is_bold(run: Element) -> bool:
    return _has_look(run, "b", {"strong", "strk", "stærk"})


def _is_italic(run: Element) -> bool:
    return _has_look(run, "i", {"emphasis", "fremhv", "fremhæv"})


def _has_look(run: Element, name: str, styles: set[str]) -> bool:
    properties = child(run, "rPr")
    if properties is None:
        return False
    style = attribute(child(properties, "rStyle"), "val") or ""
    mark = child(properties, name)
    if mark is None:
        return style.lower() in styles
    return (attribute(mark, "val") or "1") not in {"0", "false", "off"}
