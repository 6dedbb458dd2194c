"""Changing the key of CPR numbers: every number is sealed anew, while everybody works on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from roedtraad.casework.cases import keys
from roedtraad.casework.cases.models import Citizen, OwnRelation, SealingKey
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.lib.ciphers import KeyRing

AT_A_TIME = 500


def rotate(*, new_key: bool = True) -> int:
    """Seal every number with a new key, or with the newest; how many were sealed anew.

    Cut off, it goes on where it stopped when run again with `new_key` False. The old keys stay in
    the file, for backups of before; those no row needs are marked as retired.
    """
    if new_key:
        number = keys.add_key()
        audit.record("sealingkey.created", SealingKey, acting_user=None, number=number)
    done = 0
    while count := _some():
        done += count
    current = keys.ring().current
    retired = SealingKey.objects.filter(number__lt=current, retired_at=None)
    retired.update(retired_at=timezone.now())
    audit.record("sealingkey.rotated", SealingKey, acting_user=None, count=done, number=current)
    return done


@transaction.atomic
def _some() -> int:
    ring = keys.ring()
    prefix = f"{ring.current}:"
    people = Citizen.objects.exclude(cpr_sealed="").exclude(cpr_sealed__startswith=prefix)
    citizens = list(people.select_for_update(of=("self",)).order_by("pk")[:AT_A_TIME])
    for citizen in citizens:
        _seal_anew(ring, citizen, str(citizen.key))
    Citizen.objects.bulk_update(citizens, ["cpr_sealed", "cpr_index"])
    relations = OwnRelation.objects.exclude(cpr_sealed__startswith=prefix)
    own = list(relations.select_for_update(of=("self",)).order_by("pk")[:AT_A_TIME])
    for row in own:
        _seal_anew(ring, row, str(row.user_id))
    OwnRelation.objects.bulk_update(own, ["cpr_sealed", "cpr_index"])
    return len(citizens) + len(own)


def _seal_anew(ring: KeyRing, row: Citizen | OwnRelation, bound_to: str) -> None:
    digits = ring.unseal(row.cpr_sealed, bound_to=bound_to)
    row.cpr_sealed, row.cpr_index = ring.seal(digits, bound_to=bound_to), ring.index(digits)
