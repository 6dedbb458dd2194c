"""Drafts of the forms about a case and its profiles, for whoever may write there.

The key begins with what the form is about: "sag:12:…" a case, "profil:7:…" a profile.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest

from roedtraad.casework.cases.access import Way, way_into
from roedtraad.casework.profiles.access import opened
from roedtraad.casework.profiles.models import ProfileDraft
from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.ui import drafts


def forget(user: User, key: str) -> None:
    drafts.discard_draft(ProfileDraft, user, key)


def _may_write(request: HttpRequest, key: str) -> bool:
    user = request.user
    word, _colon, rest = key.partition(":")
    number = rest.partition(":")[0]
    if not isinstance(user, User) or not number.isdigit():
        return False
    try:
        if word == "sag":
            return way_into(user, int(number))[1] is not Way.EMERGENCY
        return word == "profil" and opened(user, int(number)).may_write
    except Http404:
        return False


draft = drafts.draft_view(ProfileDraft, _may_write)
