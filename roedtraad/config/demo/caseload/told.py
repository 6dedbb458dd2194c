"""What the diaries of the invented families tell: what happened, and what it led to.

The lists are of lengths that share no factor, so that few notes are alike.
"""

from __future__ import annotations

VISIT, TALK, PHONE, MEETING, SEEN, LETTER = (
    *("visit", "conversation", "phone", "meeting", "observation", "message"),
)
OF_CHILDREN = (
    (VISIT, "Besøg hjemme efter skole."),
    (VISIT, "Vi lavede aftensmad sammen, og alle hjalp til."),
    (TALK, "Gåtur og snak; det er lettere at tale, når vi går."),
    (PHONE, "Skolen ringede: ugen er gået roligt."),
    (SEEN, "Var med i klassen den første time."),
    (MEETING, "Møde med lærer og forældre om de næste uger."),
    (PHONE, "Mor ringede efter en svær morgen."),
    (TALK, "Vi tegnede ugen og satte ring om det, der er svært."),
    (VISIT, "Vi øvede sengetiden, som vi havde aftalt."),
    (LETTER, "Brev fra skolen om en god uge."),
    (SEEN, "Så med, da der blev hentet fra klubben."),
)
OF_ADULTS = (
    (VISIT, "Besøg hjemme om formiddagen."),
    (VISIT, "Vi købte ind og lavede mad til to dage."),
    (TALK, "Kaffe og en snak om ugen."),
    (PHONE, "Ringede som aftalt og hørte, hvordan dagen gik."),
    (MEETING, "Møde med jobkonsulenten; borgeren fortalte selv."),
    (SEEN, "Fulgtes med bussen til aktivitetshuset."),
    (PHONE, "Opkald om aftenen; uroen gik over, mens vi talte."),
    (LETTER, "Post fra boligforeningen, som vi læste sammen."),
    (VISIT, "Vi gik ugens plan igennem ved køkkenbordet."),
)
LED_TO = (
    "Det gik bedre end sidst.",
    "Det var svært i dag, og det sagde vi højt.",
    "Vi aftalte at prøve det samme igen i næste uge.",
    "Planen på tavlen bliver brugt.",
    "Der blev grinet.",
    "Vi nåede ikke det hele og tager resten næste gang.",
    "Det, der hjalp, var at gå i gang med det mindste først.",
    "Der er brug for lidt mere tid.",
    "Vi skrev ned, hvad der virkede.",
    "Næste besøg er aftalt.",
    "Det er tredje uge i træk, at det lykkes.",
    "Der var trætte øjne, så vi sluttede før tid.",
    "Vi talte om, hvad weekenden skal bruges til.",
)


def note(number: int, *, is_adult: bool) -> tuple[str, str]:
    """The kind and the words of a note, by a number to choose it by."""
    happened = OF_ADULTS if is_adult else OF_CHILDREN
    kind, first = happened[number % len(happened)]
    return kind, f"{first} {LED_TO[number % len(LED_TO)]}"
