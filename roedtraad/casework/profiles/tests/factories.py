"""The smallest profile, as whoever works on the case would open it."""

from __future__ import annotations

from datetime import date
from typing import Any

from roedtraad.casework.cases.models import Case
from roedtraad.casework.profiles.models import DevelopmentProfile, ProfileGoal, ProfileTemplate
from roedtraad.casework.profiles.services import goals, profiles
from roedtraad.casework.profiles.services.templates import install_profile_templates
from roedtraad.foundation.accounts.models import User

OPENED = date(2025, 4, 1)
WORDS = "Jeg vil kunne sove hos mormor uden at ringe hjem"


def open_profile(case: Case, acting_user: User, **facts: Any) -> DevelopmentProfile:
    """A profile about the children the case is about."""
    install_profile_templates()
    template = ProfileTemplate.objects.get(about="family")
    about = [row.citizen for row in case.people.filter(role="subject")]
    given = {"opened_on": OPENED, **facts}
    return profiles.open_profile(case, template, given, subjects=about, acting_user=acting_user)


def agree_goal(
    profile: DevelopmentProfile, acting_user: User, *, opened_on: date = OPENED, **facts: Any
) -> ProfileGoal:
    given = {"own_words": WORDS, "own_words_by": "child", **facts}
    return goals.agree_goal(profile, given, opened_on=opened_on, acting_user=acting_user)
