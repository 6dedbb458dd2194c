"""Reads of personal data: noted by whoever reads, written before the answer leaves. ADR 12."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse

from .events import event
from .models import AuditEvent

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
_waiting: ContextVar[list[AuditEvent] | None] = ContextVar("reads to be logged", default=None)


@contextmanager
def collected() -> Iterator[None]:
    """Write what is noted inside, in one short transaction, when the block is left – however."""
    waiting: list[AuditEvent] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
        _write(waiting)


def record_read(
    action: str,
    subjects: models.Model | type[models.Model] | Iterable[models.Model],
    *,
    acting_user: AbstractBaseUser | None,
    unit: models.Model | None = None,
    reason: str = "",
    **detail: Any,
) -> None:
    """Note that somebody reads personal data of `subjects`; a model's class stands for a list.

    In an answer to a request it is written when the view is done and before anything is sent.
    In a job or a command it is written at once.
    """
    things = [subjects] if isinstance(subjects, models.Model | type) else list(subjects)
    events = [
        event(
            action,
            thing,
            acting_user=acting_user,
            unit=unit,
            reason=reason,
            detail=detail,
            is_read=True,
        )
        for thing in things
    ]
    waiting = _waiting.get()
    if waiting is None:
        _write(events)
    else:
        waiting += events


def logs_read(action: str, model: type[models.Model]) -> Callable[[View[Rest]], View[Rest]]:
    """Decorate a view that shows personal data; its `pk` argument, if it has one, is the subject.

    Only an answer that shows something is a read: a refusal or a redirect is not.
    """

    def decorate(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def logged(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if response.status_code < 300:
                subject = model(pk=kwargs["pk"]) if "pk" in kwargs else model
                user = request.user if request.user.is_authenticated else None
                record_read(action, subject, acting_user=user)
            return response

        return cast("View[Rest]", logged)

    return decorate


def _write(events: list[AuditEvent]) -> None:
    if events:
        with transaction.atomic():
            AuditEvent.objects.bulk_create(events)
