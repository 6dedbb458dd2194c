"""How somebody took part in a goal, as a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Manner, Participation, Recognition

MANNERS: dict[str, str | Promise] = {
    Manner.CONVERSATION: gettext_lazy("in a conversation"),
    Manner.DRAWING: gettext_lazy("while drawing or playing"),
    Manner.NETWORK_MEETING: gettext_lazy("at a network meeting"),
    Manner.DISTANCE: gettext_lazy("by phone or video"),
    Manner.OWN_PAGES: gettext_lazy("on the family's own pages"),
}
RECOGNITIONS: dict[str, str | Promise] = {
    Recognition.YES: gettext_lazy("They recognise the goal as theirs."),
    Recognition.CHANGE: gettext_lazy("They want it changed."),
    Recognition.NO: gettext_lazy("They do not recognise the goal as theirs."),
    Recognition.NOT_ASKED: gettext_lazy("They have not been asked whether it is theirs."),
}


def told(row: Participation, names: Sequence[str]) -> str:
    """With whom, when and how, and whether they recognise the goal. `names` are the family's."""
    day = date_format(row.held_on, "DATE_FORMAT")
    if row.manner == Manner.NONE:
        return _("%(day)s: nobody of the family took part.") % {"day": day}
    everybody = [*names, *([row.others] if row.others else [])]
    words = {"day": day, "how": MANNERS[row.manner]}
    if everybody:
        words["who"] = get_text_list(everybody, _("and"))
        first = _("%(day)s with %(who)s, %(how)s.") % words
    else:
        first = _("%(day)s, %(how)s.") % words
    return f"{first} {RECOGNITIONS[row.recognition]}"
