"""What the family's pages say, in three voices. No word that only those who work here know."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from roedtraad.casework.cases.queries.seen_by_family import Why

from .voices import Text, Voice, all_alike, three, two
from .words_of_goals import GOALS

WORDS: dict[str, dict[Voice, Text]] = {
    "hello": all_alike(_("Hello")),
    "who_looked": two(_("Who has looked at my papers?"), _("Who has looked at my case?")),
    "who_looked_lead": two(
        _("Grown-ups write things down about you. Here you can see when they looked at it."),
        _("Here you can see when somebody has looked at what is written about you, and why."),
    ),
    "nobody_looked": all_alike(_("Nobody has looked yet.")),
    "wonder": three(
        _("Do you wonder about something? Ask a grown-up you trust."),
        _("Do you wonder about any of this? Ask whoever you talk to here."),
        _("If you wonder about any of this, ask whoever you talk to here."),
    ),
    "close": all_alike(_("I am done")),
    "still_here": all_alike(_("Are you still here?")),
    "closes_soon": all_alike(_("The page closes soon, so that nobody else can see it.")),
    "ends_soon": all_alike(_("Time is nearly up. Save what you write now.")),
    "i_am_here": all_alike(_("Yes, I am here")),
}

# who has looked, and what for
LOOKED = {
    Why.OWN: two(
        _("You have looked yourself"), _("You have looked yourself, or somebody with your code")
    ),
    Why.WORK: two(
        _("Somebody who helps you and your family"),
        _("Somebody who works with you and your family"),
    ),
    Why.LEAD: two(_("The boss of those who help you"), _("The leader of those who work with you")),
    Why.EMERGENCY: two(
        _("Somebody who had to help at once"), _("Somebody else, because it was urgent")
    ),
    Why.CONTROL: two(
        _("Somebody who checks that nobody looks who may not"),
        _("Somebody who checks that only those look who may"),
    ),
    Why.SEARCH: all_alike(_("Your name stood on somebody's list")),
    Why.OTHER: all_alike(_("Somebody else who works here")),
}


def words_for(voice: Voice) -> Mapping[str, str]:
    """Every text in that voice, in the language of the page."""
    return {key: str(said[voice]) for key, said in (WORDS | GOALS).items()}
