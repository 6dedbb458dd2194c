"""What is done when a plan is read in, as the log tells it."""

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "plan.read_in": _("made a draft of %(thing)s"),
    "reading.begun": _("began to read in: %(thing)s"),
    "reading.asked_again": _("had a document read once more: %(thing)s"),
    "reading.given_up": _("gave up reading in: %(thing)s"),
    "reading.accept": _("accepted elements of %(thing)s"),
    "reading.drop": _("left elements of %(thing)s out"),
    "reading.restore": _("took elements of %(thing)s in again"),
    "reading.correct": _("corrected an element of %(thing)s"),
    "reading.split": _("split an element of %(thing)s"),
    "reading.merge": _("joined elements of %(thing)s"),
    "reading.move": _("moved an element of %(thing)s"),
    "reading.put": _("added words to an element of %(thing)s"),
    "reading.undo": _("undid a step of looking through %(thing)s"),
}
