"""Where the diary is met outside its own pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roedtraad.foundation.accounts.access import Permission
from roedtraad.foundation.audit import wording
from roedtraad.foundation.notices import search, today
from roedtraad.foundation.ui import assets, navigation, panels

from .diary_words import DIARY
from .queries import diary_due, diary_search

PAGES = ("diary", "diary_print", "note_new", "note", "note_correct")


def fill() -> None:
    """In the log, in the menus, on the page of a case, among what is due and what search finds."""
    wording.add(DIARY)
    navigation.add(
        *(_("Diary"), "profiles:diaries", Permission.CASE_WORK, 36),
        also=tuple(f"profiles:{name}" for name in PAGES),
    )
    navigation.add(
        *(_("Write a note"), "profiles:diaries", Permission.CASE_WORK, 2),
        place=navigation.AT_HAND,
    )
    panels.fill("case_page", url_name="profiles:diary_panel")
    today.provide(diary_due.items)
    search.provide(_("Diary notes"), diary_search.found)
    assets.add("profiles/diary.css")
