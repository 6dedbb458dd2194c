"""What is done about interventions: begin, change, discuss, end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases.access import require_open
from roedtraad.casework.cases.models import Case
from roedtraad.casework.interventions.models import Intervention, ReferralDiscussion
from roedtraad.casework.interventions.queries.catalogue import is_offered
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

FACTS = ("citizen", "type", "unit", "purpose", "starts_on", "planned_to")


@transaction.atomic
def begin_intervention(case: Case, facts: Mapping[str, Any], *, acting_user: User) -> Intervention:
    """Begin an intervention of a type that is offered on its first day."""
    case = require_open(acting_user, case)
    row = Intervention(case=case, **{name: facts.get(name) for name in FACTS})
    _checked(row)
    row.save(force_insert=True)
    audit.record("intervention.begun", row, acting_user=acting_user, unit=row.unit, case=case.pk)
    return row


@transaction.atomic
def change_intervention(
    row: Intervention, facts: Mapping[str, Any], *, acting_user: User
) -> Intervention:
    """Change what was registered; the log keeps which fields."""
    require_open(acting_user, row.case)
    row = Intervention.objects.select_for_update(of=("self",)).get(pk=row.pk)
    changed = [name for name in FACTS if name in facts and getattr(row, name) != facts[name]]
    for name in changed:
        setattr(row, name, facts[name])
    if changed:
        _checked(row)
        row.save(update_fields=changed)
        audit.record(
            *("intervention.changed", row),
            acting_user=acting_user,
            unit=row.unit,
            case=row.case_id,
            fields=changed,
        )
    return row


@transaction.atomic
def end_intervention(
    row: Intervention, *, ended_on: date, end_reason: str, end_note: str, acting_user: User
) -> None:
    """The last day, and why. It is not begun again: a new one is."""
    require_open(acting_user, row.case)
    row = Intervention.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if ended_on < row.starts_on:
        raise ValidationError({"ended_on": _("The last day lies before the first.")})
    row.ended_on, row.end_reason, row.end_note = ended_on, end_reason, end_note
    row.save(update_fields=["ended_on", "end_reason", "end_note"])
    audit.record(
        *("intervention.ended", row),
        acting_user=acting_user,
        unit=row.unit,
        case=row.case_id,
        reason=end_reason,
    )


@transaction.atomic
def record_discussion(
    row: Intervention, facts: Mapping[str, Any], *, acting_user: User
) -> ReferralDiscussion:
    """Note the qualified discussion of an intervention, or correct what was noted."""
    require_open(acting_user, row.case)
    discussion = ReferralDiscussion.objects.filter(intervention=row).first()
    is_new = discussion is None
    discussion = discussion or ReferralDiscussion(intervention=row)
    for name in ("held_on", "participants", "method", "reasons"):
        setattr(discussion, name, facts[name])
    discussion.recorded_by, discussion.recorded_at = acting_user, timezone.now()
    discussion.save()
    action = "referraldiscussion.created" if is_new else "referraldiscussion.changed"
    audit.record(action, discussion, acting_user=acting_user, unit=row.unit, case=row.case_id)
    return discussion


def _checked(row: Intervention) -> None:
    if not is_offered(row.type, row.starts_on):
        raise ValidationError({"type": _("This type was not offered on the first day.")})
    if row.planned_to is not None and row.planned_to < row.starts_on:
        raise ValidationError({"planned_to": _("The last day lies before the first.")})
    people = row.case.people.values_list("citizen", flat=True)
    if row.citizen_id is not None and row.citizen_id not in set(people):
        raise Http404
