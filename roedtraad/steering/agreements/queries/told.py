"""Whom to tell of what happens to an agreement, and what the message says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad.foundation.accounts.access import GRANTS
from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.foundation.notices.kinds import Described
from roedtraad.steering.agreements.access import APPROVES_AS, agreements_for
from roedtraad.steering.agreements.models import Agreement, Party, PartyRole, Thread

SUBMITTED, APPROVED, COMMENTED = "agreement.submitted", "agreement.approved", "comment.written"


def approvers_of(party: Party) -> list[User]:
    """Those who may approve for `party` today."""
    wanted = APPROVES_AS[PartyRole(party.role)]
    roles = [role for role, granted in GRANTS.items() if wanted in granted]
    keys = [int(key) for key in party.unit.path.split("/") if key]
    held = Membership.objects.filter(unit__in=keys, role__in=roles, user__is_active=True)
    rows = held.valid_on(timezone.localdate()).select_related("user")
    return list({row.user_id: row.user for row in rows}.values())


def parties_people(agreement: Agreement) -> list[User]:
    """Those who may approve for any of the parties, and whoever began the agreement."""
    parties = agreement.parties.select_related("unit")
    people = {user.pk: user for party in parties for user in approvers_of(party)}
    return [*people.values(), agreement.made_by]


def people_in(thread: Thread) -> list[User]:
    """Those who have written in a thread, and whoever began the agreement."""
    written = User.objects.filter(pk__in=thread.comments.values("author"))
    return [*written, thread.agreement.made_by]


def submitted(user: User, pks: list[int]) -> Mapping[int, Described]:
    return _agreements(user, pks, _("%(title)s is submitted for approval"), "agreements:approvals")


def approved(user: User, pks: list[int]) -> Mapping[int, Described]:
    return _agreements(user, pks, _("%(title)s is approved by all parties"), "agreements:page")


def _agreements(
    user: User, pks: Iterable[int], words: str, url_name: str
) -> Mapping[int, Described]:
    rows = agreements_for(user).filter(pk__in=list(pks))
    return {
        row.pk: Described(words % {"title": row.title}, reverse(url_name, args=[row.pk]))
        for row in rows
    }


def commented(user: User, pks: list[int]) -> Mapping[int, Described]:
    mine = Q(agreement__in=agreements_for(user).values("pk"))
    rows = Thread.objects.filter(mine, pk__in=pks).select_related("agreement")
    found = {}
    for row in rows:
        place = f"goal-{row.goal_id}" if row.goal_id else f"section-{row.section_key}"
        page = reverse("agreements:page", args=[row.agreement_id])
        label = _("New comment in %(title)s") % {"title": row.agreement.title}
        found[row.pk] = Described(label, f"{page}#comments-{place.replace('.', '-')}")
    return found


def submissions(count: int) -> str:
    words = ngettext("%(count)d submission", "%(count)d submissions", count)
    return words % {"count": count}


def approvals(count: int) -> str:
    words = ngettext("%(count)d approved agreement", "%(count)d approved agreements", count)
    return words % {"count": count}


def comments(count: int) -> str:
    return ngettext("%(count)d comment", "%(count)d comments", count) % {"count": count}
