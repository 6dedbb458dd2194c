"""The texts of a profile: written in place, with both versions shown when two have written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roedtraad.casework.profiles.access import Opened, opened
from roedtraad.casework.profiles.addresses import address
from roedtraad.casework.profiles.forms.profiles import TextForm
from roedtraad.casework.profiles.models import SectionText
from roedtraad.casework.profiles.queries.profiles import NO_VOICE, Slot, read, slot_of
from roedtraad.casework.profiles.queries.texts import Place, texts_at
from roedtraad.casework.profiles.services import texts
from roedtraad.casework.profiles.services.texts import TextConflict, Words
from roedtraad.foundation.accounts.http import UserRequest
from roedtraad.foundation.ui.fragments import page_or_fragment
from roedtraad.foundation.ui.merging import UNKNOWN, Collision, compared, save_over, with_choices

from ._shared import crumbs, is_kept, opened_to_write
from .drafts import forget

FORM, SLOT = "profiles/text_form.html", "profiles/slot.html"


@require_http_methods(["GET", "POST"])
def text(
    request: UserRequest,
    profile: int,
    section: str,
    citizen: int,
    voice: str,
    pk: int | None = None,
) -> HttpResponse:
    found = opened_to_write(request, profile, pk)
    slot = _slot(found, section, citizen, voice)
    stored = _form(None, slot)
    sent = with_choices(request.POST, stored) if request.method == "POST" else None
    form = _form(sent, slot)
    collision = None
    if form.is_bound and form.is_valid():
        try:
            kept = is_kept(form, lambda: _write(request, found, slot, form))
        except TextConflict as conflict:
            kept, collision = False, _collision(found, form, stored, conflict.newest)
        if kept:
            return _written(request, found, slot)
    context = {
        "form": form,
        "slot": slot,
        "profile": found.profile,
        "crumbs": crumbs(found),
        "conflict": collision,
        "draft_key": _key(found, slot),
        "action": request.path,
        "back": f"{address(found.profile, 'profile')}#{_anchor(slot)}",
    }
    status = 422 if form.is_bound else 200
    answer = render(
        request, page_or_fragment(request, FORM, fragment="form"), context, status=status
    )
    answer["HX-Reswap"] = "innerHTML"
    return answer


@require_GET
def history(
    request: UserRequest,
    profile: int,
    section: str,
    citizen: int,
    voice: str,
    pk: int | None = None,
) -> HttpResponse:
    found = read(request.user, opened(request.user, profile, case=pk))
    slot = _slot(found, section, citizen, voice)
    rows = texts_at(found.profile, _place(slot))
    context = {"slot": slot, "rows": rows, "profile": found.profile, "crumbs": crumbs(found)}
    return render(request, "profiles/text_history.html", context)


def _slot(found: Opened, section: str, citizen: int, voice: str) -> Slot:
    spoken = "" if voice == NO_VOICE else voice
    slot = slot_of(found.profile, Place(section, citizen or None, spoken))
    if slot is None:
        raise Http404
    return slot


def _place(slot: Slot) -> Place:
    return Place(slot.section.key, slot.citizen or None, slot.voice)


def _form(sent: Any, slot: Slot) -> TextForm:
    row = slot.text
    initial = {
        "text": row.text if row else "",
        "barriers": row.barriers if row else "",
        "base_version": row.pk if row else None,
    }
    return TextForm(
        sent,
        label=slot.label,
        hint=slot.section.help,
        has_barriers=slot.has_barriers,
        initial=initial,
    )


def _write(request: UserRequest, found: Opened, slot: Slot, form: TextForm) -> None:
    given = form.cleaned_data
    words = Words(given["text"], given.get("barriers", ""), given["base_version"])
    texts.write_text(found.profile, _place(slot), words, acting_user=request.user)


def _collision(found: Opened, mine: TextForm, theirs: TextForm, newest: SectionText) -> Collision:
    """Both texts; what was first read says which of the two has changed what."""
    base = SectionText.objects.filter(
        profile=found.profile, pk=mine.cleaned_data["base_version"] or 0
    ).first()

    def as_read(name: str) -> Any:
        if mine.cleaned_data["base_version"] is None:
            return ""
        return getattr(base, name) if base else UNKNOWN

    collision = compared(mine, theirs, by=newest.written_by, as_read=as_read)
    save_over(mine, newest.pk)
    return collision


def _written(request: UserRequest, found: Opened, slot: Slot) -> HttpResponse:
    forget(request.user, _key(found, slot))
    if not request.htmx:
        messages.success(request, _("Saved."))
        return redirect(f"{address(found.profile, 'profile')}#{_anchor(slot)}")
    now = slot_of(found.profile, _place(slot))
    context = {"slot": now, "profile": found.profile, "may_write": True}
    return render(request, SLOT, context)


def _key(found: Opened, slot: Slot) -> str:
    place = f"{slot.section.key}:{slot.citizen}:{slot.voice_in_address}"
    return f"profil:{found.profile.pk}:tekst:{place}"


def _anchor(slot: Slot) -> str:
    return f"tekst-{slot.section.key}-{slot.citizen}-{slot.voice_in_address}"
