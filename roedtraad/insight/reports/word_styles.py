"""How a Word file looks: named styles only, so that people can change it as Word does."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

FONT = "Calibri"  # every office machine has it; the report's own letters are in the PDF
ACCENT, INK, GREY = "0B4A75", "1F2937", "5B6571"
TEXT_WIDTH = Cm(16.4)
TABLE_STYLE = "Report Table"
TONES = {
    "good": ("E3F3EF", "00594F"),
    "fair": ("E4EEF8", "0B4A75"),
    "late": ("FBF1D9", "7A4A00"),
    "bad": ("FDEEE6", "9A3412"),
    "neutral": ("EEF1F4", "3B4450"),
}
HEADINGS = {1: (18, 20, 8), 2: (14, 16, 6), 3: (12, 12, 4), 4: (11, 10, 3)}  # size, above, below
_TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:tblPr>
    <w:tblStyleRowBandSize w:val="1"/>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:color="CFD6DC"/>
      <w:insideH w:val="single" w:sz="4" w:color="CFD6DC"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="60" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>
      <w:bottom w:w="60" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:color w:val="{ACCENT}"/></w:rPr>
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="{ACCENT}"/></w:tcBorders>
      <w:shd w:val="clear" w:color="auto" w:fill="EEF3F7"/>
    </w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>
"""


def dress(word: WordDocument, language: str) -> None:
    """Give the file its styles, in a language that Word checks the spelling of."""
    _defaults(word, language)
    _page(word)
    _style(word, "Normal", size=10.5, below=6, colour=INK)
    _style(word, "Title", size=28, below=4, colour=ACCENT, bold=True)
    _style(word, "Subtitle", size=14, below=4, colour=INK)
    for level, (size, above, below) in HEADINGS.items():
        colour = INK if level == 4 else ACCENT
        heading = _style(
            word, f"Heading {level}", size=size, above=above, below=below, colour=colour, bold=True
        )
        heading.paragraph_format.keep_with_next = True
    caption = _style(word, "Caption", size=9, above=10, below=4, colour=GREY, bold=True)
    caption.paragraph_format.keep_with_next = False
    for name in ("List Bullet", "List Bullet 2", "List Number", "List Number 2"):
        _style(word, name, size=10.5, below=3, colour=INK)
    _new_style(word, "Lead", size=12, below=8, colour=ACCENT)
    _new_style(word, "Small Note", size=9, below=6, colour=GREY)
    _new_style(word, "Table Text", size=9.5, colour=INK)
    _new_style(word, "Table Heading", size=9.5, colour=ACCENT, bold=True)
    _new_style(word, "Status", size=10.5, above=4, below=6, colour=INK)
    _new_style(word, "Contents Heading", size=18, above=20, below=8, colour=ACCENT, bold=True)
    municipality = _new_style(word, "Municipality", size=10.5, below=30, colour=ACCENT, bold=True)
    _underline(municipality)
    for name in ("Header", "Footer"):
        margin = _style(word, name, size=8.5, colour=GREY)
        for tabs in margin.element.pPr.findall(qn("w:tabs")):  # Word's own middle and right
            margin.element.pPr.remove(tabs)
    for level in (1, 2, 3):
        _contents_style(word, level)
    _link_style(word)
    word.styles.element.append(parse_xml(_TABLE))


def _style(
    word: WordDocument,
    name: str,
    *,
    size: float,
    colour: str,
    above: float = 0,
    below: float = 0,
    bold: bool = False,
) -> ParagraphStyle:
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101
    _letters(style, size=size, colour=colour, bold=bold)
    style.paragraph_format.space_before = Pt(above)
    style.paragraph_format.space_after = Pt(below)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:  # Word's own Title is underlined
        borders.getparent().remove(borders)
    return style


def _new_style(word: WordDocument, name: str, **look: float | str | bool) -> ParagraphStyle:
    is_words_own = name.startswith("toc ")
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=is_words_own)
    style.base_style = word.styles["Normal"]
    return _style(word, name, **look)  # type: ignore[arg-type]


def _letters(style: ParagraphStyle, *, size: float, colour: str, bold: bool) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):  # fonts of the theme would win
        del fonts.attrib[attribute]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    for spacing in style.element.rPr.findall(qn("w:spacing")):  # Word's own Subtitle is spaced out
        style.element.rPr.remove(spacing)
    style.font.size = Pt(size)
    style.font.bold = True if bold else None
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour)


def _contents_style(word: WordDocument, level: int) -> None:
    style = _new_style(word, f"toc {level}", size=10, below=2, colour=INK, bold=level == 1)
    style.paragraph_format.line_spacing = 1
    style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
    style.paragraph_format.tab_stops.add_tab_stop(
        TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )


def _link_style(word: WordDocument) -> None:
    style = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    assert isinstance(style, CharacterStyle)  # noqa: S101
    style.font.underline = True
    style.font.color.rgb = RGBColor.from_string(ACCENT)


def _underline(style: ParagraphStyle) -> None:
    line = f'<w:bottom w:val="single" w:sz="18" w:space="4" w:color="{ACCENT}"/>'
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _defaults(word: WordDocument, language: str) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    for tag in defaults.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
        tag.set(qn("w:eastAsia"), language)
    settings = word.settings.element
    for tag in settings.iter(qn("w:themeFontLang")):
        tag.set(qn("w:val"), language)
    hyphenation = parse_xml(f'<w:autoHyphenation {nsdecls("w")} w:val="true"/>')
    settings.insert_element_before(hyphenation, "w:characterSpacingControl", "w:compat", "w:rsids")


def _page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.4)
    section.different_first_page_header_footer = True
