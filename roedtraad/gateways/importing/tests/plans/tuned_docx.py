"""Two Word plans that the reader was made with."""

import io

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .truth import Plan, Truth


def contract() -> bytes:
    """Styled headings, a table of facts, a budget with a total, goals in a table with merged cells."""
    document = Document()
    document.add_heading("Kontraktmål 2024-2025", level=0)
    document.add_paragraph("Dagtilbuddet Regnbuen, Havneby Kommune")
    document.add_heading("Indledning", level=1)
    document.add_paragraph(
        "Kontrakten binder byrådets politik sammen med hverdagen i dagtilbuddet. Den gælder fra "
        "1. januar 2024 til 31. december 2025 og er indgået mellem Dagtilbuddet Regnbuen og "
        "Børneforvaltningen."
    )
    document.add_heading("Stamdata", level=1)
    facts = document.add_table(rows=0, cols=2)
    for label, value in (
        ("Institutionstype", "Aldersintegreret daginstitution"),
        ("Adresse", "Tangvej 4, 9999 Havneby"),
        ("Leder", "Solvej Brink"),
        ("Antal årsværk", "31,5"),
    ):
        cells = facts.add_row().cells
        cells[0].text, cells[1].text = label, value
    document.add_heading("Budget", level=1)
    document.add_paragraph("Beløb i 1.000 kr.")
    budget = document.add_table(rows=0, cols=2)
    for label, value in (
        ("Post", "Budget 2024"),
        ("Løn", "14.250"),
        ("Drift", "1.830"),
        ("I alt", "16.080"),
    ):
        cells = budget.add_row().cells
        cells[0].text, cells[1].text = label, value
    document.add_heading("Kontraktmål", level=1)
    document.add_paragraph("Målene er drøftet med forældrebestyrelsen.")
    goals = document.add_table(rows=1, cols=4)
    for cell, text in zip(
        goals.rows[0].cells, ("Mål", "Metode", "Succeskriterium", "Opfølgning"), strict=True
    ):
        cell.text = text
    for title, text, method, success, follow in _CONTRACT_GOALS:
        cells = goals.add_row().cells
        cells[0].text = title
        cells[0].add_paragraph(text)
        cells[1].text, cells[2].text, cells[3].text = method, success, follow
    extra = goals.add_row().cells
    extra[0].merge(goals.rows[-2].cells[0])
    extra[3].text = "Lederen samler op på personalemødet i juni."
    return _bytes(document)


_CONTRACT_GOALS = (
    (
        "Sprog i leg",
        "Alle børn skal møde et rigt sprog i de daglige rutiner.",
        "Personalet læser dialogisk i små grupper tre gange om ugen.",
        "85 % af børnene ligger i den øverste gruppe ved sprogvurderingen.",
        "Der følges op på stuemøder hver måned.",
    ),
    (
        "Mere udeliv",
        "Børnene er ude mindst to timer hver dag.",
        "Vi flytter samling og frokost ud på legepladsen.",
        "Syv ud af ti forældre kender udeplanen.",
        "Tilfredsheden måles i forårets undersøgelse.",
    ),
)

CONTRACT = Plan(
    "kontrakt i Word",
    "kontrakt.docx",
    contract,
    Truth(
        kind="contract",
        municipality="Havneby Kommune",
        period=("2024-01-01", "2025-12-31"),
        elements={
            "parties": ["Dagtilbuddet Regnbuen", "Børneforvaltningen"],
            "facts": [
                "Institutionstype | Aldersintegreret daginstitution",
                "Adresse | Tangvej 4, 9999 Havneby",
                "Leder | Solvej Brink",
                "Antal årsværk | 31,5",
            ],
            "budget": ["Løn | 14250000", "Drift | 1830000", "I alt | 16080000"],
            "budget totals": ["I alt"],
            "goals": ["Sprog i leg", "Mere udeliv"],
            "goal fields": [
                f"{name}: {goal[place][:60]}"
                for goal in _CONTRACT_GOALS
                for place, name in ((2, "method"), (3, "success_criterion"), (4, "follow_up"))
            ],
        },
    ),
)


def unstyled() -> bytes:
    """No styles at all: bold lines as headings, labels with colons, Word's own list numbers."""
    document = Document()
    _bold(document, "Afdelingsplan for Hjemmeplejen Øst 2023-2024")
    document.add_paragraph("Engholm Kommune")
    _bold(document, "Vores mission")
    document.add_paragraph("Vi hjælper borgerne til en hverdag, som de selv styrer.")
    _bold(document, "Indsatsområde 1: Rehabilitering i hjemmet")
    document.add_paragraph("Flere borgere skal kunne klare sig selv længere.")
    _bold(document, "Mål 1: Borgerne får et forløb, før de får varig hjælp")
    document.add_paragraph("Forløbet er på tolv uger.")
    _bold(document, "Handlinger")
    for text in (
        "Alle teams får en ergoterapeut tilknyttet senest 1. april 2023",
        "Visitationen retter henvisningen til (ansvarlig: Teamleder Nord, deadline: ultimo maj 2023)",
    ):
        document.add_paragraph(text, style="List Number")
    _bold(document, "Indikatorer")
    for text in (
        "Mindst 60 % af nye borgere har afsluttet et forløb i 4. kvartal 2024",
        "Færre klager over skiftende hjælpere",
    ):
        document.add_paragraph(text, style="List Bullet")
    _bold(document, "Tværgående indsatsområde: Sammen om sygefraværet")
    document.add_paragraph("Vi samarbejder med Sundhedscentret.")
    _bold(document, "Mål 2: Fraværet falder")
    paragraph = document.add_paragraph()
    paragraph.add_run("Metode:").bold = True
    paragraph.add_run(" Lederne holder samtaler efter fem dages sygdom.")
    paragraph = document.add_paragraph()
    paragraph.add_run("Indikator:").bold = True
    paragraph.add_run(" Fraværet er højst 5,5 % ved udgangen af 2024")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _bold(document, "Underskrifter")
    document.add_paragraph("Dato og navn")
    return _bytes(document)


UNSTYLED = Plan(
    "Word uden typografier",
    "afdelingsplan.docx",
    unstyled,
    Truth(
        kind="business_plan",
        municipality="Engholm Kommune",
        period=("2023-01-01", "2024-12-31"),
        has_mission=True,
        elements={
            "focus areas": ["Rehabilitering i hjemmet", "Sammen om sygefraværet"],
            "cross-cutting": ["Sammen om sygefraværet"],
            "goals": ["Borgerne får et forløb, før de får varig hjælp", "Fraværet falder"],
            "goals' areas": [
                "Borgerne får et forløb, før de får varig hjælp | Rehabilitering i hjemmet",
                "Fraværet falder | Sammen om sygefraværet",
            ],
            "goal fields": ["method: Lederne holder samtaler efter fem dages sygdom."],
            "actions": [
                "Alle teams får en ergoterapeut tilknyttet senest 1. april 2023",
                "Visitationen retter henvisningen til (ansvarlig: Teamleder Nord, deadline: ultimo maj 2023)",
            ],
            "action dues": [
                "2023-04-01 Alle teams får en ergoterapeut tilknyttet senest 1.",
                "2023-05-31 Visitationen retter henvisningen til (ansvarlig: T",
            ],
            "responsible": [
                "Visitationen retter henvisningen til (ansvarlig: Teamleder Nord, deadline: ultimo maj "
                "2023) | Teamleder Nord"
            ],
            "indicators": [
                "Mindst 60 % af nye borgere har afsluttet et forløb i 4. kvartal 2024",
                "Færre klager over skiftende hjælpere",
                "Fraværet er højst 5,5 % ved udgangen af 2024",
            ],
            "indicator dues": [
                "2024-12-31 Mindst 60 % af nye borgere har afsluttet et forløb",
                "2024-12-31 Fraværet er højst 5,5 % ved udgangen af 2024",
            ],
        },
    ),
)


def _bold(document: Document, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def _bytes(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def numbered_style(document: Document, levels: int) -> str:
    """A list definition that numbers 1, 1.1, 1.1.1 by itself; gives its id."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for level in range(levels):
        own = OxmlElement("w:lvl")
        own.set(qn("w:ilvl"), str(level))
        for name, value in (
            ("start", "1"),
            ("numFmt", "decimal"),
            ("lvlText", ".".join(f"%{each + 1}" for each in range(level + 1))),
        ):
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            own.append(child)
        abstract.append(own)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    number.append(link)
    numbering.append(number)
    return "77"
