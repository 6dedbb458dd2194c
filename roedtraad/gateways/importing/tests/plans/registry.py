"""All invented plans: those the reader was made with, and those it met when it was done.

Each round was written, with its truth, before the reader saw any of it; docs/plan-reader.md has how
it was read the first time. What failed was then mended, so a round is tuned once it is read.
"""

from .held_out_docx import NUMBERED, WIDE
from .held_out_pdf import AMBITIONS, BOXES
from .held_out_text import FLAT, PAGE
from .truth import Plan
from .tuned_docx import CONTRACT, UNSTYLED
from .tuned_pdf import COLUMNS, FORM
from .tuned_text import FRAMEWORK, STRATEGY
from .written import written_plans

TUNED: list[Plan] = [CONTRACT, UNSTYLED, COLUMNS, FORM, STRATEGY, FRAMEWORK]
HELD_OUT: list[Plan] = [NUMBERED, WIDE, BOXES, AMBITIONS, PAGE, FLAT]
ROUNDS: dict[str, list[Plan]] = {
    name: written_plans(name)
    for name in (
        "round_one",
        "round_two",
        "round_three",
        "round_four",
        "round_five",
        "round_six",
        "round_seven",
        "round_eight",
        "round_nine",
        "round_ten",
        "round_eleven",
    )
}
EVERY: list[Plan] = [*TUNED, *HELD_OUT, *(plan for plans in ROUNDS.values() for plan in plans)]
