from .graph import Evidence, Likelihood, Link, Node, NodeIndicator, NodeKind, Risk
from .theory import TheoryChange, TheoryDraft, TheoryOfChange, TheoryState

__all__ = [
    "Evidence",
    "Likelihood",
    "Link",
    "Node",
    "NodeIndicator",
    "NodeKind",
    "Risk",
    "TheoryChange",
    "TheoryDraft",
    "TheoryOfChange",
    "TheoryState",
]
