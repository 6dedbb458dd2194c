"""The table of who may what as a document, for reading outside the system."""

from __future__ import annotations

from django.utils import translation

from .access import GRANTS, LABELS
from .models import Role


def rights_document() -> str:
    """Markdown, in English, from the same tables that the program reads."""
    with translation.override("en"):
        roles = [str(role.label) for role in Role]
        lines = [
            "# Who may what",
            "",
            "Written by `manage.py write_rights` from `foundation/accounts/access.py`. A role",
            "counts in its unit and in every unit below it, as the tree is today. What is not",
            "ticked is refused; what one may not see answers 404. So says `/hvem-maa-hvad/`.",
            "",
            "In an agreement a role counts also where its unit is a party to it or covered by it.",
            "One that is begun without naming units covers the unit's teams: a team leader writes",
            "in it with the others, and neither submits nor approves it.",
            "",
            "| right | " + " | ".join(roles) + " |",
            "| --- |" + " :-: |" * len(roles),
        ]
        for permission, (label, about) in LABELS.items():
            cells = ["✓" if permission in GRANTS[role] else "" for role in Role]
            lines.append(f"| **{label}** – {about} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
