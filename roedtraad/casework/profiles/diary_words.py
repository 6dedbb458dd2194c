"""What is done in the diary, as the log tells it."""

from django.utils.translation import gettext_lazy as _

DIARY = {
    "diaryentry.written": _("wrote a note in the diary"),
    "diaryentry.corrected": _("corrected a note in the diary"),
    "diaryentry.followed_up": _("followed up a note in the diary"),
    "diaryentry.reopened": _("took back that a note in the diary was followed up"),
    "diaryentry.taken_over": _("read what the shift before had handed over"),
    "diaryentry.struck": _("struck a note out of the diary"),
    "diaryentry.struck_listed": _("saw the list of notes struck out"),
    "case.struck_note_read": _("read a note struck out of the diary of %(thing)s"),
    "case.struck_note_opened": _("opened a note struck out of the diary of %(thing)s"),
    "case.diary_searched": _("searched in the diary of %(thing)s"),
    "case.diary_printed": _("printed the diary of %(thing)s"),
    "case.diary_file_taken": _("took a file out of the diary of %(thing)s"),
}
