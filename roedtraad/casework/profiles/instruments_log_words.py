"""What is done with instruments and measurements, as the log tells it."""

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "instrument.installed": _("installed the questionnaires that come with the system"),
    "instrumentversion.published": _("published a version of an instrument: %(thing)s"),
    "instrumentversion.taken_back": _("made a version of an instrument a draft again: %(thing)s"),
    "answerset.written": _("wrote questions of an instrument"),
    "scale.written": _("wrote a scale of an instrument: %(thing)s"),
    "response.recorded": _("recorded an answered questionnaire"),
    "response.corrected": _("corrected an answered questionnaire"),
    "response.withdrawn": _("withdrew an answered questionnaire"),
    "response.imported": _("read scores in from a spreadsheet"),
}
