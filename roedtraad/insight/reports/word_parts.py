"""What Word can do and python-docx has no words for: fields, links, bookmarks, marks on tables."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TRUE = "true"


def use_style(paragraph: Paragraph, name: str) -> None:
    """Set a style by its id, which is its name without spaces; looking the name up is slow."""
    paragraph._p.style = name.replace(" ", "")


def field_mark(paragraph: Paragraph, kind: str, *, is_stale: bool = False) -> None:
    """The begin, separate or end of a field; a stale one is counted anew when opened."""
    mark = _element("w:fldChar", fldCharType=kind, **({"dirty": TRUE} if is_stale else {}))
    paragraph.add_run()._r.append(mark)


def field_code(paragraph: Paragraph, code: str) -> None:
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = f" {code} "
    paragraph.add_run()._r.append(element)


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field that Word counts, as PAGE, with what it shows until then."""
    field_mark(paragraph, "begin")
    field_code(paragraph, code)
    field_mark(paragraph, "separate")
    paragraph.add_run(shown)
    field_mark(paragraph, "end")


def field_runs(paragraph: Paragraph, code: str, shown: str) -> list[BaseOxmlElement]:
    """The runs of a field that Word counts, to be put inside something else."""
    before = len(paragraph._p)
    add_field(paragraph, code, shown)
    return list(paragraph._p)[before:]


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make the whole paragraph a place that links can go to."""
    start = _element("w:bookmarkStart", id=str(number), name=name)
    first_run = paragraph._p.find(qn("w:r"))
    if first_run is None:
        paragraph._p.append(start)
    else:
        first_run.addprevious(start)
    paragraph._p.append(_element("w:bookmarkEnd", id=str(number)))


def link_to_bookmark(paragraph: Paragraph, name: str) -> BaseOxmlElement:
    link = _element("w:hyperlink", anchor=name, history="1")
    paragraph._p.append(link)
    return link


def link_to_address(paragraph: Paragraph, address: str) -> BaseOxmlElement:
    number = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), number)
    paragraph._p.append(link)
    return link


def run_in(link: BaseOxmlElement, paragraph: Paragraph, text: str) -> Run:
    run = paragraph.add_run(text)
    link.append(run._r)
    return run


def shade(run: Run, colour: str) -> None:
    run._r.get_or_add_rPr().append(_element("w:shd", val="clear", color="auto", fill=colour))


def repeat_as_header(row: _Row) -> None:
    """Show the row again at the top of every page the table runs over."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """Never split the row between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def describe_table(table: WordTable, text: str, *, has_row_headers: bool) -> None:
    """Tell those who listen what the table is, and which cells are its heads."""
    properties = table._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    first_column = "1" if has_row_headers else "0"
    look = {"firstRow": "1", "lastRow": "0", "firstColumn": first_column, "lastColumn": "0"}
    value = "00A0" if has_row_headers else "0020"
    properties.append(_element("w:tblLook", val=value, noHBand="1", noVBand="1", **look))
    properties.append(_element("w:tblCaption", val=text))


def describe_picture(picture: InlineShape, text: str, *, number: int) -> None:
    """The sentence that stands for the picture."""
    properties = picture._inline.docPr
    properties.set("id", str(number))
    properties.set("descr", text)


def restarted_numbering(word: WordDocument, style_name: str, start: int) -> int:
    """A numbering of its own for one list, so that it does not go on from the last one."""
    numbering = word.part.numbering_part.element
    style = word.styles[style_name].element
    used = style.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(used).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def use_numbering(paragraph: Paragraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def open_as_modern(word: WordDocument) -> None:
    """Or Word opens the file in its compatibility mode."""
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
