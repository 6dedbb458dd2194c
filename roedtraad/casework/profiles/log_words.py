"""What is done with profiles, as the log tells it."""

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "profile.read": _("read a development profile"),
    "profile.opened": _("opened a development profile"),
    "profile.closed": _("closed a development profile"),
    "profile.text_written": _("wrote a text of a development profile"),
    "profile.printed": _("printed a page of a development profile for those it is about"),
    "case.printed": _("printed something of %(thing)s for the family"),
    "profiletemplate.drafted": _("began a new version of %(thing)s"),
    "profiletemplate.published": _("put a version of %(thing)s in use"),
    "profiletemplate.discarded": _("threw away a version of %(thing)s"),
    "meeting.called": _("called a meeting"),
    "plannedaction.planned": _("planned an action of a development profile"),
    "plannedaction.moved": _("said how far an action of a development profile has come"),
    "profilegoal.agreed": _("agreed a goal"),
    "profilegoal.tagged": _("said what a goal is about"),
    "profilegoal.closed": _("closed a goal"),
    "participation.recorded": _("noted how the family took part in a goal"),
    "evaluation.begun": _("began an evaluation"),
    "evaluation.saved": _("wrote in an evaluation"),
    "evaluation.submitted": _("said that an evaluation is ready for approval"),
    "evaluation.returned": _("sent an evaluation back"),
    "evaluation.approved": _("approved an evaluation"),
    "score.recorded": _("recorded a score"),
    "score.withdrawn": _("let a score count no more"),
    "countingdecision.made": _("set the counting rules"),
    "case.family_read": _("saw their own pages of %(thing)s"),
    "share.made": _("shared something of one of the family with another"),
    "share.taken_back": _("took back what was shared with one of the family"),
}
