"""What somebody answers: stored once, corrected by a new row, never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import require_open
from roedtraad.casework.cases.models import Case, Citizen
from roedtraad.casework.cases.names import age_on
from roedtraad.casework.interventions.models import Intervention
from roedtraad.casework.profiles.instruments_rules import rules_of
from roedtraad.casework.profiles.instruments_scoring import Scored, scored, total
from roedtraad.casework.profiles.instruments_seats import is_of_age
from roedtraad.casework.profiles.models import (
    Informant,
    InstrumentVersion,
    Response,
    ResponseWay,
    Scale,
    ScaleScore,
    Scoring,
)
from roedtraad.casework.profiles.verdicts_words import points
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.statistics.unusable import UnusableData


@dataclass(frozen=True)
class Told:
    """What is delivered: answers by a question's number, or scores by a scale's key.

    `entry_id` is made where it was written. `answered_by` is the citizen who answered; None for
    professionals.
    """

    version: InstrumentVersion
    citizen: Citizen
    informant: str
    answered_on: date
    answered_by: Citizen | None = None
    answers: Mapping[int, int] = field(default_factory=dict)
    scores: Mapping[str, Decimal] = field(default_factory=dict)
    comment: str = ""
    intervention: Intervention | None = None
    entry_id: UUID = field(default_factory=uuid4)
    way: str = ResponseWay.ANSWERED
    import_id: str = ""


@transaction.atomic
def record_response(case: Case, told: Told, *, acting_user: User) -> Response:
    """Store what was answered about somebody of the case; the same delivery again gives the same.

    `ValidationError` says what cannot be stored.
    """
    return store(require_open(acting_user, case), told, recorded_by=acting_user)


def store(case: Case, told: Told, *, recorded_by: User | None) -> Response:
    """As `record_response`, of a case that is open to the caller and locked. None: the family."""
    known = Response.objects.filter(entry_id=told.entry_id).first()
    if known is not None:
        if known.case_id != case.pk:
            raise Http404
        return known
    check(case, told)
    row = _written(case, told, recorded_by)
    audit.record(
        *("response.recorded", row),
        acting_user=recorded_by,
        unit=case.unit,
        import_id=told.import_id,
        case=case.pk,
    )
    return row


@transaction.atomic
def correct_response(row: Response, told: Told, *, reason: str, acting_user: User) -> Response:
    """A new row in place of one that was wrong; the old one is kept, with why."""
    case = require_open(acting_user, row.case)
    known = Response.objects.filter(entry_id=told.entry_id, case=case).first()
    if known is not None:
        return known
    _require_standing(row)
    told = replace(told, version=row.version, way=row.way)
    check(case, told)
    new = _written(case, told, acting_user, replaces=row, reason=reason)
    audit.record(
        *("response.corrected", new), acting_user=acting_user, unit=case.unit, case=case.pk
    )
    return new


@transaction.atomic
def withdraw_response(row: Response, *, reason: str, acting_user: User) -> None:
    """Let what was answered no longer count: it was about somebody else, or never said."""
    case = require_open(acting_user, row.case)
    _require_standing(row)
    Response.objects.create(
        case=case,
        citizen=row.citizen,
        version=row.version,
        informant=row.informant,
        answered_by=row.answered_by,
        answered_on=row.answered_on,
        way=row.way,
        replaces=row,
        is_withdrawal=True,
        reason=reason,
        recorded_by=acting_user,
        recorded_at=timezone.now(),
    )
    audit.record(
        *("response.withdrawn", row), acting_user=acting_user, unit=case.unit, case=case.pk
    )


def check(case: Case, told: Told) -> None:
    """Everything that must be so before something is stored. Raises `ValidationError`."""
    people = set(case.people.values_list("citizen", flat=True))
    if told.citizen.pk not in people:
        raise Http404
    if told.answered_by is not None and told.answered_by.pk not in people:
        raise Http404
    if told.answered_on > timezone.localdate():
        raise ValidationError({"answered_on": _("The day has not come yet.")})
    _check_version(told)
    _check_age(told)
    if told.intervention is not None and told.intervention.case_id != case.pk:
        raise Http404
    if not told.answers and not told.scores:
        raise ValidationError(_("Nothing is answered yet. Answer at least one question."))


def _check_version(told: Told) -> None:
    version = told.version
    retired = version.retired_on is not None and version.retired_on < told.answered_on
    if not version.is_published or retired or not version.instrument.is_active:
        raise ValidationError(_("This version is not in use on that day. Choose another."))
    if told.informant not in version.informants:
        raise ValidationError(
            _("This version is answered by %(who)s.") % {"who": ", ".join(version.informant_words)}
        )
    if told.answers and not version.instrument.may_show_items:
        raise ValidationError(
            _("The licence that is stated does not let answers be entered. Enter the scores.")
        )


def _check_age(told: Told) -> None:
    """A form is for an age: scores of the wrong form are held against the wrong norms."""
    if is_of_age(told.version, told.citizen, told.answered_on):
        return
    first, last = told.version.age_from, told.version.age_to
    age = age_on(told.citizen.born_on, told.answered_on)
    words = {"age": age, "first": first, "last": last}
    if last is None:
        text = _("The form is from the age of %(first)s; the age was %(age)s.")
    elif first is None:
        text = _("The form is to the age of %(last)s; the age was %(age)s.")
    else:
        text = _("The form is for the ages %(first)s to %(last)s; the age was %(age)s.")
    raise ValidationError(text % words)


def _require_standing(row: Response) -> None:
    if row.is_withdrawal or Response.objects.filter(replaces=row).exists():
        raise ValidationError(_("This has been corrected already. Open the newest one."))


def _written(
    case: Case,
    told: Told,
    recorded_by: User | None,
    *,
    replaces: Response | None = None,
    reason: str = "",
) -> Response:
    found = scores_of(told)
    row = Response.objects.create(
        entry_id=told.entry_id,
        case=case,
        citizen=told.citizen,
        version=told.version,
        informant=told.informant,
        answered_by=told.citizen if told.informant == Informant.CHILD else told.answered_by,
        answered_on=told.answered_on,
        way=told.way,
        answers={str(number): value for number, value in sorted(told.answers.items())},
        comment=told.comment,
        intervention=told.intervention,
        replaces=replaces,
        reason=reason,
        recorded_by=recorded_by,
        recorded_at=timezone.now(),
    )
    ScaleScore.objects.bulk_create(
        ScaleScore(response=row, scale=scale, score=each.score, n_answered=each.n_answered or None)
        for scale, each in found
    )
    return row


def scores_of(told: Told) -> list[tuple[Scale, Scored]]:
    """The score of each scale: worked out from answers, or as entered, with what they sum to."""
    scales = list(told.version.scales.prefetch_related("parts"))
    if told.answers:
        try:
            found = scored(*rules_of(told.version), told.answers)
        except UnusableData:
            raise ValidationError(_("An answer is not one of those that can be given.")) from None
        return [(scale, found[scale.key]) for scale in scales if scale.key in found]
    entered = [_entered(scale, told.scores) for scale in scales]
    return [
        (scale, Scored(score, 0))
        for scale, score in zip(scales, entered, strict=True)
        if score is not None
    ]


def _entered(scale: Scale, scores: Mapping[str, Decimal]) -> Decimal | None:
    """What was entered; of a total that was not, the sum of its parts when all are there."""
    score = scores.get(scale.key)
    if score is None and scale.scoring == Scoring.PARTS:
        return total([scores.get(part.key) for part in scale.parts.all()], scale.factor)
    if score is not None and not scale.lowest <= score <= scale.highest:
        raise ValidationError(
            {
                f"scale_{scale.pk}": _("A score of this scale is from %(lowest)s to %(highest)s.")
                % {"lowest": points(scale.lowest), "highest": points(scale.highest)}
            }
        )
    return score
