"""An agreement as it was approved, or as it is today."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import UnitStaff
from roedtraad.insight.reports.compose.words import built_on, day, known_words
from roedtraad.insight.reports.sources import (
    AgreementSource,
    AmendmentNote,
    Content,
    Edition,
    Signature,
    Staff,
)
from roedtraad.steering.agreements.access import AS_APPROVED, agreements_for, readable
from roedtraad.steering.agreements.models import Agreement, TemplateVersion, Version
from roedtraad.steering.agreements.queries.content import agreement_content, content_hash
from roedtraad.steering.agreements.template_json import load

from .live import live_of


def agreement_source(
    user: User, pk: int, *, edition: Edition, language: str, known_on: date | None = None
) -> tuple[Agreement, AgreementSource]:
    """What the report says. As of today is for those who may read the text as it is written;
    its figures may be as they were known on an earlier day.
    """
    may_read = readable(user) if edition == Edition.APPROVED else agreements_for(user)
    agreement = may_read.filter(pk=pk).select_related("unit", "template_version__template").first()
    if agreement is None:
        raise Http404
    version = agreement.versions.order_by("-number").first()
    if edition == Edition.TODAY:
        return agreement, _today(agreement, version, language, known_on)
    if version is None:
        raise Http404
    return agreement, _approved(agreement, version, language)


def _approved(agreement: Agreement, version: Version, language: str) -> AgreementSource:
    approved_on = timezone.localdate(version.approved_at)
    used = version.content["template"]["id"]
    template = TemplateVersion.objects.select_related("template").filter(pk=used).first()
    template = template or agreement.template_version
    return AgreementSource(
        content=version.content,
        definition=load(template.definition),
        edition=Edition.APPROVED,
        as_of=_("As approved on %(day)s (version %(number)s)")
        % {"day": day(approved_on), "number": version.number},
        municipality=settings.MUNICIPALITY,
        language=language,
        template=template.template.name,
        signatures=_signatures(version),
        amendments=_amendments(agreement, up_to=version),
        staff=_staff(version.content, year=approved_on.year),
    )


def _today(
    agreement: Agreement, version: Version | None, language: str, known_on: date | None
) -> AgreementSource:
    content = agreement_content(agreement)
    is_approved = (
        version is not None
        and agreement.state in AS_APPROVED
        and version.content_hash == content_hash(content)
    )
    today = timezone.localdate()
    as_of = _("As of %(day)s") if is_approved else _("As of %(day)s – not approved")
    return AgreementSource(
        content=content,
        definition=load(agreement.template_version.definition),
        edition=Edition.TODAY,
        as_of=known_words(as_of % {"day": day(today)}, known_on),
        municipality=settings.MUNICIPALITY,
        language=language,
        template=agreement.template_version.template.name,
        state=agreement.get_state_display(),
        signatures=_signatures(version) if version and is_approved else (),
        amendments=_amendments(agreement),
        staff=_staff(content, year=today.year),
        live=live_of(agreement, known_on=known_on),
        built_on=built_on(known_on),
    )


def _signatures(version: Version) -> list[Signature]:
    approvals = version.approvals.select_related("party__unit", "approved_by")
    return [
        Signature(str(each.party), str(each.approved_by), timezone.localdate(each.approved_at))
        for each in approvals.order_by("party__position", "party__pk")
    ]


def _amendments(agreement: Agreement, *, up_to: Version | None = None) -> list[AmendmentNote]:
    """The amendments that took effect, at most those that led to a version."""
    taken = agreement.amendments.filter(is_abandoned=False, after__isnull=False)
    if up_to is not None:
        taken = taken.filter(after__number__lte=up_to.number)
    return [
        AmendmentNote(each.number, timezone.localdate(each.opened_at), each.reason)
        for each in taken
    ]


def _staff(content: Content, *, year: int) -> list[Staff]:
    """The newest figures, not after `year`, of the units covered."""
    units = [unit["id"] for unit in content["units"]] or [content["unit"]["id"]]
    known = UnitStaff.objects.filter(unit__in=units, year__lte=year)
    newest = dict(known.values_list("unit").annotate(newest=Max("year")))
    rows = {row.unit_id: row for row in known.select_related("unit").order_by("year")}
    return [
        Staff(
            rows[unit].unit.name, newest[unit], rows[unit].staff, rows[unit].full_time_equivalents
        )
        for unit in units
        if unit in rows
    ]
