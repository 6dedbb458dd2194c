"""Users as those who look after them see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.foundation.accounts import access
from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.foundation.lib.sorting import danish_fold, danish_key

MANAGE = access.Permission.USER_MANAGE
A_PAGE = 50
STATES = (
    ("active", gettext_lazy("active")),
    ("invited", gettext_lazy("not logged in yet")),
    ("locked", gettext_lazy("locked")),
    ("closed", gettext_lazy("closed")),
)


@dataclass(frozen=True)
class UserFilter:
    """Which users are asked for."""

    search: str = ""
    role: str = ""
    unit: int | None = None
    state: str = ""


@dataclass(frozen=True)
class UserRow:
    """One line of the user list."""

    pk: int
    name: str
    username: str
    email: str
    title: str
    roles: list[str]
    state: str
    last_login: datetime | None

    @property
    def state_label(self) -> str:
        return str(dict(STATES)[self.state])


def managed_users(user: User) -> list[tuple[int, str]]:
    """Ids and names of those `user` may see in the list, in Danish order."""
    return _in_order(_managed(user))


def _managed(user: User) -> Q:
    paths = access.held_paths(user, MANAGE)
    reached = Q(
        pk__in=Membership.objects.filter(access.inside(paths, lookup="unit__path")).values("user")
    )
    if any(path.count("/") <= 1 for path in paths):
        reached |= Q(memberships__isnull=True)
    return reached & Q(is_system=False, is_family=False)


def _in_order(condition: Q) -> list[tuple[int, str]]:
    rows = User.objects.filter(condition).distinct()
    names = [
        (pk, f"{first} {last}".strip() or username)
        for pk, first, last, username in rows.values_list(
            "pk", "first_name", "last_name", "username"
        )
    ]
    return sorted(names, key=lambda row: danish_key(row[1]))


def user_page(user: User, wanted: UserFilter, number: object = 1) -> Page[UserRow]:
    """One page of the users `user` looks after; a fixed number of queries."""
    ids = [pk for pk, _name in _in_order(_managed(user) & _condition(wanted))]
    page = Paginator(ids, A_PAGE).get_page(number)  # type: ignore[arg-type]
    shown = cast("Page[UserRow]", page)
    shown.object_list = user_rows(list(page.object_list))
    return shown


def all_rows(user: User, wanted: UserFilter) -> list[UserRow]:
    """Every user that fits, for the spreadsheet."""
    return user_rows([pk for pk, _name in _in_order(_managed(user) & _condition(wanted))])


def user_rows(ids: list[int]) -> list[UserRow]:
    """The rows of these users, in that order; two queries."""
    today = timezone.localdate()
    held = Membership.objects.valid_on(today).select_related("unit").order_by("unit__path", "role")
    found = User.objects.filter(pk__in=ids).prefetch_related(
        Prefetch("memberships", queryset=held, to_attr="held")
    )
    rows = {user.pk: _row(user) for user in found}
    return [rows[pk] for pk in ids]


def _row(user: User) -> UserRow:
    held: list[Membership] = user.held  # type: ignore[attr-defined]
    return UserRow(
        pk=user.pk,
        name=str(user),
        username=user.username,
        email=user.email or "",
        title=user.title,
        roles=[
            _("%(role)s, %(unit)s") % {"role": row.get_role_display(), "unit": row.unit.name}
            for row in held
        ],
        state=state_of(user),
        last_login=user.last_login,
    )


def state_of(user: User) -> str:
    """Closed, locked, not logged in yet, or active."""
    if not user.is_active:
        return "closed"
    if user.locked_until is not None and user.locked_until > timezone.now():
        return "locked"
    return "active" if user.has_usable_password() else "invited"


def _condition(wanted: UserFilter) -> Q:
    condition = _state(wanted.state)
    if words := danish_fold(wanted.search).split():
        condition &= Q(pk__in=_named(words))
    roles = Membership.objects.valid_on(timezone.localdate())
    if wanted.role:
        roles = roles.filter(role=wanted.role)
    if wanted.unit:
        roles = roles.filter(unit=wanted.unit)
    if wanted.role or wanted.unit:
        condition &= Q(pk__in=roles.values("user"))
    return condition


def _named(words: list[str]) -> list[int]:
    """Searched here, since SQLite takes Å and å for different letters."""
    rows = User.objects.values_list("pk", "first_name", "last_name", "username", "email")
    texts = ((pk, danish_fold(" ".join(part or "" for part in parts))) for pk, *parts in rows)
    return [pk for pk, text in texts if all(word in text for word in words)]


def _state(state: str) -> Q:
    now = timezone.now()
    unusable = Q(password__startswith="!")  # noqa: S106  the mark of no password
    return {
        "active": Q(is_active=True) & ~unusable,
        "invited": Q(is_active=True) & unusable,
        "locked": Q(is_active=True, locked_until__gt=now),
        "closed": Q(is_active=False),
    }.get(state, Q())


def managed_user(user: User, pk: int) -> User | None:
    """Somebody whose page `user` may open; None when not, or when there is no such user."""
    return User.objects.filter(_managed(user), pk=pk).distinct().first()
