"""The diary, below the case it belongs to; and the search in all of one's diaries."""

from django.urls import path

from .views import diary, diary_notes

OF_CASE = "sager/<int:pk>/dagbog/"
NOTE = f"{OF_CASE}<int:note>/"
DIARY = [
    path("dagbog/", diary.diaries_page, name="diaries"),
    path(OF_CASE, diary.diary, name="diary"),
    path(f"{OF_CASE}panel/", diary.panel, name="diary_panel"),
    path(f"{OF_CASE}siden/", diary.news, name="diary_news"),
    path(f"{OF_CASE}udskrift/", diary.diary_print, name="diary_print"),
    path(f"{OF_CASE}nyt/", diary_notes.note_new, name="note_new"),
    path(NOTE, diary_notes.note, name="note"),
    path(f"{NOTE}ret/", diary_notes.note_correct, name="note_correct"),
    path(f"{NOTE}fulgt-op/", diary_notes.note_follow_up, name="note_follow_up"),
    path(f"{NOTE}laest/", diary_notes.note_read, name="note_read"),
    path(f"{NOTE}bilag/<int:attachment>/", diary_notes.attachment, name="attachment"),
]
