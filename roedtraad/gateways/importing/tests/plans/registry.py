"""All invented plans: those the reader was made with, and those it met when it was done."""

from .truth import Plan
from .tuned_docx import CONTRACT, UNSTYLED
from .tuned_pdf import COLUMNS, FORM
from .tuned_text import FRAMEWORK, STRATEGY

TUNED: list[Plan] = [CONTRACT, UNSTYLED, COLUMNS, FORM, STRATEGY, FRAMEWORK]
