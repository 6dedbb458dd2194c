"""Who works in Fjordby: a person for every role, a leader for every unit. All are invented."""

from __future__ import annotations

from dataclasses import dataclass

from roedtraad.foundation.accounts.models import Role

PASSWORD = "roed-traad-i-fjordby"  # noqa: S105  the demonstration's only, and shown to everybody


@dataclass(frozen=True)
class Person:
    """Somebody with one role in one unit."""

    username: str
    first_name: str
    last_name: str
    title: str
    role: Role
    unit: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def email(self) -> str:
        return f"{self.username}@fjordby.example"


R = Role
ADMINISTRATION = "Børn, Familie og Social"
COUNCIL = "Fjordby Byråd"
PEOPLE = [
    Person("administrator", "Asger", "Tangmose", "it-koordinator", R.ADMINISTRATOR, COUNCIL),
    Person("konsulent", "Maja", "Lindeskov", "udviklingskonsulent", R.CONSULTANT, COUNCIL),
    Person("chef", "Birthe", "Kærsgård-Toft", "direktør", R.PRINCIPAL, ADMINISTRATION),
    Person("jonas", "Jonas", "Ravnmark", "afdelingschef", R.PRINCIPAL, "Familie og Forebyggelse"),
    Person("susan", "Susan", "Egelyst", "afdelingschef", R.PRINCIPAL, "Børn med Handicap"),
    Person("peder", "Peder", "Holmlund-Bach", "afdelingschef", R.PRINCIPAL, "Voksne og Bosteder"),
    Person("anette", "Anette", "Bruunsig", "afdelingschef", R.PRINCIPAL, "Sundhed og Trivsel"),
    Person("leder", "Karla", "Vesterløkke", "leder", R.UNIT_LEADER, "Familiehuset Strandgården"),
    Person("mads", "Mads", "Hjortelund", "leder", R.UNIT_LEADER, "Familieplejen"),
    Person("sille", "Sille", "Ørnfeldt", "leder", R.UNIT_LEADER, "Ungehuset Kajen"),
    Person("troels", "Troels", "Kildemose", "leder", R.UNIT_LEADER, "Aflastningen Lyngbo"),
    Person("ditte", "Ditte", "Sandvang", "leder", R.UNIT_LEADER, "Børnehuset Solsikken"),
    Person("rasmus", "Rasmus", "Fjelding", "leder", R.UNIT_LEADER, "Børneterapien"),
    Person("lone", "Lone", "Bjerregrav", "leder", R.UNIT_LEADER, "Bostedet Havblik"),
    Person("kim", "Kim", "Askholt", "leder", R.UNIT_LEADER, "Aktivitetshuset Værftet"),
    Person("nadia", "Nadia", "Elmstrøm", "leder", R.UNIT_LEADER, "Støtte i Eget Hjem"),
    Person("vibe", "Vibe", "Nordentorp", "leder", R.UNIT_LEADER, "Sundhedsplejen"),
    Person("oskar", "Oskar", "Lyngvig", "leder", R.UNIT_LEADER, "Pædagogisk Rådgivning"),
    Person("helle", "Helle", "Gravenhorst", "leder", R.UNIT_LEADER, "Rusmiddelcentret Broen"),
    Person("teamleder", "Emil", "Skovager", "teamleder", R.TEAM_LEADER, "Familieteam Øst"),
    Person("tove", "Tove", "Markdal", "teamleder", R.TEAM_LEADER, "Støtteteam Nord"),
    Person("medarbejder", "Ida", "Rosenlyk", "familiebehandler", R.EMPLOYEE, "Familieteam Øst"),
    Person("bo", "Bo", "Stenvad", "socialpædagog", R.EMPLOYEE, "Bostedet Havblik"),
    Person("politiker", "Grethe", "Havnbjerg", "udvalgsformand", R.POLITICIAN, COUNCIL),
    Person("ulrik", "Ulrik", "Damsbo-Lund", "byrådsmedlem", R.POLITICIAN, COUNCIL),
    Person(
        *("dpo", "Yrsa", "Klintholm", "databeskyttelsesrådgiver"),
        R.DATA_PROTECTION_OFFICER,
        COUNCIL,
    ),
]
SHOWN = (
    *("konsulent", "chef", "leder", "teamleder", "medarbejder", "politiker", "dpo"),
    "administrator",
)


@dataclass(frozen=True)
class Login:
    """What is printed, and shown on the login page of the demonstration."""

    username: str
    password: str
    name: str
    role: str
    unit: str


def demo_logins() -> list[Login]:
    """One person for every role, in the order a visitor would try them."""
    by_name = {person.username: person for person in PEOPLE}
    return [
        Login(p.username, PASSWORD, p.name, str(p.role.label), p.unit)
        for p in (by_name[name] for name in SHOWN)
    ]
