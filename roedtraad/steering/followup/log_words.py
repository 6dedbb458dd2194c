"""What is done to rounds and to the wheel, as the log tells it."""

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "followupround.open": _("opened %(thing)s"),
    "followupround.closed": _("closed %(thing)s"),
    "followupround.locked": _("locked %(thing)s"),
    "followupround.reopened": _("reopened %(thing)s"),
    "followupround.discarded": _("threw away %(thing)s"),
    "followupround.units_chosen": _("chose which units take part in %(thing)s"),
    "unitphase.written": _("wrote on %(thing)s"),
    "unitphase.finished": _("finished %(thing)s"),
    "unitphase.given": _("said who does %(thing)s"),
}
