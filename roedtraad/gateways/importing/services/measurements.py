"""Taking a spreadsheet of measurements in: understood, checked without a trace, then all at once.

Staging and checking store nothing that anybody sees; taking in is one transaction, with what it
makes, so that whatever cuts it off leaves nothing, and the file can be taken in again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cache
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.files import services as files
from roedtraad.foundation.files.models import StoredFile
from roedtraad.foundation.lib.sheets import MOST_ROWS, Sheet, Unreadable, sheets_of
from roedtraad.foundation.organisation.models import Unit
from roedtraad.gateways.importing.measurements.figures import Flattened
from roedtraad.gateways.importing.measurements.known import Division, Known, KnownUse, Scale
from roedtraad.gateways.importing.measurements.layout import (
    LOOKED_AT,
    MOST_TITLES,
    Meaning,
    Names,
    Place,
    Role,
    signature,
    suggested,
    table_in,
)
from roedtraad.gateways.importing.models import ColumnMapping, ImportState, MeasurementImport
from roedtraad.steering.indicators.access import may_define
from roedtraad.steering.indicators.models import (
    BreakdownGroup,
    Indicator,
    IndicatorKind,
    IndicatorUse,
    MeasurementBatch,
    RubricLevel,
    StagedMeasurement,
)
from roedtraad.steering.indicators.services import batches

from .new_divisions import make_divisions
from .new_uses import frequency_of, make_missing

SAMPLE_ROWS = 6
SMALL = 150_000  # bytes: a larger file is checked and taken in by the worker
OPEN = (ImportState.NEW, ImportState.CHECKED, ImportState.REFUSED)
RIGHT = ("", batches.Fault.SAME)

log = structlog.get_logger("roedtraad.measurements")


def is_small(importing: MeasurementImport) -> bool:
    """Whether it is done while the page waits."""
    return importing.document.size <= SMALL


@transaction.atomic
def begin(document: StoredFile, unit: Unit, *, acting_user: User) -> MeasurementImport:
    """A file to be taken in, with what its columns seem to mean, or were said to mean before.

    Raise `ValidationError` where no table with headings stands in it.
    """
    access.require(acting_user, Permission.MEASUREMENT_RECORD, unit=unit)
    importing = MeasurementImport(document=document, unit=unit, started_by=acting_user)
    describe(importing, acting_user)
    importing.save()
    return importing


def describe(importing: MeasurementImport, acting_user: User, sheet_name: str = "") -> None:
    """Look at a sheet of the file: its headings, first rows, and meaning."""
    sheets = _sheets(importing.document, most=MOST_TITLES + LOOKED_AT)
    sheet = next((each for each in sheets if each.name == sheet_name), sheets[0])
    place = table_in(sheet)
    if place is None or not place.headings:
        raise ValidationError(
            _("No table was found. It needs a row of headings and figures below it."), code="table"
        )
    importing.signature = signature(place.headings)
    importing.sample = {
        "sheets": [each.name for each in sheets],
        "headings": place.headings,
        "rows": [_plain(sheet.rows[at]) for at in place.rows[:SAMPLE_ROWS]],
    }
    remembered = ColumnMapping.objects.filter(
        signature=importing.signature, saved_by=acting_user
    ).first()
    importing.is_remembered = remembered is not None
    meaning = suggested(sheet, place, _names_known_to(acting_user)).to_json()
    if remembered is not None:
        kept = {"headings": meaning["headings"]} if _names_periods(place) else {}
        meaning = {**remembered.meaning, **kept}
    importing.meaning = {**meaning, "sheet": sheet.name, "unit": importing.unit_id}


def choose(
    importing: MeasurementImport, meaning: Meaning, *, acting_user: User
) -> MeasurementImport:
    """Say what the columns mean, remember it for the next file, and ask for a check."""
    _require_own(importing, acting_user)
    if importing.state not in OPEN:
        raise ValidationError(_("The file is being read in, or is read in already."), code="state")
    if Role.VALUE not in meaning.roles and Role.NUMERATOR not in meaning.roles:
        raise ValidationError(_("Choose at least one column that holds values."), code="roles")
    importing.meaning, importing.state = meaning.to_json(), ImportState.CHECKING
    importing.refusal, importing.progress = "", 0
    importing.save()
    ColumnMapping.objects.update_or_create(
        signature=importing.signature,
        saved_by=acting_user,
        defaults={"meaning": {**importing.meaning, "unit": None}},
    )
    return importing


def run_check(import_id: int) -> None:
    """Stage the figures and mark what is wrong; nothing else is stored."""
    importing = MeasurementImport.objects.select_related("document", "started_by").get(pk=import_id)
    if importing.state != ImportState.CHECKING:
        return
    try:
        _check(importing)
    except Unreadable:
        importing.state = ImportState.REFUSED
        importing.refusal = _("The file cannot be read. Save it anew as .xlsx or .csv.")
        importing.save()


def _check(importing: MeasurementImport) -> None:
    meaning = Meaning.from_json(importing.meaning)
    sheet, place = _table(importing.document, meaning)
    flattened = Flattened(sheet, place, meaning, known_to(importing.started_by))
    progress = MeasurementImport.objects.filter(pk=importing.pk)
    tell: Callable[[int], object] = lambda count: progress.update(progress=count)  # noqa: E731
    batches.stage(importing.pk, flattened.figures(), tell=None if is_small(importing) else tell)
    batches.check(importing.pk)
    importing.wanted = _wanted(flattened)
    importing.divided = [each.to_json() for each in flattened.dividing.made()]
    importing.counts = counted(importing)
    importing.skipped = flattened.skipped
    importing.progress = sum(importing.counts.values())
    importing.state = ImportState.CHECKED
    importing.save()
    log.info("measurements checked", importing=importing.pk, **_named(importing.counts))


def ask_to_take_in(
    importing: MeasurementImport, *, only_right: bool, again: bool = False, acting_user: User
) -> None:
    """Say that a checked file is to be taken in: all of it, or what is right.

    Raise `ValidationError` when figures are wrong and all were asked for, when none is right, or
    when the same file was taken in before and nobody said `again`.
    """
    _require_own(importing, acting_user)
    wrong = sum(count for fault, count in importing.counts.items() if fault not in RIGHT)
    if importing.state != ImportState.CHECKED:
        raise ValidationError(_("Check the file first."), code="state")
    if not importing.counts.get(""):
        raise ValidationError(_("There is nothing new to read in."), code="nothing")
    if wrong and not only_right:
        raise ValidationError(
            _("Some figures are wrong. Correct them, or read in only what is right."), code="wrong"
        )
    if earlier_batch(importing) is not None and not again:
        raise ValidationError(_("This very file has been read in before."), code="again")
    importing.state, importing.only_right = ImportState.TAKING_IN, only_right
    importing.save(update_fields=["state", "only_right"])


def run_take_in(import_id: int) -> None:
    """Take a file in; what fails puts it back to checked, with the reason."""
    try:
        _take_in(import_id)
    except Exception as fault:
        reason = " ".join(fault.messages) if isinstance(fault, ValidationError) else ""
        MeasurementImport.objects.filter(pk=import_id, state=ImportState.TAKING_IN).update(
            state=ImportState.CHECKED,
            refusal=reason or _("Something went wrong, and nothing was read in. Try again."),
        )
        if not isinstance(fault, ValidationError):
            raise


@transaction.atomic
def _take_in(import_id: int) -> None:
    rows = MeasurementImport.objects.select_for_update(of=("self",))
    importing = rows.select_related("document", "started_by").get(pk=import_id)
    if importing.state != ImportState.TAKING_IN:
        return
    make_missing(importing, acting_user=importing.started_by)
    if importing.divided:
        make_divisions(importing, acting_user=importing.started_by)
    name = importing.document.name
    importing.batch = batches.take_in(
        importing.pk,
        batches.Origin(name, importing.document.sha256),
        reason=_("Read in from %(file)s") % {"file": name},
        acting_user=importing.started_by,
    )
    if importing.batch.refused_count and not importing.only_right:
        raise ValidationError(
            _("Somebody has changed the figures meanwhile. Check the file again.")
        )
    importing.state, importing.refusal = ImportState.DONE, ""
    importing.save()
    log.info("measurements taken in", importing=importing.pk, rows=importing.batch.row_count)


def give_up(importing: MeasurementImport, *, acting_user: User) -> None:
    """Put a file aside that is not read in."""
    _require_own(importing, acting_user)
    if importing.state in OPEN:
        batches.drop_staged(importing.pk)
        importing.state = ImportState.GIVEN_UP
        importing.save(update_fields=["state"])


def earlier_batch(importing: MeasurementImport) -> MeasurementBatch | None:
    """The import of the very same file that still stands."""
    same = MeasurementBatch.objects.filter(digest=importing.document.sha256, undone_at=None)
    return same.exclude(pk=importing.batch_id or 0).select_related("imported_by").first()


def counted(importing: MeasurementImport) -> dict[str, int]:
    """How many figures are right (""), and how many have each fault."""
    rows = StagedMeasurement.objects.of(importing.pk).exclude(row_number=0)
    faulty = rows.exclude(fault="").order_by().values("fault").annotate(n=Count("pk"))
    found = dict(faulty.values_list("fault", "n"))
    right = rows.count() - sum(found.values())
    return {"": right, **found} if right else found


def known_to(user: User, today: date | None = None) -> Known:
    """The units `user` records for and the indicators in use there, by name; 4 queries."""
    units = _units(user)
    uses: defaultdict[tuple[int, str], list[KnownUse]] = defaultdict(list)
    rows = IndicatorUse.objects.filter(unit__in=list(units.values())).order_by("pk")
    divisions, levels = _divisions(units.values()), _levels(units.values())
    columns = ("unit_id", "indicator__title", "pk", "indicator__kind", "indicator__frequency")
    more = ("indicator_id", "indicator__as_agreed_of", "indicator__has_crossed_breakdowns")
    for unit, title, pk, kind, frequency, own, agreed, crossed in rows.values_list(*columns, *more):
        counted = agreed or own
        scale = Scale(kind, levels.get(counted, ()) if kind == IndicatorKind.EVIDENCE else ())
        known = KnownUse(pk, scale, frequency, divisions.get(counted, ()), crossed, counted)
        uses[unit, " ".join(title.casefold().split())].append(known)

    def may_divide(indicator: int) -> bool:
        return may_define(user, Indicator.objects.get(pk=indicator))

    return Known(units, dict(uses), today or timezone.localdate(), cache(may_divide))


def _divisions(units: Collection[int]) -> dict[int, list[Division]]:
    """By indicator, what it is divided by, in order; 1 query, and none of what is over."""
    used = IndicatorUse.objects.filter(unit__in=list(units))
    counted = Q(breakdown__indicator__uses__in=used)
    counted |= Q(breakdown__indicator__as_agreed__uses__in=used)
    rows = BreakdownGroup.objects.filter(counted, is_ended=False).distinct()
    rows = rows.select_related("breakdown").order_by("breakdown__position", "breakdown", "pk")
    found: defaultdict[int, dict[int, Division]] = defaultdict(dict)
    for row in rows:
        whole = row.breakdown
        made = Division(whole.pk, whole.title, {}, whole.must_add_up)
        division = found[whole.indicator_id].setdefault(whole.pk, made)
        division.groups[row.title.casefold()] = str(row.pk)
    return {indicator: list(each.values()) for indicator, each in found.items()}


def _levels(units: Collection[int]) -> dict[int, tuple[tuple[str, int], ...]]:
    """By indicator, the levels of its rubric by name; 1 query."""
    used = IndicatorUse.objects.filter(unit__in=list(units))
    counted = Q(indicator__uses__in=used) | Q(indicator__as_agreed__uses__in=used)
    rows = RubricLevel.objects.filter(counted).distinct().order_by("value")
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for indicator, title, value in rows.values_list("indicator_id", "title", "value"):
        found[indicator].append((" ".join(title.casefold().split()), value))
    return {indicator: tuple(levels) for indicator, levels in found.items()}


def _names_known_to(user: User) -> Names:
    """What units, groups and levels are called where `user` records."""
    units = _units(user)
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for divisions in _divisions(units.values()).values():
        for each in divisions:
            groups[each.title.casefold()] |= set(each.groups)
    levels = {name for rubric in _levels(units.values()).values() for name, _value in rubric}
    return Names(frozenset(units), dict(groups), frozenset(levels))


def _units(user: User) -> dict[str, int]:
    rows = access.units_for(user, Permission.MEASUREMENT_RECORD).order_by("ends_on", "pk")
    return {name.casefold(): pk for pk, name in rows.values_list("pk", "name")}


def _require_own(importing: MeasurementImport, acting_user: User) -> None:
    if importing.started_by_id != acting_user.pk:
        raise PermissionDenied(Permission.MEASUREMENT_RECORD)
    access.require(acting_user, Permission.MEASUREMENT_RECORD, unit=importing.unit)


def _sheets(document: StoredFile, most: int = MOST_ROWS) -> list[Sheet]:
    try:
        found = sheets_of(files.read(document), document.name, most=most)
    except Unreadable as fault:
        raise ValidationError(
            _("The file cannot be read. Save it anew as .xlsx or .csv."), code="file"
        ) from fault
    if not found:
        raise ValidationError(_("The file is empty. Choose another."), code="file")
    return found


def _table(document: StoredFile, meaning: Meaning) -> tuple[Sheet, Place]:
    sheets = _sheets(document)
    sheet = next((each for each in sheets if each.name == meaning.sheet), sheets[0])
    place = table_in(sheet)
    if place is None:
        raise Unreadable(document.name)
    return sheet, place


def _names_periods(place: Place) -> bool:
    """Whether headings hold years: they are another year's than those that were remembered."""
    return any(character.isdigit() for heading in place.headings for character in heading)


def _wanted(flattened: Flattened) -> list[list[Any]]:
    return [
        [
            *(each.slot, each.unit, each.title, each.use.pk if each.use else None),
            *(frequency_of(each.spans), each.decimals, each.is_ratio),
            each.kind == IndicatorKind.MILESTONE,
        ]
        for each in flattened.wanted
    ]


def _plain(row: Sequence[Any]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def _named(counts: dict[str, int]) -> dict[str, int]:
    return {fault or "right": count for fault, count in counts.items()}
