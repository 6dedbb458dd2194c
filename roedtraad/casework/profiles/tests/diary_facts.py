"""Notes as the tests of the diary write them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from roedtraad.casework.cases.models import Case
from roedtraad.casework.cases.services import workers
from roedtraad.casework.cases.tests.factories import OPENED, open_case
from roedtraad.casework.profiles.services.diary import Written
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

TEXT = "Alma sov hos mormor uden at ringe. Æblekage på vejen hjem."
HIDDEN = "Naboen har hørt råb om natten"


def case_of_two(unit: Unit, adviser: User, practitioner: User) -> Case:
    """A case that two work on."""
    case = open_case(unit, adviser)
    workers.put_on_case(
        case, practitioner, role="practitioner", starts_on=OPENED, acting_user=adviser
    )
    return case


def written(**more: Any) -> Written:
    facts = {"text": TEXT, "kind": "visit", "happened_at": timezone.now() - timedelta(hours=2)}
    return Written(**facts | more)


def posted(**more: Any) -> dict[str, Any]:
    """What the form sends."""
    now = timezone.localtime()
    facts = {"text": TEXT, "kind": "visit", "happened_on": f"{now:%d.%m.%Y}"}
    return facts | {"happened_time": f"{now:%H:%M}", "key": str(uuid4())} | more


def at(name: str, *args: int) -> str:
    return reverse(f"profiles:{name}", args=args)
