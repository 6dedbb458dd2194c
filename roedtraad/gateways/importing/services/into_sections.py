"""The texts of a draft agreement: mission, texts under headings, demands, lines that were kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from roedtraad.gateways.importing.models import ReadElement
from roedtraad.gateways.importing.places import Place, best_place, places_of
from roedtraad.gateways.importing.plans.letters import folded
from roedtraad.gateways.importing.queries import fit_of
from roedtraad.steering.agreements.models import Agreement, Section
from roedtraad.steering.agreements.services import editing
from roedtraad.steering.agreements.template_json import load

from .creation import Kept, text

LONGEST_TITLE = 200


@dataclass
class _Gathered:
    """What goes into one section, in the order of the document."""

    title: str
    texts: list[str] = field(default_factory=list)
    rows: list[ReadElement] = field(default_factory=list)


def write_sections(kept: Kept, agreement: Agreement) -> None:
    """Each text where a person put it or where it fits best; what fits nowhere stands alone."""
    places = places_of(load(agreement.template_version.definition))
    gathered: dict[str, _Gathered] = {}
    for key, title, body, row in _parts(kept, places):
        section = gathered.setdefault(key, _Gathered(title))
        section.texts.append(body)
        section.rows += [row] if row is not None else []
    for position, (key, section) in enumerate(gathered.items()):
        made = Section(agreement=agreement, key=key, title=section.title[:LONGEST_TITLE])
        made.text, made.position = "\n\n".join(section.texts), 100 + position
        made.source = kept.place_of_all(section.rows)
        editing.create(made, acting_user=kept.acting_user)


def _parts(
    kept: Kept, places: Sequence[Place]
) -> Iterator[tuple[str, str, str, ReadElement | None]]:
    """Key, title, text and place of origin of all that goes into sections."""
    mission = str(kept.plan().get("mission") or "")
    if mission:
        place = best_place("Mission", "", places).place
        yield (place.key if place else "mission", _("Mission"), mission, None)
    for number, row in enumerate(kept.all_of("section"), start=1):
        yield _headed(row, places, number)
    headings = "\n\n".join(
        f"**{text(row, 'title')}**\n{text(row, 'text')}".strip()
        for row in kept.all_of("profile_heading")
    )
    demands = "\n".join(f"- {text(row, 'text')}" for row in kept.all_of("rule"))
    loose = "\n\n".join(text(row, "text") for row in kept.accepted_loose())
    for key, title, body in (
        ("read.profile", _("Headings of the management profile"), headings),
        ("read.demands", _("Demands"), demands),
        ("read.more", _("Also in the document"), loose),
    ):
        if body:
            yield key, title, body, None


def _headed(
    row: ReadElement, places: Sequence[Place], number: int
) -> tuple[str, str, str, ReadElement]:
    """A text keeps its heading where the section it goes into is called something else."""
    title, body = text(row, "title"), text(row, "text")
    place = fit_of(row, places).place
    is_long = len(title) > LONGEST_TITLE
    if is_long or (place is not None and folded(title) != folded(place.label)):
        body = f"**{title}**\n\n{body}"
    return (place.key if place else f"read.text{number}", title, body, row)
