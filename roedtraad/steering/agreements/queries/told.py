"""Whom to tell of what happens to an agreement, and what the message says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from roedtraad.foundation.accounts.access import GRANTS, Permission
from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.foundation.notices.kinds import Described
from roedtraad.steering.agreements.access import APPROVES_AS, agreements_for
from roedtraad.steering.agreements.models import Agreement, Party, PartyRole, Thread

COMMENTED, MINUTES = "comment.written", "minutes.written"
DIALOGUE, SUBMITTED, SENT_BACK = "agreement.dialogue", "agreement.submitted", "agreement.sent_back"
HALF_APPROVED, VOIDED = "agreement.half_approved", "agreement.approval_voided"
APPROVED, IN_FORCE = "agreement.approved", "agreement.in_force"
AMENDING, ABANDONED = "agreement.amending", "agreement.amendment_abandoned"
FOLLOWED_UP, WITHDRAWN = "agreement.followed_up", "agreement.withdrawn"


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


def writers(agreement: Agreement) -> list[User]:
    """Those who write it in the units themselves, and whoever began it."""
    units = {agreement.unit_id, *agreement.units.values_list("pk", flat=True)}
    units |= set(agreement.parties.values_list("unit", flat=True))
    roles = [role for role, granted in GRANTS.items() if Permission.AGREEMENT_EDIT in granted]
    held = Membership.objects.filter(unit__in=units, role__in=roles, user__is_active=True)
    rows = held.valid_on(timezone.localdate()).select_related("user")
    return [*{row.user_id: row.user for row in rows}.values(), agreement.made_by]


def people_in(thread: Thread) -> list[User]:
    """Those who have written in a thread, those who write the text, and the parties."""
    written = User.objects.filter(pk__in=thread.comments.values("author"))
    return [*written, *writers(thread.agreement), *parties_people(thread.agreement)]


@dataclass(frozen=True)
class Message:
    """What is said of an agreement when something has happened to it, and where it leads."""

    kind: str
    words: str | Promise  # with %(title)s
    counted: Any  # a lazy plural with %(count)d
    url_name: str = "agreements:page"

    def describe(self, user: User, pks: Iterable[int]) -> Mapping[int, Described]:
        rows = agreements_for(user).filter(pk__in=list(pks))
        return {
            row.pk: Described(
                str(self.words) % {"title": row.title}, reverse(self.url_name, args=[row.pk])
            )
            for row in rows
        }

    def count(self, count: int) -> str:
        return str(self.counted % {"count": count})


APPROVALS = "agreements:approvals"
MESSAGES = (
    Message(
        DIALOGUE,
        gettext_lazy("The dialogue about %(title)s is open: read and comment"),
        ngettext_lazy("%(count)d dialogue", "%(count)d dialogues", "count"),
    ),
    Message(
        SUBMITTED,
        gettext_lazy("%(title)s is submitted for approval"),
        ngettext_lazy("%(count)d submission", "%(count)d submissions", "count"),
        APPROVALS,
    ),
    Message(
        HALF_APPROVED,
        gettext_lazy("The other party has approved %(title)s; yours is awaited"),
        ngettext_lazy("%(count)d awaited approval", "%(count)d awaited approvals", "count"),
        APPROVALS,
    ),
    Message(
        VOIDED,
        gettext_lazy("%(title)s was changed after you approved it; your approval does not count"),
        ngettext_lazy("%(count)d approval voided", "%(count)d approvals voided", "count"),
        APPROVALS,
    ),
    Message(
        SENT_BACK,
        gettext_lazy("%(title)s is sent back to be corrected"),
        ngettext_lazy("%(count)d sent back", "%(count)d sent back", "count"),
        "agreements:history",
    ),
    Message(
        APPROVED,
        gettext_lazy("%(title)s is approved by all parties"),
        ngettext_lazy("%(count)d approved agreement", "%(count)d approved agreements", "count"),
    ),
    Message(
        IN_FORCE,
        gettext_lazy("%(title)s is in force from today"),
        ngettext_lazy("%(count)d agreement in force", "%(count)d agreements in force", "count"),
    ),
    Message(
        AMENDING,
        gettext_lazy("An amendment of %(title)s is open"),
        ngettext_lazy("%(count)d amendment", "%(count)d amendments", "count"),
        APPROVALS,
    ),
    Message(
        ABANDONED,
        gettext_lazy("The amendment of %(title)s is abandoned; the approved text stands"),
        ngettext_lazy("%(count)d abandoned amendment", "%(count)d abandoned amendments", "count"),
    ),
    Message(
        FOLLOWED_UP,
        gettext_lazy("%(title)s is followed up"),
        ngettext_lazy("%(count)d follow-up", "%(count)d follow-ups", "count"),
    ),
    Message(
        WITHDRAWN,
        gettext_lazy("%(title)s is withdrawn"),
        ngettext_lazy("%(count)d withdrawn agreement", "%(count)d withdrawn agreements", "count"),
    ),
    Message(
        MINUTES,
        gettext_lazy("Minutes of a dialogue meeting are written in %(title)s"),
        ngettext_lazy("%(count)d minutes", "%(count)d minutes", "count"),
    ),
)


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


def comments(count: int) -> str:
    return ngettext("%(count)d comment", "%(count)d comments", count) % {"count": count}
