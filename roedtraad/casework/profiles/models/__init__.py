from .instruments import (
    AnswerOption,
    AnswerSet,
    Better,
    Informant,
    Instrument,
    InstrumentUse,
    InstrumentVersion,
    Item,
    Scale,
    ScaleItem,
    Scoring,
)
from .instruments_norms import Band, CutoffKind, NormSet, Reliability, ReliabilityKind
from .instruments_responses import Response, ResponseWay, ScaleScore

__all__ = [
    "AnswerOption",
    "AnswerSet",
    "Band",
    "Better",
    "CutoffKind",
    "Informant",
    "Instrument",
    "InstrumentUse",
    "InstrumentVersion",
    "Item",
    "NormSet",
    "Reliability",
    "ReliabilityKind",
    "Response",
    "ResponseWay",
    "Scale",
    "ScaleItem",
    "ScaleScore",
    "Scoring",
]
