"""What is wrong with a figure of a file, in a sentence that says what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.steering.indicators.services.batches import Fault as Checked

from .known import Fault

WORDS: dict[str, str | Promise] = {
    Fault.NUMBER: _("is not a number. Write it like 1.234,5, or leave the cell empty."),
    Fault.DONE: _("does not say whether the milestone is reached. Write yes, no, or the date."),
    Fault.RANGE: _("is a range. Write one number, or two rows with a name each."),
    Fault.HIDDEN: _("is hidden to protect persons and cannot be counted. Leave the cell empty."),
    Fault.NO_PERIOD: _("has no period. Write it like 2026 or 3. kvartal 2026, or choose one."),
    Fault.FUTURE: _("lies in the future. Only what is over can be measured."),
    Fault.UNIT: _("belongs to a unit that is not known by that name, or not yours to record for."),
    Fault.INDICATOR: _(
        "belongs to an indicator that the unit does not use. Create it, or correct."
    ),
    Fault.SEVERAL: _("belongs to a name that several indicators of the unit share."),
    Fault.DENOMINATOR: _("has no share: what it is out of must be above 0."),
    Fault.FREQUENCY: _("is of a period in which the indicator is not measured."),
    Fault.KIND: _("belongs to a register measure, which is computed and not read in."),
    Fault.GROUP: _(
        "belongs to a group that the indicator is not divided by. Add it to the definition first."
    ),
    Fault.UNDIVIDED: _(
        "belongs to a group, and the indicator is not divided. Choose to create groups below."
    ),
    Fault.DIFFERS: _("is not what numerator and denominator give. Correct one of them."),
    Fault.TWICE: _("stands in the file twice for the same unit, indicator and period."),
    Checked.LOW: _("is lower than the lowest possible value of the indicator."),
    Checked.HIGH: _("is higher than the highest possible value of the indicator."),
    Checked.LEVEL: _(
        "is no level of the indicator's rubric. Write the name of a level, or its number."
    ),
    Checked.RATIO: _("cannot be: the part is larger than the whole."),
    Checked.SUM: _("is not what its groups add up to. Correct the figure or one of the groups."),
    Checked.GROUPS: _(
        "is not what the groups known from before add up to. Put the groups in the file too."
    ),
    Checked.WHOLE: _("is of a group, and the figure for all of them lacks or is wrong."),
    Checked.LOCKED: _(
        "belongs to a period whose follow-up is locked. Have the round reopened first."
    ),
}
SAME = str(Checked.SAME)


def words_of(fault: str) -> str:
    """The rest of the sentence that begins with the value."""
    return str(WORDS.get(fault, fault))
