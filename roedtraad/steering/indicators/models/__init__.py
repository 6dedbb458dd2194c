"""Indicators: what is counted, who uses it with which targets, and what was measured."""

from .annotation import Annotation
from .draft import Draft
from .indicator import (
    Aggregation,
    Breakdown,
    BreakdownGroup,
    Direction,
    Frequency,
    Indicator,
    IndicatorKind,
    IndicatorVersion,
    RubricLevel,
)
from .measurement import (
    CredibilityKind,
    CredibilityNote,
    Measurement,
    MeasurementBatch,
    MeasurementPart,
    MeasurementQuerySet,
)
from .staging import StagedMeasurement
from .use import IndicatorUse, Target, TargetQuerySet

__all__ = [
    "Aggregation",
    "Annotation",
    "Breakdown",
    "BreakdownGroup",
    "CredibilityKind",
    "CredibilityNote",
    "Direction",
    "Draft",
    "Frequency",
    "Indicator",
    "IndicatorKind",
    "IndicatorUse",
    "IndicatorVersion",
    "Measurement",
    "MeasurementBatch",
    "MeasurementPart",
    "MeasurementQuerySet",
    "RubricLevel",
    "StagedMeasurement",
    "Target",
    "TargetQuerySet",
]
