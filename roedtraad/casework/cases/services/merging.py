"""Two records of one person made one, and taken apart again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ManyToOneRel, Model, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.casework.cases import access as need_to_know
from roedtraad.casework.cases import identity
from roedtraad.casework.cases.access import way_into
from roedtraad.casework.cases.models import (
    Case,
    CasePerson,
    Citizen,
    Merge,
    ParentalAuthority,
)
from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit import services as audit

EMPTY = {"born_on": None}
MOST_LIKELY = 20
FILLED_IN = ("born_on", "address", "phone", "email", "last_name")


@transaction.atomic
def merge_citizens(
    case: Case, kept: Citizen, other: Citizen, *, reason: str, acting_user: User
) -> Merge:
    """Let everything about `other` be about `kept`. Where both know something, `kept` is right.

    Both must be in cases that the acting user leads. It can be undone.
    """
    for citizen in (kept, other):
        _require_led(citizen, acting_user)
    if kept.pk == other.pk or kept.merged_into_id or other.merged_into_id:
        raise ValidationError(_("Choose two different persons."))
    if kept.cpr_index and other.cpr_index:
        raise ValidationError(
            _("Both have a CPR number. Correct the wrong one first, then merge the records.")
        )
    _refuse_twice(kept, other)
    moved: dict[str, list[int]] = {}
    for model, field in _relations():
        rows = _to_be_moved(model, field, kept, other)
        moved[f"{model.__name__}.{field}"] = list(rows.values_list("pk", flat=True))
        try:
            with transaction.atomic():
                rows.update(**{field: kept})
        except IntegrityError:
            raise ValidationError(_("Both stand in the same place. Remove one of them.")) from None
    filled = [name for name in FILLED_IN if not getattr(kept, name) and getattr(other, name)]
    for name in filled:
        setattr(kept, name, getattr(other, name))
    kept.is_protected = kept.is_protected or other.is_protected
    other.merged_into = kept
    other.save()
    takes_number = bool(other.cpr_sealed) and not kept.cpr_sealed
    if takes_number:
        identity.give(kept, identity.opened(other))
    kept.save()
    merge = Merge.objects.create(
        kept=kept,
        other=other,
        moved={"rows": moved, "filled": filled, "number": takes_number},
        reason=reason,
        done_by=acting_user,
        done_at=timezone.now(),
    )
    audit.record("citizen.merged", kept, acting_user=acting_user, unit=case.unit, other=other.pk)
    return merge


@transaction.atomic
def undo_merge(pk: int, *, acting_user: User) -> None:
    """Take two records apart again: what was moved goes back, what came since stays."""
    merge = Merge.objects.select_for_update(of=("self",)).filter(pk=pk, undone_at=None).first()
    if merge is None:
        raise Http404
    _require_led(merge.kept, acting_user)
    for model, field in _relations():
        keys = merge.moved["rows"].get(f"{model.__name__}.{field}", [])
        model._default_manager.filter(pk__in=keys, **{field: merge.kept}).update(
            **{field: merge.other}
        )
    for name in merge.moved["filled"]:
        if getattr(merge.kept, name) == getattr(merge.other, name):
            setattr(merge.kept, name, EMPTY.get(name, ""))
    if merge.moved["number"]:
        identity.take_away(merge.kept)
    merge.kept.save()
    merge.other.merged_into = None
    merge.other.save()
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    audit.record("citizen.parted", merge.kept, acting_user=acting_user, other=merge.other_id)


def likely_same(user: User, citizen: Citizen) -> list[Citizen]:
    """Others of the same name or day of birth, in cases whose casework `user` leads."""
    led = Case.objects.filter(need_to_know.led(user))
    people = CasePerson.objects.filter(case__in=led).values("citizen")
    alike = Q(folded_name=citizen.folded_name)
    if citizen.born_on:
        alike |= Q(born_on=citizen.born_on)
    rows = Citizen.objects.current().filter(alike, pk__in=people).exclude(pk=citizen.pk)
    found = list(rows.order_by("folded_name", "pk")[:MOST_LIKELY])
    audit.record_read("citizen.found", found, acting_user=user)
    return found


def merges_of(citizen: Citizen) -> list[Merge]:
    """Merges into this record that still count, the newest first."""
    rows = Merge.objects.filter(kept=citizen, undone_at=None).select_related("other", "done_by")
    return list(rows.order_by("-pk"))


def _require_led(citizen: Citizen, user: User) -> None:
    """Some case of the person must be one that `user` leads the casework of."""
    for case in Case.objects.filter(people__citizen=citizen).select_related("unit"):
        if access.may(user, Permission.CASE_LEAD, unit=case.unit):
            way_into(user, case.pk)
            return
    raise Http404


def _relations() -> list[tuple[type[Model], str]]:
    """Every relation to a citizen, of whatever app: model and field."""
    found = [
        (relation.related_model, relation.field.name)
        for relation in Citizen._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel)
    ]
    kept = [(model, name) for model, name in found if model not in (Citizen, Merge)]
    return sorted(kept, key=lambda pair: (pair[0]._meta.label, pair[1]))


def _to_be_moved(model: type[Model], field: str, kept: Citizen, other: Citizen) -> QuerySet[Any]:
    """The rows about `other`. What names both already, as a note may, goes on naming both."""
    rows = model._default_manager.filter(**{field: other})
    if not model._meta.auto_created:
        return rows
    (source,) = (
        each.name for each in model._meta.fields if each.is_relation and each.name != field
    )
    both = model._default_manager.filter(**{field: kept}).values_list(source, flat=True)
    return rows.exclude(**{f"{source}__in": list(both)})


def _refuse_twice(kept: Citizen, other: Citizen) -> None:
    both = CasePerson.objects.filter(citizen=kept, ends_on=None).values("case")
    if CasePerson.objects.filter(citizen=other, ends_on=None, case__in=both).exists():
        raise ValidationError(_("Both are on the same case now. End one of the two there first."))
    children = ParentalAuthority.objects.filter(child=kept, adult=other)
    if children.exists() or ParentalAuthority.objects.filter(child=other, adult=kept).exists():
        raise ValidationError(_("One has parental authority over the other."))
