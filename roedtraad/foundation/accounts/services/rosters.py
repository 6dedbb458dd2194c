"""Units and users from a spreadsheet: checked against what is there, then made all at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts import access, roster
from roedtraad.foundation.accounts.models import Membership, User
from roedtraad.foundation.accounts.roster import Line, Problem, Roster
from roedtraad.foundation.audit import services as audit
from roedtraad.foundation.organisation import services as organisation
from roedtraad.foundation.organisation.models import Unit, UnitName, UnitPlacement

Place = int | str  # the id of a unit that is there, or the key of one in the file
FACTS = ("unit_type", "address", "phone", "email", "leader_name", "legal_basis")
AT_A_TIME = 500
DEEPEST = 50


@dataclass
class Intake:
    """What a spreadsheet would make. With problems in it, nothing is made."""

    units: dict[str, Line] = field(default_factory=dict)  # new ones, by key
    parents: dict[str, Place] = field(default_factory=dict)
    users: dict[str, Line] = field(default_factory=dict)  # new ones, by username
    roles: dict[tuple[str, str, Place], Line] = field(default_factory=dict)
    known: int = 0  # rows that say what is so already
    problems: list[Problem] = field(default_factory=list)


class _Present:
    """What is there already; four queries."""

    def __init__(self) -> None:
        today = timezone.localdate()
        units = list(Unit.objects.existing_on(today).values_list("pk", "name", "path"))
        self.top = next((pk for pk, _name, path in units if path.count("/") == 1), None)
        self.names: dict[str, list[int]] = {}
        paths = {path: pk for pk, _name, path in units}
        self.parent_of: dict[int, int | None] = {}
        for pk, name, path in units:
            self.names.setdefault(name.casefold(), []).append(pk)
            self.parent_of[pk] = paths.get(path[: path.rstrip("/").rfind("/") + 1])
        self.users = {
            name.casefold(): pk for pk, name in User.objects.values_list("pk", "username")
        }
        self.emails = {
            email: name.casefold()
            for email, name in User.objects.exclude(email=None).values_list("email", "username")
        }
        self.roles = set(
            Membership.objects.filter(ends_on__isnull=True).values_list("user", "role", "unit")
        )


def foresee(content: bytes, name: str, *, acting_user: User) -> Intake:
    """What the right rows would make, and every problem in the others. Nothing is saved."""
    _require(acting_user)
    return _sifted(roster.read(content, name))


def parent_names(intake: Intake) -> dict[str, str]:
    """What the unit is called that each new one is placed under, by the key of the new one."""
    there = [place for place in intake.parents.values() if isinstance(place, int)]
    names = dict(Unit.objects.filter(pk__in=there).values_list("pk", "name"))
    return {
        key: intake.units[place]["name"] if isinstance(place, str) else names.get(place, "")
        for key, place in intake.parents.items()
    }


def _require(user: User) -> None:
    """Only who looks after the whole municipality takes in a whole roster."""
    for permission in (access.Permission.USER_MANAGE, access.Permission.UNIT_EDIT):
        if not any(path.count("/") <= 1 for path in access.held_paths(user, permission)):
            raise PermissionDenied(permission)


def _sifted(found: Roster) -> Intake:
    """The rows that can be made, and the problems of the rest, told once each.

    Whatever rests on a row that is left out is left out too, and says so.
    """
    present = _Present()
    # every row once with all that is wrong in it, also what the reading has found wrong
    problems = list(dict.fromkeys([*found.problems, *_intake(found, present, set()).problems]))
    while True:
        wrong = {problem.place for problem in problems}
        left_out = {
            (line["key"] or line["name"]).casefold() for line in found.units if line.place in wrong
        }
        right = Roster(
            units=[line for line in found.units if line.place not in wrong],
            users=[line for line in found.users if line.place not in wrong],
        )
        intake = _intake(right, present, left_out)
        if not intake.problems:
            intake.problems = problems
            return intake
        problems += intake.problems


def _intake(found: Roster, present: _Present, left_out: set[str]) -> Intake:
    intake = Intake()
    keys = _unit_keys(found, intake)
    places = _Places(intake, present, keys, left_out)
    for key in keys:
        places.of_row(key)
    addresses: dict[str, str] = {}
    for line in found.users:
        _take_user(intake, places, addresses, line)
    return intake


def _unit_keys(found: Roster, intake: Intake) -> dict[str, Line]:
    keys: dict[str, Line] = {}
    for line in found.units:
        key = (line["key"] or line["name"]).casefold()
        if key in keys:
            text = _("“%(key)s” stands in two rows. Give each its own key.") % {"key": key}
            intake.problems.append(Problem(line.place, text))
        keys[key] = line
    return keys


class _Places:
    """Finds out which units rows and cells mean, each once, parents first."""

    def __init__(
        self, intake: Intake, present: _Present, keys: dict[str, Line], left_out: set[str]
    ) -> None:
        self.intake, self.present, self.keys, self.left_out = intake, present, keys, left_out
        self.found: dict[str, Place | None] = {}
        self.by_name: dict[str, list[str]] = {}
        self.under_way: list[str] = []
        for key, line in keys.items():
            self.by_name.setdefault(line["name"].casefold(), []).append(key)

    def of_row(self, key: str) -> Place | None:
        """The unit that a row of the file is: one that is there, or a new one by its key."""
        if key in self.under_way or len(self.under_way) > DEEPEST:
            self._report(
                self.keys[key],
                _("“%(name)s” is placed under itself. Correct the column “Placed under”."),
                self.keys[key]["name"],
            )
            return None
        if key not in self.found:
            self.under_way.append(key)
            self.found[key] = self._settle(key, self.keys[key])
            self.under_way.pop()
        return self.found[key]

    def _settle(self, key: str, line: Line) -> Place | None:
        top = self.present.top
        same = self.present.names.get(line["name"].casefold(), [])
        if not line["parent"] and top in same:
            self.intake.known += 1
            return top
        parent = self.of_cell(line, line["parent"]) if line["parent"] else top
        if parent is None:
            if not line["parent"]:
                text = _("There is no top of the tree yet. Make it with the first administrator.")
                self._report(line, text, "")
            return None
        there = [pk for pk in same if self.present.parent_of[pk] == parent]
        if there:
            self.intake.known += 1
            return there[0]
        self.intake.units[key], self.intake.parents[key] = line, parent
        return key

    def of_cell(self, line: Line, text: str) -> Place | None:
        """The unit that a cell names: by a key in the file, or by a name only one unit has."""
        wanted = text.casefold()
        rows = [wanted] if wanted in self.keys else self.by_name.get(wanted, [])
        if len(rows) == 1:
            return self.of_row(rows[0])
        there = self.present.names.get(wanted, [])
        if not rows and len(there) == 1:
            return there[0]
        if not rows and not there and wanted in self.left_out:
            self._report(line, _("The row of “%(name)s” must be put right first."), text)
            return None
        self._report(
            line,
            _("Several units are called “%(name)s”. Write the key of the one that is meant.")
            if rows or there
            else _("There is no unit called “%(name)s”. Write it as in the list of units."),
            text,
        )
        return None

    def _report(self, line: Line, text: str, name: str) -> None:
        self.intake.problems.append(Problem(line.place, text % {"name": name}))


def _take_user(intake: Intake, places: _Places, addresses: dict[str, str], line: Line) -> None:
    present = places.present
    username = line["username"].casefold()
    faults = _user_faults(intake, present, addresses, line)
    unit = places.of_cell(line, line["unit"]) if line["unit"] else None
    if bool(line["unit"]) != bool(line["role"]):
        faults.append(_("A role needs a unit, and a unit a role. Write both."))
    intake.problems += [Problem(line.place, fault) for fault in faults]
    if faults or (line["unit"] and unit is None):
        return
    if line["email"]:
        addresses[line["email"]] = username
    is_known = username in present.users
    if not is_known:
        intake.users.setdefault(username, line)
    if unit is None:
        intake.known += is_known
        return
    if is_known and (present.users[username], line["role"], unit) in present.roles:
        intake.known += 1
        return
    intake.roles.setdefault((username, line["role"], unit), line)


def _user_faults(
    intake: Intake, present: _Present, addresses: dict[str, str], line: Line
) -> list[str]:
    username, email = line["username"].casefold(), line["email"]
    faults = []
    try:
        UnicodeUsernameValidator()(line["username"])
    except ValidationError:
        text = _("“%(name)s” cannot be a username. Use letters, digits and . - _ @.")
        faults.append(text % {"name": line["username"]})
    first = intake.users.get(username)
    if first is not None and any(
        line[name] and first[name] != line[name] for name in ("first_name", "last_name", "email")
    ):
        text = _("“%(name)s” stands with different names or addresses. Make them the same.")
        faults.append(text % {"name": line["username"]})
    owner = present.emails.get(email) or addresses.get(email)
    if email and owner is not None and owner != username:
        text = _("%(email)s belongs to another user. Each has an address of their own.")
        faults.append(text % {"email": email})
    return faults


@dataclass(frozen=True)
class Made:
    """What was made, and the id that its rows carry."""

    import_id: str
    units: int
    users: int
    roles: int


@transaction.atomic
def take_in(content: bytes, name: str, *, acting_user: User, only_right_rows: bool = False) -> Made:
    """Make everything in the file, or nothing; if so asked, what stands in the rows without faults.

    One event in the log holds the file's digest.
    """
    _require(acting_user)
    organisation.one_at_a_time()
    intake = _sifted(roster.read(content, name))
    if intake.problems and not only_right_rows:
        raise ValidationError(_("There are problems in the file. Correct them and try again."))
    import_id = audit.record_import(
        "roster.imported",
        Unit,
        content,
        acting_user=acting_user,
        units=len(intake.units),
        users=len(intake.users),
        roles=len(intake.roles),
        rows_left_out=len({problem.place for problem in intake.problems}),
    )
    units = _make_units(intake, import_id)
    users = _make_users(intake, import_id)
    today = timezone.localdate()
    Membership.objects.bulk_create(
        [
            Membership(
                user_id=users[username],
                role=role,
                unit_id=units[unit] if isinstance(unit, str) else unit,
                starts_on=line["starts_on"] or today,
            )
            for (username, role, unit), line in intake.roles.items()
        ],
        batch_size=AT_A_TIME,
        ignore_conflicts=True,
    )
    return Made(import_id, len(intake.units), len(intake.users), len(intake.roles))


def _make_units(intake: Intake, import_id: str) -> dict[str, int]:
    """The new units with names and placements; answers their ids by key."""
    today = timezone.localdate()
    starts = {key: line["starts_on"] or today for key, line in intake.units.items()}
    rows = Unit.objects.bulk_create(
        [
            Unit(
                name=line["name"],
                kind=line["kind"],
                starts_on=starts[key],
                import_id=import_id,
                **{fact: line[fact] for fact in FACTS},
            )
            for key, line in intake.units.items()
        ],
        batch_size=AT_A_TIME,
    )
    ids = {key: row.pk for key, row in zip(intake.units, rows, strict=True)}
    UnitName.objects.bulk_create(
        [
            UnitName(unit_id=ids[key], name=line["name"], starts_on=starts[key])
            for key, line in intake.units.items()
        ],
        batch_size=AT_A_TIME,
    )
    UnitPlacement.objects.bulk_create(
        [
            UnitPlacement(
                unit_id=ids[key],
                parent_id=ids[parent] if isinstance(parent, str) else parent,
                starts_on=starts[key],
            )
            for key, parent in intake.parents.items()
        ],
        batch_size=AT_A_TIME,
    )
    if ids:
        organisation.refresh_tree()
    return ids


def _make_users(intake: Intake, import_id: str) -> dict[str, int]:
    """The new users, who must choose a password; answers the ids of all named in the file."""
    User.objects.bulk_create(
        [
            User(
                **{name: line[name] for name in ("first_name", "last_name", "title")},
                username=line["username"],
                email=line["email"] or None,
                password=make_password(None),
                import_id=import_id,
            )
            for line in intake.users.values()
        ],
        batch_size=AT_A_TIME,
    )
    return {name.casefold(): pk for pk, name in User.objects.values_list("pk", "username")}
