"""Setting the municipality's counting rules. Nothing that was decided is changed or taken away."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.profiles.counting_rules import CountingRules
from roedtraad.casework.profiles.models import CountingDecision
from roedtraad.casework.profiles.queries.counting import rules_on
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit


@transaction.atomic
def decide_rules(
    rules: CountingRules, *, starts_on: date, reason: str, acting_user: User
) -> CountingDecision:
    """Count by `rules` from a day on. A day that has passed changes figures of the past too."""
    access.require(acting_user, Permission.COUNTING_EDIT)
    before = rules_on(starts_on)
    later = CountingDecision.objects.filter(starts_on__gt=starts_on)
    if before == rules and not later.exists():
        raise ValidationError(_("It is counted so already on that day. Nothing would change."))
    row = CountingDecision(
        starts_on=starts_on,
        active_days=rules.active_days,
        grace_days=rules.grace_days,
        change_days=rules.change_days,
        reason=reason,
        decided_by=acting_user,
        decided_at=timezone.now(),
    )
    row.full_clean()
    row.save(force_insert=True)
    audit.record(
        *("countingdecision.made", row),
        acting_user=acting_user,
        reason=reason,
        before=_shown(before),
        after=_shown(rules) | {"starts_on": starts_on.isoformat()},
    )
    return row


def _shown(rules: CountingRules) -> dict[str, int]:
    return {
        "active_days": rules.active_days,
        "grace_days": rules.grace_days,
        "change_days": rules.change_days,
    }
