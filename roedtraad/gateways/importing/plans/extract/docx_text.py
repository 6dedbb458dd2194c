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
    bold = plain = 0
    lead_open = True
    for text, is_bold in _runs(element, result):
        result.text += text
        letters = len(text.strip())
        if is_bold:
            bold += letters
        else:
            plain += letters
        lead_open = lead_open and (is_bold or not letters)
        if lead_open:
            result.bold_lead = len(result.text)
    result.is_bold = bold > 0 and plain == 0
    if not bold:
        result.bold_lead = 0
    return result


def _runs(element: Element, result: Paragraph) -> Iterator[tuple[str, bool]]:
    for part in element:
        if part.tag in _SKIPPED:
            continue
        if part.tag == w("r"):
            yield _run_text(part, result), _is_bold(part)
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
    properties = child(run, "rPr")
    if properties is None:
        return False
    style = attribute(child(properties, "rStyle"), "val") or ""
    mark = child(properties, "b")
    if mark is None:
        return style.lower() in {"strong", "strk", "stærk"}
    return (attribute(mark, "val") or "1") not in {"0", "false", "off"}
