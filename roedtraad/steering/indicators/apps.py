from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "roedtraad.steering.indicators"

    def ready(self) -> None:
        from roedtraad.foundation.accounts.access import Permission
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.notices import today
        from roedtraad.foundation.ui import navigation

        from .queries import waiting

        wording.add(
            {
                "measurement.recorded": _("recorded %(thing)s"),
                "measurement.corrected": _("corrected %(thing)s"),
                "measurement.withdrawn": _("withdrew %(thing)s"),
                "measurement.signed": _("signed off %(thing)s"),
                "measurement.doubt": _("doubted %(thing)s"),
                "measurement.settled": _("settled the doubt about %(thing)s"),
                "target.set": _("set %(thing)s"),
                "target.revised": _("revised %(thing)s"),
            }
        )
        today.provide(waiting.items)
        navigation.add(_("Indicators"), "indicators:library", Permission.STRATEGY_VIEW, order=35)
