"""The twelve units of Fjordby: what each provides, to whom, and what it truly does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .design import Design, Kind, UnitDesign

KINDS = (
    Kind("BL-30", 2, 180, 1.9),
    Kind("BL-32-1-2", 3, 300, 1.6),
    Kind("BL-32-1-3", 3, 360, 1.7),
    Kind("BL-32-1-5", 3, 360, 2.4),
    Kind("BL-32-1-7", 3, 540, 0.8),
    Kind("BL-32-1-8", 3, 240, 1.5),
    Kind("BL-46-4", 4, 720, 1.8),
    Kind("BL-46-5", 5, 720, 1.4),
    Kind("BL-46-6", 6, 540, 0.9),
    Kind("BL-32-1-4", 3, 300, 1.5),
    Kind("BL-32-1-1", 3, 420, 1.4),
    Kind("BL-81", 0, 240, 1.2),
    Kind("SEL-85", 0, 480, 1.3),
    Kind("SEL-99", 0, 360, 1.1),
    Kind("SEL-101", 0, 240, 2.2),
    Kind("SEL-103", 0, 720, 0.7),
    Kind("SEL-104", 0, 720, 0.6),
    Kind("SEL-107", 0, 540, 1.0),
    Kind("SEL-108", 0, 730, 0.3),
)
YEARS = 2
FAMILIES, OF_THE_LARGE = 14, 60  # so many that the figures of one unit tell of change


def _unit(
    name: str,
    group: str,
    codes: str,
    ages: tuple[int, int],
    extra: float,
    made_with: float,
    in_time: float,
) -> UnitDesign:
    place = {kind.code: number for number, kind in enumerate(KINDS)}
    kinds = tuple(place[code] for code in codes.split())
    return UnitDesign(name, group, kinds, ages, extra, made_with, in_time)


HOME, YOUNG, EARLY = "BL-32-1-5 BL-32-1-2 BL-30", "BL-32-1-3 BL-32-1-4 BL-46-6", "BL-30 BL-32-1-8"
UNITS = (
    _unit("Familiehuset Strandgården", "families", HOME, (1, 16), 0.4, 0.75, 0.7),
    _unit("Familieplejen", "families", "BL-46-5 BL-46-4", (2, 16), 0.0, 0.55, 0.7),
    _unit("Ungehuset Kajen", "young", YOUNG, (13, 17), -0.4, 0.7, 0.55),
    _unit("Aflastningen Lyngbo", "disabled", "BL-32-1-7 BL-32-1-2", (3, 16), 0.1, 0.6, 0.75),
    _unit("Børnehuset Solsikken", "disabled", "BL-32-1-1 BL-81", (1, 6), 0.2, 0.65, 0.85),
    _unit("Børneterapien", "disabled", "BL-32-1-8 BL-81", (1, 13), 0.5, 0.7, 0.8),
    _unit("Bostedet Havblik", "learning", "SEL-107 SEL-108", (20, 64), -0.2, 0.5, 0.6),
    _unit("Aktivitetshuset Værftet", "learning", "SEL-104 SEL-103", (20, 64), 0.1, 0.6, 0.65),
    _unit("Støtte i Eget Hjem", "mental", "SEL-85 SEL-99", (19, 64), 0.2, 0.7, 0.7),
    _unit("Sundhedsplejen", "families", EARLY, (1, 6), 0.3, 0.8, 0.85),
    _unit("Pædagogisk Rådgivning", "young", EARLY, (6, 16), 0.0, 0.7, 0.7),
    _unit("Rusmiddelcentret Broen", "addiction", "SEL-101 SEL-99", (19, 60), -0.5, 0.65, 0.6),
)


def fjordby(today: date) -> Design:
    """Two years that end today."""
    large, *others = (replace(unit, families=FAMILIES) for unit in UNITS)
    units = (replace(large, families=OF_THE_LARGE), *others)
    return Design(today - timedelta(days=round(365.25 * YEARS)), today, units, KINDS)
