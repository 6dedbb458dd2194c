"""What is done to users and their roles, as the log tells it."""

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "user.signed_in": _("logged in"),
    "user.sign_in_failed": _("turned away an attempt to log in as %(thing)s"),
    "user.locked_out": _("locked %(thing)s after too many attempts to log in"),
    "user.unlocked": _("unlocked %(thing)s"),
    "user.deactivated": _("closed %(thing)s"),
    "user.activated": _("opened %(thing)s again"),
    "user.invited": _("sent %(thing)s"),
    "user.invitation_accepted": _("chose a first password by %(thing)s"),
    "user.password_changed": _("chose a new password"),
    "user.second_factor_added": _("set up a second factor"),
    "user.second_factor_ended": _("removed a second factor"),
    "user.second_factor_removed": _("removed the second factor of %(thing)s"),
    "user.recovery_codes_made": _("made new recovery codes"),
    "user.language_chosen": _("chose another language"),
    "user.read": _("looked %(thing)s up"),
    "user.list_read": _("looked through the list of users"),
    "user.list_exported": _("took the list of users out as a spreadsheet"),
    "membership.given": _("gave a role: %(thing)s"),
    "membership.ended": _("ended a role: %(thing)s"),
    "membership.withdrawn": _("withdrew a role before it began: %(thing)s"),
    "membership.passed_on": _("passed a role on to the unit that took over: %(thing)s"),
    "membership.given_back": _("let a role that had ended with its unit go on: %(thing)s"),
    "roster.imported": _("took units and users in from a spreadsheet"),
}
