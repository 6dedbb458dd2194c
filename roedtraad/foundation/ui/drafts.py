"""What somebody has written and not saved yet. A draft is no write: it leaves no trace in the log.

An app makes a model of its own from `FormDraft`, so that the text lies where it belongs, and a
route from `draft_view`. The page's form names the route and a key, and `app.js` does the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils import timezone

LARGEST = 1_000_000
LONGEST_KEY = 120
NEVER_KEPT = ("csrfmiddlewaretoken", "password")


class FormDraft(models.Model):
    """A form as one user left it. A model of the same shape need not inherit to be kept so."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=LONGEST_KEY)  # the form: "goal:12"
    data = models.JSONField(default=dict)
    base_version = models.PositiveIntegerField(null=True, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="%(class)s_one_per_user_and_form")
        ]

    def __str__(self) -> str:
        return self.key


def discard_draft(model: Any, user: Any, key: str) -> None:
    """Forget the draft: what it held is saved, or was given up."""
    model._default_manager.filter(user=user, key=key).delete()


def draft_view(
    model: Any,
    may_write: Callable[[HttpRequest, str], bool],
    is_done: Callable[[str], bool] = lambda once: False,
) -> Callable[[HttpRequest], HttpResponse]:
    """A view that gives, keeps and forgets drafts of `model`.

    `may_write` says whether the one who asks may write in the form with that key; if not, the
    answer is 404, as for any page that is not theirs. `is_done` says whether the form that names
    its saving `once` is saved: a draft that was sent before it and arrives after is not kept.
    """

    def view(request: HttpRequest) -> HttpResponse:
        key = request.GET.get("key", "")
        if not key or len(key) > LONGEST_KEY:
            return HttpResponseBadRequest()
        if not may_write(request, key):
            return HttpResponse(status=404)
        if request.method == "GET":
            return _given(model, request, key)
        if request.method == "POST":
            return _kept(model, request, key, is_done)
        if request.method == "DELETE":
            discard_draft(model, request.user, key)
            return HttpResponse(status=204)
        return HttpResponse(status=405)

    return view


def _given(model: Any, request: HttpRequest, key: str) -> HttpResponse:
    draft = model._default_manager.filter(user=request.user, key=key).first()
    if draft is None:
        return HttpResponse(status=204)
    return JsonResponse(
        {
            "data": draft.data,
            "version": draft.base_version,
            "saved_at": timezone.localtime(draft.saved_at).isoformat(),
        }
    )


def _kept(
    model: Any, request: HttpRequest, key: str, is_done: Callable[[str], bool]
) -> HttpResponse:
    if len(request.body) > LARGEST:
        return HttpResponse(status=413)
    try:
        sent = json.loads(request.body)
        data = {
            str(name): [str(value) for value in values]
            for name, values in sent["data"].items()
            if not str(name).startswith(NEVER_KEPT)
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return HttpResponseBadRequest()
    if any(is_done(once) for once in data.get("once", ())):
        return JsonResponse({"saved_at": timezone.localtime().isoformat()})
    version = str(sent.get("version") or "")
    draft, _ = model._default_manager.update_or_create(
        user=request.user,
        key=key,
        defaults={"data": data, "base_version": int(version) if version.isdigit() else None},
    )
    return JsonResponse({"saved_at": timezone.localtime(draft.saved_at).isoformat()})
