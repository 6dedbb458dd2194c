"""The catalogue of instruments, as its pages show it. It holds no persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from roedtraad.casework.profiles.instruments_written import numbers_to
from roedtraad.casework.profiles.models import (
    AnswerSet,
    Instrument,
    InstrumentVersion,
    NormSet,
    Reliability,
    Scale,
)
from roedtraad.casework.profiles.verdicts import cutoff_of
from roedtraad.casework.profiles.verdicts_words import ages, points
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.lib.prepared import prepared
from roedtraad.foundation.notices.search import Hit, Words, matches


@dataclass(frozen=True)
class NormLine:
    """A norm set of a scale: whom it is for, and its cut-off in points, empty for none."""

    row: NormSet
    ages: str
    cutoff: str


@dataclass(frozen=True)
class ScaleLine:
    """A scale with what it counts in words, its norms and its reliabilities."""

    row: Scale
    numbers: str
    turned: str
    parts: list[Scale]
    norms: list[NormLine]
    reliabilities: list[Reliability]


@dataclass(frozen=True)
class VersionPage:
    """Everything of a version. The questions only where the licence lets them be shown."""

    version: InstrumentVersion
    ages: str
    blocks: list[AnswerSet]
    scales: list[ScaleLine]
    answered: int
    may_edit: bool

    @property
    def is_draft(self) -> bool:
        return self.may_edit and not self.version.is_published


def instruments(user: User) -> list[Instrument]:
    """The whole catalogue, those in use first, with how many versions are published."""
    if not access.may(user, Permission.INSTRUMENT_VIEW):
        return []
    return _catalogue().rows()


@prepared
def _catalogue() -> QuerySet[Instrument]:
    published = Count("versions", filter=Q(versions__published_at__isnull=False))
    return Instrument.objects.annotate(published=published).order_by("-is_active", "title")


def instrument(user: User, pk: int) -> Instrument:
    """One instrument with its versions. Raises `Http404`."""
    _require(user)
    versions = InstrumentVersion.objects.annotate(answered=Count("responses")).order_by("pk")
    rows = Instrument.objects.prefetch_related(Prefetch("versions", queryset=versions))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def version_of(user: User, pk: int) -> InstrumentVersion:
    """A version with its instrument. Raises `Http404`."""
    _require(user)
    found = InstrumentVersion.objects.select_related("instrument").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def version_page(user: User, pk: int) -> VersionPage:
    """A version as its page shows it; as many queries whatever it holds."""
    version = version_of(user, pk)
    scales = version.scales.prefetch_related(
        "scale_items__item", "parts", "norms__bands", "reliabilities"
    )
    return VersionPage(
        version=version,
        ages=ages(version.age_from, version.age_to),
        blocks=list(version.blocks.prefetch_related("options", "items")),
        scales=[_scale(row) for row in scales],
        answered=version.responses.standing().count(),
        may_edit=access.may(user, Permission.INSTRUMENT_EDIT),
    )


def versions_in_use(on: date) -> QuerySet[InstrumentVersion]:
    """What can be answered on a day."""
    rows = InstrumentVersion.objects.filter(
        Q(retired_on=None) | Q(retired_on__gte=on),
        published_at__isnull=False,
        instrument__is_active=True,
    )
    return rows.select_related("instrument").order_by("instrument__title", "pk")


def found(user: User, words: Words) -> Iterator[Hit]:
    """The instruments in whose title, short name or purpose the words stand."""
    for row in instruments(user):
        if matches(words, row.title, row.title_en, row.code, row.purpose):
            url = reverse("profiles:instrument", args=[row.pk])
            yield Hit(str(row), url, row.owner, row.worded("purpose"))


def _require(user: User) -> None:
    if not access.may(user, Permission.INSTRUMENT_VIEW):
        raise Http404


def _scale(row: Scale) -> ScaleLine:
    counted = [(each.item.number, each.is_reversed) for each in row.scale_items.all()]
    return ScaleLine(
        row=row,
        numbers=numbers_to([number for number, _turned in counted]),
        turned=numbers_to([number for number, turned in counted if turned]),
        parts=list(row.parts.all()),
        norms=[_norms(each, row.direction) for each in row.norms.all()],
        reliabilities=list(row.reliabilities.all()),
    )


def _norms(row: NormSet, direction: int) -> NormLine:
    limit = cutoff_of(row, direction)
    return NormLine(row, ages(row.age_from, row.age_to), "" if limit is None else points(limit))
