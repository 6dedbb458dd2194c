"""The plan reader: a municipality's own document to a proposal that a person then corrects.

`read_plan` reads bytes; `extract_text` gives the numbered lines it reads from.
"""

from .extract import extract as extract_text
from .lines import ExtractedText
from .proposal import Proposal
from .reader import read_plan, read_text
from .refusals import PlanRefused

__all__ = ["ExtractedText", "PlanRefused", "Proposal", "extract_text", "read_plan", "read_text"]
