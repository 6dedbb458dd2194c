"""All invented plans: those the reader was made with, and those it met when it was done."""

from .held_out_docx import NUMBERED, WIDE
from .held_out_pdf import AMBITIONS, BOXES
from .held_out_text import FLAT, PAGE
from .truth import Plan
from .tuned_docx import CONTRACT, UNSTYLED
from .tuned_pdf import COLUMNS, FORM
from .tuned_text import FRAMEWORK, STRATEGY

TUNED: list[Plan] = [CONTRACT, UNSTYLED, COLUMNS, FORM, STRATEGY, FRAMEWORK]
HELD_OUT: list[Plan] = [NUMBERED, WIDE, BOXES, AMBITIONS, PAGE, FLAT]
