"""Handing a report out: made, written to the log, and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import models, transaction
from django.utils.translation import override

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.ui.downloads import file_name

from . import pdf, word
from .compose.agreement import agreement_document
from .compose.overview import overview_document
from .compose.strategy import strategy_document
from .compose.theory import theory_document
from .compose.units import units_document
from .document import Document
from .queries.agreement import agreement_source
from .queries.overview import chosen_unit, overview_source
from .queries.strategy import strategy_source
from .queries.theory import theory_source
from .queries.units import units_source
from .sources import Edition


class Format(StrEnum):
    """As what a report is handed out."""

    PDF = "pdf"
    WORD = "docx"


@dataclass(frozen=True)
class Export:
    """A file to hand out."""

    content: bytes
    name: str
    content_type: str


WRITERS: dict[Format, tuple[Callable[[Document], bytes], str]] = {
    Format.PDF: (pdf.pdf, pdf.CONTENT_TYPE),
    Format.WORD: (word.word, word.CONTENT_TYPE),
}


def export_agreement(
    pk: int,
    *,
    edition: Edition,
    as_format: Format,
    language: str,
    acting_user: User,
    known_on: date | None = None,
) -> Export:
    """The agreement as a file, for who may read it; its figures as known now or on a day."""
    with override(language):
        agreement, source = agreement_source(
            acting_user, pk, edition=edition, language=language, known_on=known_on
        )
        document = agreement_document(source)
    return _handed_out(
        document,
        as_format,
        agreement,
        unit=agreement.unit,
        acting_user=acting_user,
        edition=edition.value,
    )


def export_strategy(pk: int, *, as_format: Format, language: str, acting_user: User) -> Export:
    """The strategy as a file, for who may read it."""
    with override(language):
        source = strategy_source(acting_user, pk, language=language)
        document = strategy_document(source)
    strategy = source.page.strategy
    return _handed_out(document, as_format, strategy, unit=strategy.unit, acting_user=acting_user)


def export_overview(
    unit_pk: int | None,
    *,
    as_format: Format,
    language: str,
    acting_user: User,
    known_on: date | None = None,
) -> Export:
    """How the goals stand that `acting_user` may see, in one unit or in all, as known on a day."""
    unit = chosen_unit(acting_user, unit_pk)
    with override(language):
        source = overview_source(acting_user, unit, language=language, known_on=known_on)
        document = overview_document(source)
    return _handed_out(document, as_format, unit or acting_user, unit=unit, acting_user=acting_user)


def export_theory(
    pk: int, *, paper: str, as_format: Format, language: str, acting_user: User
) -> Export:
    """A theory of change as a file, its picture on one sheet of `paper`, for who may read it."""
    with override(language):
        source = theory_source(acting_user, pk, language=language)
        document = theory_document(source, paper=paper)
    theory = source.graph.theory
    return _handed_out(document, as_format, theory, unit=theory.unit, acting_user=acting_user)


def export_units(pk: int, *, as_format: Format, language: str, acting_user: User) -> Export:
    """An indicator over the units whose use `acting_user` may open, as a file."""
    with override(language):
        source = units_source(acting_user, pk, language=language)
        document = units_document(source)
    return _handed_out(document, as_format, source.indicator, unit=None, acting_user=acting_user)


def _handed_out(
    document: Document,
    as_format: Format,
    subject: models.Model,
    *,
    unit: models.Model | None,
    acting_user: User,
    edition: str = "",
) -> Export:
    write, content_type = WRITERS[as_format]
    content = write(document)
    with transaction.atomic():
        audit.record(
            "report.exported",
            subject,
            acting_user=acting_user,
            unit=unit,
            format=as_format.value,
            edition=edition,
            as_of=document.as_of,
        )
    name = file_name(document.title, document.subtitle, document.as_of, suffix=as_format.value)
    return Export(content, name, content_type)
