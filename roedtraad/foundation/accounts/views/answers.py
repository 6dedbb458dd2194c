"""How a refusal of a service is shown: in the form, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.utils.translation import gettext as _

Result = TypeVar("Result")


def carried_out(form: Form, service: Callable[[], Result]) -> Result | None:
    """The service's result, or None with the reason in the form."""
    try:
        return service()
    except ValidationError as refusal:
        known = getattr(refusal, "error_dict", {})
        if known and set(known) <= set(form.fields):
            form.add_error(None, refusal)
        else:
            form.add_error(None, ValidationError(refusal.messages))
    except PermissionDenied:
        form.add_error(
            None, _("You do not look after all the units this touches. Ask an administrator.")
        )
    return None
