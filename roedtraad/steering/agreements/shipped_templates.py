"""The templates that come with the product: one file for each form, in `shipped/`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from .template_definition import Definition
from .template_json import load

FOLDER = Path(__file__).parent / "shipped"


@dataclass(frozen=True)
class ShippedTemplate:
    """A template as it is shipped now."""

    name: str
    form: str
    definition: Definition


def shipped_templates() -> list[ShippedTemplate]:
    """All of them, in order of form."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    return [ShippedTemplate(each["name"], each["form"], load(each["definition"])) for each in found]
