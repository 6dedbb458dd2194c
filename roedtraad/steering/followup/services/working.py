"""What units do in the phases: begin, note, finish; and who does it when the role is not enough."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import kept
from roedtraad.foundation.audit import services as audit
from roedtraad.steering.followup.access import may_plan, may_work
from roedtraad.steering.followup.life import WORKED_ON
from roedtraad.steering.followup.models import PhaseKind, UnitPhase
from roedtraad.steering.followup.queries.figures import figures_of


@transaction.atomic
def write_part(
    part: UnitPhase,
    *,
    note: str,
    is_done: bool,
    base_version: int | None,
    acting_user: User,
    today: date | None = None,
) -> UnitPhase:
    """Note how far a unit's part of a phase is; what is written begins it, `is_done` finishes it.

    Raise `ValidationError` when the round is not open, or somebody else has written meanwhile.
    """
    if not may_work(acting_user, part):
        raise PermissionDenied(Permission.ROUND_WORK)
    part = kept.locked(part)
    _require_open(part)
    if base_version is not None and base_version != part.version:
        raise ValidationError(
            {
                "note": _(
                    "Somebody has saved this meanwhile. Theirs is: “%(note)s”. Put the two"
                    " together here, and save again."
                )
                % {"note": part.note}
            },
            code="newer",
        )
    day = today or timezone.localdate()
    if is_done and not note.strip():
        _require_sound(part, day)
    before = _shown(part)
    part.note, part.version = note.strip(), part.version + 1
    part.begun_on = part.begun_on or day
    if is_done != (part.done_on is not None):
        part.done_on, part.done_by = (day, acting_user) if is_done else (None, None)
    part.save(update_fields=["note", "version", "begun_on", "done_on", "done_by"])
    audit.record(
        "unitphase.finished" if is_done else "unitphase.written",
        part,
        acting_user=acting_user,
        unit=part.unit,
        before=before,
        after=_shown(part),
    )
    return part


@transaction.atomic
def name_person(part: UnitPhase, person: User | None, *, acting_user: User) -> None:
    """Have a named person do a unit's part; with None whoever has the phase's role there."""
    if not (may_plan(acting_user, part.unit) or may_work(acting_user, part)):
        raise PermissionDenied(Permission.ROUND_PLAN)
    part = kept.locked(part)
    before, part.person = part.person_id, person
    part.save(update_fields=["person"])
    audit.record(
        "unitphase.given",
        part,
        acting_user=acting_user,
        unit=part.unit,
        before=before,
        after=person.pk if person else None,
    )


def _require_open(part: UnitPhase) -> None:
    row = part.phase.round
    if row.state not in WORKED_ON:
        raise ValidationError(
            _("The round is %(state)s, so nothing can be written now. What you wrote stands here.")
            % {"state": row.get_state_display()}
        )


def _require_sound(part: UnitPhase, today: date) -> None:
    """Data that lack something are only qualified with a word on it."""
    if part.phase.kind != PhaseKind.QUALIFY:
        return
    figures = figures_of(part, today)
    if not figures.is_sound:
        raise ValidationError(
            {
                "note": _(
                    "Measurements that are missing: %(missing)d. Figures that are doubted:"
                    " %(doubted)d. Fill them in, or write here why it is finished without."
                )
                % {"missing": figures.missing, "doubted": figures.doubted}
            }
        )


def _shown(part: UnitPhase) -> str:
    return "done" if part.done_on else "under way" if part.begun_on else "not begun"
