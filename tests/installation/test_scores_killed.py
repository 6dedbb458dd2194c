"""A device sends its scores until it knows that each is kept, whatever the server does."""

from __future__ import annotations

import http.client
import itertools
import json
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from tests.e2e.site import Site

from .conftest import NewSite, Seeded
from .test_faults import kill_outright
from .test_serving import within
from .visitor import Visitor

GOAL = """
import json
from django.urls import reverse
from roedtraad.casework.profiles.models import ProfileGoal
from roedtraad.foundation.accounts.models import User
worker = User.objects.get(username="medarbejder")
goal = ProfileGoal.objects.filter(
    profile__case__workers__user=worker, profile__case__workers__ends_on=None,
    scale="number", closed_on=None,
).first()
page = reverse("profiles:score_new", args=[goal.profile.case_id, goal.pk])
print(json.dumps([worker.pk, page]))
"""
KEPT = """
import json
from roedtraad.casework.profiles.models import Score
rows = Score.objects.exclude(device_at=None).order_by("pk")
print(json.dumps([[str(row.key), row.value, row.replaced_at is None] for row in rows]))
"""


@dataclass
class Device:
    """A phone with scores that it has not heard are kept, oldest first."""

    site: Site
    worker: int
    page: str
    waiting: list[dict[str, Any]] = field(default_factory=list)
    written: list[tuple[str, int]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def score(self, value: int) -> None:
        fields = {"who": "practitioner", "value": value, "note": "", "given_on": ""}
        entry = {"id": str(uuid4()), "url": self.page, "fields": list(fields.items())}
        self.waiting.append({**entry, "device_at": datetime.now(UTC).isoformat()})
        self.written.append((str(entry["id"]), value))

    def send(self, visitor: Visitor) -> None:
        """All that waits; what is answered as kept waits no more."""
        moment = datetime.now(UTC).isoformat()
        sent = {"user": self.worker, "entries": self.waiting, "sent_at": moment}
        answer = visitor.deliver(sent)
        states = {each["id"]: each["state"] for each in answer["answers"]}
        assert set(states.values()) == {"kept"}, answer
        self.kept += states
        self.waiting = [each for each in self.waiting if each["id"] not in states]

    def score_until_cut_off(self) -> None:
        visitor = Visitor(self.site.url, "medarbejder")
        for number in itertools.count():
            self.score(number % 11)
            try:
                self.send(visitor)
            except (OSError, http.client.HTTPException):  # no answer, or half of one
                return


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_scores_that_come_in_while_the_server_is_killed_are_each_kept_once_and_in_order(
    new_site: NewSite, seeded_here: Seeded
) -> None:
    site = new_site(like=seeded_here, BESIDE_WEB="")
    device = Device(site, *json.loads(site.run("shell", "-v0", "-c", GOAL)))
    already = len(json.loads(site.run("shell", "-v0", "-c", KEPT)))

    for _life in range(3):
        site.start()
        before = len(device.kept)
        sending = threading.Thread(target=device.score_until_cut_off)
        sending.start()
        assert within(30, lambda least=before + 10: len(device.kept) >= least)
        kill_outright(site)
        sending.join()
    site.start()
    device.send(Visitor(site.url, "medarbejder"))

    rows = json.loads(site.run("shell", "-v0", "-c", KEPT))[already:]
    assert [(key, value) for key, value, _counts in rows] == device.written
    assert [counts for *_what, counts in rows] == [False] * (len(rows) - 1) + [True]
