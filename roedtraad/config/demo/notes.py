"""What those who work with the families of the demonstration have written in their diaries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.utils import timezone

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services import cases
from roedtraad.casework.interventions.models import Intervention
from roedtraad.casework.profiles.models import DiaryEntry, ProfileGoal
from roedtraad.casework.profiles.services import diary
from roedtraad.casework.profiles.services.diary import Written
from roedtraad.casework.profiles.services.diary_struck import strike_entry
from roedtraad.foundation.accounts.models import User

WRITTEN_AFTER = timedelta(minutes=25)


@dataclass(frozen=True)
class Told:
    """A note: days ago, the hour, by whom, the kind, the words; `goal` is which goal, from one."""

    days_ago: int
    hour: int
    by: str
    kind: str
    text: str
    goal: int = 0
    withheld: tuple[str, str] = ("", "")
    follow_up: tuple[int, str] | None = None
    is_handed_over: bool = False
    file: str = ""
    struck: str = ""  # why it is struck out


BIRKEDAL = (
    Told(
        *(176, 15, "teamleder", "visit"),
        "Første besøg hjemme. Alma viste sit værelse og sin hylde med bøger. Vi begynder med"
        " morgenen: det er den, der er sværest.",
    ),
    Told(
        *(121, 9, "medarbejder", "phone"),
        "Læreren ringede. Alma har været i skole fire dage af fem. Hun kommer tit lidt for sent.",
    ),
    Told(
        *(83, 16, "medarbejder", "conversation"),
        "Alma tegnede sin aften: bad, bog, lys. Mor skal læse højt i ti minutter.",
        goal=1,
        file="Tegning af en aften.png",
    ),
    Told(
        *(52, 14, "medarbejder", "visit"),
        "Rikke har lagt tøj frem aftenen før tre dage i træk. Det har givet ro, siger hun.",
        goal=1,
    ),
    Told(
        *(40, 10, "teamleder", "meeting"),
        "Møde på skolen med lærer og mor. Skolen tager imod Alma i døren de næste tre uger.",
        follow_up=(-19, "Hør skolen, hvordan det går i døren"),
    ),
    Told(
        *(21, 15, "medarbejder", "observation"),
        "Hentede Alma efter skole. Hun talte om en ny ven og glemte at se på uret.",
        goal=2,
    ),
    Told(
        *(9, 13, "medarbejder", "phone"),
        "Mormor fortæller, at Alma sov hele natten hos hende og spiste morgenmad med det samme.",
        goal=1,
        withheld=(
            "Mormor er selv bekymret for sit helbred og vil ikke have, at børnene hører det.",
            "mormor",
        ),
    ),
    Told(
        *(3, 15, "medarbejder", "visit"),
        "Viggo ville gerne være med i dag. De to byggede en plan for weekenden med klodser.",
        follow_up=(4, "Spørg, hvordan weekenden gik"),
    ),
    Told(
        *(1, 19, "teamleder", "handover"),
        "Alma har ondt i halsen og bliver hjemme i morgen. Mor er hjemme. Ring før besøget.",
        is_handed_over=True,
    ),
)
LILLEVANG = (
    Told(
        *(64, 15, "medarbejder", "phone"),
        "Mormor ringede. Hun kan hente to gange om ugen fra næste måned.",
        struck="Skrevet på den forkerte sag.",
    ),
    Told(
        *(140, 14, "teamleder", "conversation"),
        "Storm og hans mor fortalte hver for sig, hvad der er svært i klassen. Storm vil helst have"
        " en plads ved vinduet.",
    ),
    Told(
        *(97, 11, "medarbejder", "observation"),
        "To timer i klassen. Storm gik ud én gang og kom selv ind igen efter fem minutter.",
        goal=1,
    ),
    Told(
        *(75, 16, "medarbejder", "visit"),
        "Hos far i den nye lejlighed. Storm har fået sin egen reol og vil gerne vise den frem.",
    ),
    Told(
        *(48, 9, "medarbejder", "message"),
        "Brev fra skolen: Storm har haft en god måned og er valgt til elevrådet i sin klasse.",
        goal=1,
    ),
    Told(
        *(30, 15, "teamleder", "meeting"),
        "Netværksmøde med begge forældre og klasselæreren. Alle kender kortene, Storm bruger, når"
        " han vil have en pause.",
        goal=1,
    ),
    Told(
        *(12, 14, "medarbejder", "conversation"),
        "Storm siger, at kortene virker, når læreren ser dem. Han vil have et, der er større.",
        goal=1,
        follow_up=(-2, "Lav et større kort sammen med Storm"),
    ),
    Told(
        *(2, 20, "teamleder", "handover"),
        "Forældrene har byttet weekend. Storm er hos far fra fredag.",
        is_handed_over=True,
    ),
)
KLOEVERBAK = (
    Told(
        *(80, 13, "leder", "conversation"),
        "Nova vil bo i nærheden af sin plejemor og selv lave mad. Hun kan fire retter.",
    ),
    Told(
        *(55, 10, "medarbejder", "visit"),
        "Vi så på en ungdomsbolig sammen. Nova havde skrevet spørgsmål ned og stillede dem selv.",
        goal=1,
    ),
    Told(
        *(33, 15, "medarbejder", "phone"),
        "Bente ringede. Nova har budgettet på køleskabet og holder det.",
        goal=1,
    ),
    Told(
        *(18, 12, "medarbejder", "meeting"),
        "Møde med uddannelsesvejlederen. Nova vælger mellem to linjer og vil besøge begge.",
        follow_up=(6, "Aftal de to besøg"),
    ),
    Told(
        *(5, 16, "medarbejder", "conversation"),
        "Nova har besøgt den ene linje og kunne godt se sig selv der.",
        goal=1,
    ),
)
TANGSOE = (
    Told(
        *(400, 10, "leder", "visit"),
        "Elmer sover nu fra halv otte. Louise skriver sovetiderne ned en måned til.",
    ),
    Told(*(210, 10, "leder", "phone"), "Louise ringede. Måltiderne går godt, også hos farmor."),
    Told(
        *(62, 11, "leder", "meeting"),
        "Sidste møde. Louise klarer det selv og ved, at hun kan ringe.",
    ),
)
DIARIES = (BIRKEDAL, LILLEVANG, KLOEVERBAK, TANGSOE)
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f"
    "0005fe02fe0def46b80000000049454e44ae426082"
)


def keep_diaries(families: list[Case], today: date) -> None:
    """Notes in the diaries of the families, in their order; one of them is corrected."""
    users = {user.username: user for user in User.objects.exclude(password="")}
    for case, told in zip(families, DIARIES, strict=True):
        for each in told:
            _tell(case, each, users[each.by], today)
    notes = DiaryEntry.objects.filter(case__in=families)
    notes.update(recorded_at=F("happened_at") + WRITTEN_AFTER)
    _correct(notes.get(text=BIRKEDAL[1].text), users["medarbejder"])


def _tell(case: Case, told: Told, author: User, today: date) -> None:
    goals = list(ProfileGoal.objects.filter(profile__case=case).order_by("pk"))
    file = SimpleUploadedFile(told.file, PICTURE) if told.file else None
    due = told.follow_up
    happened = timezone.make_aware(
        datetime.combine(today - timedelta(days=told.days_ago), time(told.hour, 10))
    )
    note = diary.write_entry(
        case,
        Written(
            text=told.text,
            kind=told.kind,
            happened_at=happened,
            people=cases.subjects(case),
            goals=goals[told.goal - 1 : told.goal] if told.goal else [],
            interventions=list(Intervention.objects.filter(case=case)[:1]) if told.goal else [],
            withheld_text=told.withheld[0],
            withheld_from=told.withheld[1],
            hand_over=told.is_handed_over,
            follow_up_on=today + timedelta(days=due[0]) if due else None,
            follow_up=due[1] if due else "",
            files=[file] if file else [],
        ),
        acting_user=author,
    )
    if due and due[0] < 0 and told.by == "teamleder":
        diary.settle_follow_up(note, is_done=True, acting_user=author)
    if told.struck:
        strike_entry(note, reason=told.struck, acting_user=author)


def _correct(note: DiaryEntry, author: User) -> None:
    given = Written(
        text="Læreren ringede. Alma har været i skole alle fem dage. Hun kommer tit lidt for sent.",
        kind=note.kind,
        happened_at=note.happened_at,
        people=list(note.people.all()),
    )
    row = diary.correct_entry(note, given, acting_user=author)
    later = note.happened_at + timedelta(days=1)
    DiaryEntry.objects.filter(pk=row.pk).update(recorded_at=later)
    DiaryEntry.objects.filter(pk=note.pk).update(replaced_at=later)
