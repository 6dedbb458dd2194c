"""The spreadsheet that an administrator fills in with units and users."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from roedtraad.foundation.organisation.models import UnitKind

from .models import Role
from .roster_headings import HEADINGS, UNITS, USERS


def template_file() -> bytes:
    """Two sheets with headings and an example, and one that says how it is done."""
    book = Workbook()
    _fill(book.worksheets[0], _("Units"), UNITS, _unit_examples())
    _fill(book.create_sheet(), _("Users"), USERS, _user_examples())
    help_sheet = book.create_sheet(_("How to"))
    for line in _advice():
        help_sheet.append([line])
    help_sheet.column_dimensions["A"].width = 110
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, title: str, kind: str, examples: list[list[str]]) -> None:
    sheet.title = title
    sheet.append([str(label) for label in HEADINGS[kind].values()])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for example in examples:
        sheet.append(example)
    for column in range(1, len(HEADINGS[kind]) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 22
    sheet.freeze_panes = "A2"


def _unit_examples() -> list[list[str]]:
    department, unit = str(UnitKind.ADMINISTRATION.label), str(UnitKind.AGREEMENT_UNIT.label)
    return [
        ["1", "Børn og Familie", department, "", "01-01-2026"],
        ["1.1", "Familiehuset", unit, "1", "01-01-2026", "", "Havnevej 1, 9999 Fjordby"],
    ]


def _user_examples() -> list[list[str]]:
    role = str(Role.UNIT_LEADER.label)
    return [["aho", "Asta", "Holm", "asta.holm@fjordby.example", "", role, "1.1", "01-01-2026"]]


def _advice() -> list[str]:
    return [
        _("Delete the examples before you upload the file."),
        _("A unit without “Placed under” comes directly under the top of the tree."),
        _("Under “Placed under” and “Unit” you write a key, or a name that only one unit has."),
        _("A user with several roles has a row for each, with the same username."),
        _("What is there already is left as it is. Nothing is deleted."),
        _("Kinds of units: %(all)s.") % {"all": ", ".join(str(x) for x in UnitKind.labels)},
        _("Roles: %(all)s.") % {"all": ", ".join(str(x) for x in Role.labels)},
    ]
