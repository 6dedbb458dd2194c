"""The beginning: people with their roles, the catalogue of target groups, the strategy."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.hashers import make_password

from roedtraad.casework.cases.models import TargetGroup
from roedtraad.casework.cases.services import target_groups as cases
from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.accounts.services.memberships import give_role
from roedtraad.foundation.accounts.services.users import create_user
from roedtraad.foundation.lib.periods import parse_period
from roedtraad.foundation.organisation.models import Unit
from roedtraad.steering.agreements.models import (
    CalendarStep,
    EffectGoal,
    EffectIndicator,
    FocusArea,
    Project,
    Strategy,
    StrategyState,
    Theme,
    Vision,
)
from roedtraad.steering.agreements.services import strategy as service
from roedtraad.steering.agreements.template_definition import Rules

from . import aims
from .caseload.staff import STAFF
from .people import ADMINISTRATION, PASSWORD, PEOPLE, Person
from .writing import World


def first_administrator() -> User:
    """Made by hand, as in every installation: before it there is nobody to ask."""
    person = next(each for each in PEOPLE if each.role == Role.ADMINISTRATOR)
    return User.objects.create(
        username=person.username,
        first_name=person.first_name,
        last_name=person.last_name,
        title=person.title,
        email=person.email,
    )


def give_first_role(administrator: User, council: Unit, *, on: date) -> None:
    Membership.objects.create(
        user=administrator, unit=council, role=Role.ADMINISTRATOR, starts_on=on
    )


def hire(administrator: User, units: dict[str, Unit]) -> dict[str, User]:
    """Everybody, with a role from today; users by username. All share one password."""
    users = {administrator.username: administrator}
    for person in [*PEOPLE, *STAFF]:
        if person.username not in users:
            users[person.username] = create_user(
                _fields(person),
                role=person.role,
                unit=units[person.unit],
                acting_user=administrator,
            )
    give_role(
        users["anette"], Role.UNIT_LEADER, units["Sundhed og Trivsel"], acting_user=administrator
    )
    User.objects.filter(pk__in=[user.pk for user in users.values()]).update(
        password=make_password(PASSWORD)
    )
    return users


def _fields(person: Person) -> dict[str, str]:
    return {
        "username": person.username,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "title": person.title,
    }


def target_groups(consultant: User) -> dict[str, TargetGroup]:
    return {
        key: cases.add_target_group(title, text, acting_user=consultant)
        for key, (title, text) in aims.GROUPS.items()
    }


def write_strategy(units: dict[str, Unit], users: dict[str, User], first_year: int) -> World:
    """The strategy as a draft, and all that agreements will point to."""
    author = users["konsulent"]
    groups = target_groups(author)
    strategy = service.make_strategy(
        Strategy(
            title=f"{aims.TITLE} {first_year}-{(first_year + 3) % 100:02}",
            unit=units[ADMINISTRATION],
            starts_on=date(first_year, 1, 1),
            ends_on=date(first_year + 3, 12, 31),
            mission=aims.MISSION,
            text=aims.TEXT,
        ),
        acting_user=author,
    )
    areas = _visions(strategy, units, author)
    themes = {
        key: service.add_theme(strategy, Theme(title=title, text=text), acting_user=author)
        for key, (title, text) in aims.THEMES.items()
    }
    effects = _effects(strategy, areas, groups, author)
    _calendar(strategy, first_year, author)
    project = Project(strategy=strategy, title="Fælles brugerundersøgelse", is_cross_cutting=True)
    project.text = "Alle afdelinger spørger om det samme på samme tid."
    service.add_part(project, acting_user=author)
    service.demand(
        strategy,
        Rules(maximum_goals=6, theme_required=True, dates_inside_period=True),
        acting_user=author,
    )
    leaders = {p.unit: users[p.username] for p in PEOPLE if p.role == Role.UNIT_LEADER}
    leaders["Sundhed og Trivsel"] = users["anette"]
    principals = {p.unit: users[p.username] for p in PEOPLE if p.role == Role.PRINCIPAL}
    return World(strategy, units, leaders, principals, areas, effects, themes, groups)


def _visions(strategy: Strategy, units: dict[str, Unit], author: User) -> dict[str, FocusArea]:
    areas: dict[str, FocusArea] = {}
    for aim in aims.VISIONS:
        vision = Vision(strategy=strategy, title=aim.title, text=aim.text, direction=aim.direction)
        service.add_part(vision, acting_user=author)
        for each in aim.areas:
            area = FocusArea(
                strategy=strategy,
                vision=vision,
                title=each.title,
                text=each.text,
                direction=aim.direction,
                is_cross_cutting=len(each.departments) > 1,
            )
            departments = [units[name] for name in each.departments]
            areas[each.key] = service.add_part(
                area, links={"departments": departments}, acting_user=author
            )
    return areas


def _effects(
    strategy: Strategy,
    areas: dict[str, FocusArea],
    groups: dict[str, TargetGroup],
    author: User,
) -> dict[str, EffectGoal]:
    effects = {}
    for each in aims.EFFECTS:
        effect = EffectGoal(
            strategy=strategy,
            title=each.title,
            target_group=groups[each.group],
            origin=each.origin,
            focus_area=areas[each.area],
        )
        effects[each.key] = service.add_part(effect, acting_user=author)
        for text in each.indicators:
            indicator = EffectIndicator(effect_goal=effect, text=text)
            service.add_part(indicator, acting_user=author)
    return effects


def _calendar(strategy: Strategy, first_year: int, author: User) -> None:
    years = {letter: first_year - 1 + place for place, letter in enumerate("abcde")}
    for text, due_raw in aims.CALENDAR:
        raw = due_raw.format(**years)
        due = parse_period(raw)
        step = CalendarStep(strategy=strategy, text=text, due_raw=raw)
        step.due_from = due.starts_on if due else None
        step.due_on = due.ends_on if due else None
        service.add_part(step, acting_user=author)


def put_in_force(strategy: Strategy, consultant: User) -> None:
    strategy.refresh_from_db()
    service.move_to(strategy, StrategyState.IN_FORCE, acting_user=consultant)
