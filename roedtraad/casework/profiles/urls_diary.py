"""The diary, below the case it belongs to; and the search in all of one's diaries."""

from django.urls import path

from .views import diary, diary_notes, diary_struck

OF_CASE = "sager/<int:pk>/dagbog/"
NOTE = f"{OF_CASE}<int:note>/"
DIARY = [
    path("dagbog/", diary.diaries_page, name="diaries"),
    path("dagbog/stroeget/", diary_struck.struck_list, name="struck_notes"),
    path("dagbog/stroeget/<int:note>/", diary_struck.struck_open, name="struck_note"),
    path(OF_CASE, diary.diary, name="diary"),
    path(f"{OF_CASE}panel/", diary.panel, name="diary_panel"),
    path(f"{OF_CASE}siden/", diary.news, name="diary_news"),
    path(f"{OF_CASE}udskrift/", diary.diary_print, name="diary_print"),
    path(f"{OF_CASE}nyt/", diary_notes.note_new, name="note_new"),
    path(NOTE, diary_notes.note, name="note"),
    path(f"{NOTE}ret/", diary_notes.note_correct, name="note_correct"),
    path(f"{NOTE}stryg/", diary_struck.note_strike, name="note_strike"),
    path(f"{NOTE}stroeget/", diary_struck.note_struck, name="note_struck"),
    path(f"{NOTE}fulgt-op/", diary_notes.note_follow_up, name="note_follow_up"),
    path(f"{NOTE}laest/", diary_notes.note_read, name="note_read"),
    path(f"{NOTE}bilag/<int:attachment>/", diary_notes.attachment, name="attachment"),
]
