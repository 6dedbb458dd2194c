"""What the installation writes to standard error: one line an event, and nobody's data.

A fault is logged as its kind and the places it passed through; its text may quote what a user
typed or what a row holds, so it is left out.
"""

from __future__ import annotations

import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger


def without_values(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Replace an exception by its kind and its way through the code."""
    given: Any = event.pop("exc_info", None)
    fault = given[1] if isinstance(given, tuple) else given
    if fault is True:
        fault = sys.exc_info()[1]
    if isinstance(fault, BaseException):
        event["exception"] = type(fault).__qualname__
        event["at"] = " < ".join(
            f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno}"
            for frame in reversed(traceback.extract_tb(fault.__traceback__))
        )
    return event


SHARED: list[Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_values,
]


def configuration(*, level: str, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING, and structlog told to go the same way."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.processors.KeyValueRenderer(
            key_order=["timestamp", "level", "logger", "event"], drop_missing=True
        )
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    renderer,
                ],
            }
        },
        "handlers": {
            "standard_error": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "level": level,
            }
        },
        "root": {"handlers": ["standard_error"], "level": level},
        "loggers": {
            # Django mails faults with the whole request in them unless told otherwise
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # addresses that do not exist are asked for all day
            "django.request": {"level": "ERROR"},
            # a converter of typefaces is talkative
            "fontTools": {"level": "WARNING"},
            "pdfminer": {"level": "ERROR"},
        },
    }
