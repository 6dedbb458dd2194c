"""Two Word plans that the reader first met when it was finished."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from .truth import Plan, Truth
from .tuned_docx import numbered_style


def numbered() -> bytes:
    """Headings that Word numbers, fields as headings of their own, an unfilled content control."""
    document = Document()
    style = numbered_style(document, 3)
    document.add_paragraph("Skolernes udviklingsplan", style="Title")
    document.add_paragraph("Skoleområdet i Birkelund Kommune, skoleårene 2024/25 og 2025/26")
    _heading(document, style, 0, "Derfor en udviklingsplan")
    document.add_paragraph(
        "Planen samler det, som skolelederne er blevet enige om at løfte sammen."
    )
    _heading(document, style, 0, "Læring for alle")
    document.add_paragraph("Forskellen mellem skolerne er blevet for stor.")
    _heading(document, style, 1, "Flere elever læser flydende efter 3. klasse")
    _field(document, "Baggrund")
    document.add_paragraph("Hver femte elev læser stadig langsomt, når mellemtrinnet begynder.")
    _field(document, "Tiltag")
    for text in (
        "Læsevejlederne besøger alle 2. klasser inden efterårsferien 2024",
        "Forældreaftener om højtlæsning (tovholder: Rikke Dam)",
    ):
        document.add_paragraph(text, style="List Bullet")
    _field(document, "Tegn på fremgang")
    for text in (
        "85 % af eleverne når målet i læsetesten i maj 2026",
        "Eleverne låner flere bøger på skolebiblioteket",
    ):
        document.add_paragraph(text, style="List Bullet")
    _heading(document, style, 1, "Færre elever bliver væk fra skolen")
    _field(document, "Tiltag")
    document.add_paragraph(
        "Fraværsteamet ringer hjem samme dag fra 1. november 2024", style="List Bullet"
    )
    _field(document, "Tegn på fremgang")
    document.add_paragraph("Fraværet er under 6 % i skoleåret 2025/26", style="List Bullet")
    _heading(document, style, 0, "Tværgående fokusområde: Ungdomslivet i byen")
    document.add_paragraph("Klubberne og politiet er med.")
    _heading(document, style, 1, "Et trygt sted at være om aftenen")
    _field(document, "Tiltag")
    document.add_paragraph("Klubben holder åbent fredag og lørdag", style="List Bullet")
    _field(document, "Tegn på fremgang")
    _placeholder(document, "Klik her for at skrive tekst")
    document.add_paragraph(
        "Ni ud af ti unge føler sig trygge, når vi spørger i juni 2025", style="List Bullet"
    )
    return _bytes(document)


NUMBERED = Plan(
    "Word med automatisk nummerering",
    "udviklingsplan.docx",
    numbered,
    Truth(
        kind="business_plan",
        municipality="Birkelund Kommune",
        period=("2024-08-01", "2026-07-31"),
        elements={
            "focus areas": ["Læring for alle", "Ungdomslivet i byen"],
            "cross-cutting": ["Ungdomslivet i byen"],
            "goals": [
                "Flere elever læser flydende efter 3. klasse",
                "Færre elever bliver væk fra skolen",
                "Et trygt sted at være om aftenen",
            ],
            "goals' areas": [
                "Flere elever læser flydende efter 3. klasse | Læring for alle",
                "Færre elever bliver væk fra skolen | Læring for alle",
                "Et trygt sted at være om aftenen | Ungdomslivet i byen",
            ],
            "actions": [
                "Læsevejlederne besøger alle 2. klasser inden efterårsferien 2024",
                "Forældreaftener om højtlæsning (tovholder: Rikke Dam)",
                "Fraværsteamet ringer hjem samme dag fra 1. november 2024",
                "Klubben holder åbent fredag og lørdag",
            ],
            "action dues": [
                "2024-10-13 Læsevejlederne besøger alle 2. klasser inden efte",
                "2024-11-01 Fraværsteamet ringer hjem samme dag fra 1. novem",
            ],
            "responsible": ["Forældreaftener om højtlæsning (tovholder: Rikke Dam) | Rikke Dam"],
            "indicators": [
                "85 % af eleverne når målet i læsetesten i maj 2026",
                "Eleverne låner flere bøger på skolebiblioteket",
                "Fraværet er under 6 % i skoleåret 2025/26",
                "Ni ud af ti unge føler sig trygge, når vi spørger i juni 2025",
            ],
            "indicator dues": [
                "2026-05-31 85 % af eleverne når målet i læsetesten i maj 2026",
                "2026-07-31 Fraværet er under 6 % i skoleåret 2025/26",
                "2025-06-30 Ni ud af ti unge føler sig trygge, når vi spørger ",
            ],
        },
    ),
)


def wide_table() -> bytes:
    """A landscape table of tracks, result goals and actions, with cells merged downwards."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading("Resultatkontrakt 2027", level=1)
    document.add_paragraph(
        "Kontrakten er indgået mellem Borgerservice og kommunaldirektøren i Vandby Kommune."
    )
    document.add_heading("Årets resultatmål", level=2)
    table = document.add_table(rows=1, cols=6)
    table.style = "Table Grid"
    heads = ("Spor", "Resultatmål", "Aktiviteter", "Tovholder", "Deadline", "Måltal")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    for record in _WIDE:
        for cell, text in zip(table.add_row().cells, record, strict=True):
            cell.text = text
    table.rows[1].cells[0].merge(table.rows[3].cells[0])
    table.rows[1].cells[1].merge(table.rows[2].cells[1])
    document.add_paragraph()
    document.add_heading("Ressourcer i kontrakten", level=2)
    money = document.add_table(rows=0, cols=3)
    for record in (("Konto", "2026", "2027"), ("Løn", "11,4 mio. kr.", "11,9 mio. kr."),
                   ("It", "2,1 mio. kr.", "2,0 mio. kr.")):  # fmt: skip
        for cell, text in zip(money.add_row().cells, record, strict=True):
            cell.text = text
    return _bytes(document)


_WIDE = (
    ("Digital", "Flere klarer det selv", "Ny guide på hjemmesiden", "Jens Falk", "1. februar 2027",
     "70 % af flytninger meldes uden hjælp"),
    ("", "", "Hjælp i biblioteket hver torsdag", "Biblioteket", "2. kvartal 2027",
     "300 borgere har fået hjælp ultimo 2027"),
    ("", "Ingen venter i telefonen", "Tilbagekald indføres", "Anne Friis", "uge 14 2027",
     "Ventetiden er højst tre minutter"),
    ("Nærvær", "Færre sygedage", "Samtale på tredjedagen", "Lederne", "løbende",
     "Otte sygedage pr. medarbejder i 2027"),
)  # fmt: skip

WIDE = Plan(
    "Word med bred tabel",
    "resultatkontrakt.docx",
    wide_table,
    Truth(
        kind="contract",
        municipality="Vandby Kommune",
        period=("2027-01-01", "2027-12-31"),
        elements={
            "parties": ["Borgerservice", "kommunaldirektøren i Vandby Kommune"],
            "focus areas": ["Digital", "Nærvær"],
            "goals": ["Flere klarer det selv", "Ingen venter i telefonen", "Færre sygedage"],
            "goals' areas": [
                "Flere klarer det selv | Digital",
                "Ingen venter i telefonen | Digital",
                "Færre sygedage | Nærvær",
            ],
            "actions": [record[2] for record in _WIDE],
            "responsible": [f"{record[2]} | {record[3]}" for record in _WIDE],
            "action dues": [
                "2027-02-01 Ny guide på hjemmesiden",
                "2027-06-30 Hjælp i biblioteket hver torsdag",
                "2027-04-11 Tilbagekald indføres",
            ],
            "indicators": [record[5] for record in _WIDE],
            "indicator dues": [
                "2027-12-31 300 borgere har fået hjælp ultimo 2027",
                "2027-12-31 Otte sygedage pr. medarbejder i 2027",
            ],
            "budget": [
                "Løn 2026 | 11400000",
                "Løn 2027 | 11900000",
                "It 2026 | 2100000",
                "It 2027 | 2000000",
            ],
        },
    ),
)


def _heading(document: Document, style: str, level: int, text: str) -> None:
    paragraph = document.add_heading(text, level=level + 1)
    _numbered(paragraph, style, level)


def _field(document: Document, text: str) -> None:
    document.add_heading(text, level=3)


def _numbered(paragraph: Paragraph, style: str, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for name, value in (("ilvl", str(level)), ("numId", style)):
        child = OxmlElement(f"w:{name}")
        child.set(qn("w:val"), value)
        numbering.append(child)
    properties.append(numbering)


def _placeholder(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    control, properties = OxmlElement("w:sdt"), OxmlElement("w:sdtPr")
    properties.append(OxmlElement("w:showingPlcHdr"))
    content = OxmlElement("w:sdtContent")
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    run.append(words)
    content.append(run)
    control.append(properties)
    control.append(content)
    paragraph._p.append(control)


def _bytes(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
