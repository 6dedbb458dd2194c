"""What Word's paragraph styles mean: heading level, title, contents, list."""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from .docx_package import attribute, child, children

_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|indholdsfortegnelse|indhold)\s*\d?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Format:
    """The looks of a paragraph."""

    level: int | None = None
    is_title: bool = False
    is_contents: bool = False
    bold: bool = False
    number_list: str | None = None
    number_level: int | None = None


class Styles:
    """Looks up the format of a paragraph through its style and the styles that is based on."""

    def __init__(self, part: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._formats: dict[str, Format] = {}
        for style in children(part, "style") if part is not None else []:
            self._elements[attribute(style, "styleId") or ""] = style

    def of(self, paragraph: Element) -> Format:
        properties = child(paragraph, "pPr")
        if properties is None:
            return Format()
        style = attribute(child(properties, "pStyle"), "val")
        base = self._format(style, frozenset()) if style else Format()
        return _overridden(base, properties)

    def _format(self, style: str, seen: frozenset[str]) -> Format:
        if style in self._formats:
            return self._formats[style]
        element = self._elements.get(style)
        if element is None or style in seen:
            return _named(Format(), style)
        parent = attribute(child(element, "basedOn"), "val")
        base = self._format(parent, seen | {style}) if parent else Format()
        name = attribute(child(element, "name"), "val") or style
        own = _named(replace(base, is_title=base.is_title), name)
        properties = child(element, "pPr")
        looks = child(element, "rPr")
        if looks is not None and child(looks, "b") is not None:
            own = replace(own, bold=True)
        self._formats[style] = _overridden(own, properties) if properties is not None else own
        return self._formats[style]


def _named(base: Format, name: str) -> Format:
    heading = _HEADING.match(name)
    if heading:
        return replace(base, level=int(heading[1]))
    if name.lower() in {"title", "titel"}:
        return replace(base, is_title=True)
    if _CONTENTS.match(name):
        return replace(base, is_contents=True, level=None)
    return base


def _overridden(base: Format, properties: Element) -> Format:
    outline = attribute(child(properties, "outlineLvl"), "val")
    if outline is not None and outline.isdigit() and int(outline) < 9 and not base.is_contents:
        base = replace(base, level=int(outline) + 1)
    numbering = child(properties, "numPr")
    if numbering is None:
        return base
    number = attribute(child(numbering, "numId"), "val")
    level = attribute(child(numbering, "ilvl"), "val")
    return replace(
        base,
        number_list=None if number == "0" else number or base.number_list,
        number_level=int(level) if level and level.isdigit() else base.number_level or 0,
    )
