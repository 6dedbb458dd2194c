"""What is done in casework, as the log tells it."""

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "case.opened": _("opened %(thing)s as a new case"),
    "case.closed": _("closed %(thing)s"),
    "case.reopened": _("opened %(thing)s again after it was closed"),
    "case.read": _("read %(thing)s"),
    "case.listed": _("saw %(thing)s in a list"),
    "case.searched": _("searched for cases"),
    "case.exported": _("took %(thing)s out in a spreadsheet"),
    "case.person_added": _("added a person to %(thing)s"),
    "case.person_changed": _("changed what a person is to %(thing)s"),
    "case.worker_added": _("put an employee on %(thing)s"),
    "case.worker_ended": _("took an employee off %(thing)s"),
    "case.emergency_sought": _("looked for a case to open in an emergency"),
    "case.emergency_opened": _("opened %(thing)s in an emergency"),
    "case.emergency_checked": _("looked into an emergency access to %(thing)s"),
    "case.relative_opened": _("opened %(thing)s, which is about themselves or a relative"),
    "citizen.read": _("opened everything kept of %(thing)s"),
    "citizen.found": _("found %(thing)s registered already"),
    "citizen.merged": _("merged another record into %(thing)s"),
    "citizen.parted": _("took two merged records apart again: %(thing)s"),
    "citizen.log_searched": _("searched for who has seen somebody's case"),
    "citizen.log_read": _("saw who has seen the case of %(thing)s"),
    "parentalauthority.ended": _("ended a parental authority"),
    "consent.withdrawn": _("noted that a consent was withdrawn"),
    "ownrelation.noted": _("noted the number of themselves or of a relative"),
    "sealingkey.created": _("made a new key of CPR numbers"),
    "sealingkey.rotated": _("sealed the CPR numbers with the new key"),
}
