"""What is done to strategies and agreements, as the log tells it."""

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "agreement.discarded": _("threw away %(thing)s"),
    "agreement.draft": _("sent %(thing)s back to be a draft"),
    "agreement.dialogue": _("opened the dialogue about %(thing)s"),
    "agreement.submitted": _("submitted %(thing)s for approval"),
    "agreement.approved": _("completed the approval of %(thing)s"),
    "agreement.active": _("put %(thing)s into force"),
    "agreement.amending": _("began to amend %(thing)s"),
    "agreement.followed_up": _("followed %(thing)s up"),
    "agreement.closed": _("closed %(thing)s"),
    "agreement.withdrawn": _("withdrew %(thing)s"),
    "agreement.approved_for_party": _("approved on behalf of a party: %(thing)s"),
    "agreement.approval_taken_back": _("took an approval back: %(thing)s"),
    "agreement.approvals_voided": _("changed %(thing)s, so that its approvals fell away"),
    "agreement.amendment_abandoned": _("gave up %(thing)s"),
    "agreement.rolled": _("carried goals into %(thing)s"),
    "agreement.roll_undone": _("undid that goals were carried into %(thing)s"),
    "goal.judged": _("set the status of %(thing)s by hand"),
    "goal.judgement_ended": _("let the status of %(thing)s be computed again"),
    "thread.resolved": _("settled %(thing)s"),
    "thread.reopened": _("took %(thing)s up again"),
    "comment.written": _("wrote %(thing)s"),
    "templateversion.installed": _("installed %(thing)s"),
    "templateversion.begun": _("began %(thing)s"),
    "templateversion.published": _("published %(thing)s"),
    "templateversion.dropped": _("threw away %(thing)s"),
}
