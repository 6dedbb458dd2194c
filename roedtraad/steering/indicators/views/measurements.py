"""One measurement at a time: a new one, a correction, a withdrawal, and all there have been."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.audit.services import record_read
from roedtraad.steering.indicators.forms.measurement import MeasurementForm
from roedtraad.steering.indicators.models import IndicatorUse
from roedtraad.steering.indicators.queries.safe import whole_for
from roedtraad.steering.indicators.services import UnusualValue, record_measurement


def asked(request: UserRequest) -> dict[str, Any]:
    """Today, or the day whose measurement lacks its numbers, with why it is written again."""
    day = parse_date(request.GET.get("dato", "")) if request.method == "GET" else None
    if day is None:
        return {"measured_on": timezone.localdate()}
    return {"measured_on": day, "reason": _("The numbers behind it are added.")}


def sees_whole(request: UserRequest, use: IndicatorUse) -> bool:
    """Whether figures about persons are shown whole; then it is written down that they were."""
    if not use.indicator.is_about_persons or use.pk not in whole_for(request.user, [use]):
        return False
    record_read("figures.read_whole", use, acting_user=request.user)
    return True


def record(request: UserRequest, use: IndicatorUse, form: MeasurementForm) -> str:
    """Record what the form says, or let it say why not; the question, where one must be asked."""
    try:
        record_measurement(
            use,
            measured_on=form.cleaned_data["measured_on"],
            reading=form.reading(),
            reason=form.cleaned_data["reason"],
            acting_user=request.user,
            asks=True,
        )
    except UnusualValue as unusual:
        return " ".join(unusual.messages)
    except ValidationError as refused:
        for fault in refused.error_list:
            form.add_error(fault.code if fault.code in form.fields else None, fault)
    return ""
