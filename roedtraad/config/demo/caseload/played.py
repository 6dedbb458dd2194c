"""Two years of the twelve units' families, entered into the diary of the demonstration."""

from __future__ import annotations

from datetime import date

from roedtraad.casework.interventions.models import InterventionType
from roedtraad.casework.profiles.models import ProfileTemplate, Subject
from roedtraad.config.demo.diary import Diary
from roedtraad.config.demo.people import PEOPLE
from roedtraad.config.demo.places import TREE
from roedtraad.config.demo.population.design import Design
from roedtraad.config.demo.population.draw import draw
from roedtraad.config.demo.population.fjordby import fjordby
from roedtraad.config.demo.population.tables import Population
from roedtraad.config.demo.writing import World
from roedtraad.foundation.accounts.models import Role, User
from roedtraad.foundation.organisation.models import UnitKind

from .agreements import Profiles
from .households import Households, Place
from .ledger import Ledger
from .staff import ALSO, STAFF
from .telling import Telling

SEED = 2
TEAMS = {unit: teams for unit, kind, teams in TREE if kind == UnitKind.TEAM}


def live(diary: Diary, world: World, today: date) -> Population:
    """Enter everything that happened until today; answers what it was."""
    design = fjordby(today)
    population = draw(design, SEED)
    enter(diary, world, design, population)
    return population


def enter(diary: Diary, world: World, design: Design, population: Population) -> None:
    ledger = Ledger()
    template = ProfileTemplate.objects.filter(about=Subject.FAMILY).order_by("pk")[0]
    households = Households(population, ledger, SEED)
    profiles = Profiles(population, ledger, template, SEED)
    places, telling = _Places(design, world), Telling(population, ledger, design.ends_on)
    for number in range(len(population.families)):
        unit, kind = population.families.unit[number], population.families.kind[number]
        home = households.meet(number, places.of(number, int(unit), int(kind)))
        telling.write(home, profiles.write(home))
        households.end(home, design.ends_on)
    ledger.enter(diary)


class _Places:
    """Which team takes a family, and who there; one after the other."""

    def __init__(self, design: Design, world: World) -> None:
        self.design, self.world = design, world
        users = {user.username: user for user in User.objects.all()}
        self.types = {row.code: row for row in InterventionType.objects.all()}
        self.staff: dict[str, list[User]] = {}
        for person in STAFF:
            self.staff.setdefault(person.unit, []).append(users[person.username])
        self.own = {unit: users[username] for unit, username in ALSO.items()}
        self.team_leaders = {
            person.unit: users[person.username]
            for person in PEOPLE
            if person.role == Role.TEAM_LEADER
        }

    def of(self, number: int, unit: int, kind: int) -> Place:
        whole = self.design.units[unit]
        teams = TEAMS.get(whole.name, (whole.name,))
        team = teams[number % len(teams)]
        staff = self.staff[whole.name]
        if team in self.own:
            staff = [self.own[team], *staff]
        return Place(
            unit=self.world.units[team],
            adviser=self.team_leaders.get(team, self.world.leaders[whole.name]),
            practitioner=staff[number // len(teams) % len(staff)],
            group=self.world.groups[whole.group],
            type=self.types[self.design.kinds[kind].code],
        )
