from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "roedtraad.steering.indicators"

    def ready(self) -> None:
        from roedtraad.foundation.accounts.access import Permission
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.notices import clock, search, today
        from roedtraad.foundation.ui import navigation

        from . import jobs
        from .queries import library, waiting

        wording.add(
            {
                "measurement.recorded": _("recorded %(thing)s"),
                "measurement.corrected": _("corrected %(thing)s"),
                "measurement.withdrawn": _("withdrew %(thing)s"),
                "measurement.signed": _("signed off %(thing)s"),
                "measurement.doubt": _("doubted %(thing)s"),
                "measurement.settled": _("settled the doubt about %(thing)s"),
                "indicator.shared": _("put %(thing)s into the library"),
                "indicator.ended": _("ended the use of %(thing)s"),
                "indicator.resumed": _("took %(thing)s into use again"),
                "measurements.imported": _("read in %(thing)s"),
                "measurements.import_undone": _("undid %(thing)s"),
                "indicator.made_by_import": _("created %(thing)s with an import"),
                "series.annotated": _("noted what happened: %(thing)s"),
                "series.rebased": _("let the limits begin anew at %(thing)s"),
                "series.left_out": _("left a measurement out of mean and limits: %(thing)s"),
                "series.note_ended": _("took %(thing)s off the series"),
                "figures.read_whole": _("saw the figures about persons of %(thing)s"),
                "target.set": _("set %(thing)s"),
                "target.revised": _("revised %(thing)s"),
            }
        )
        today.provide(waiting.items)
        search.provide(_("Indicators"), library.found)
        clock.every(86_400, "indicators.registers", jobs.compute_register_measures)
        navigation.add(_("Indicators"), "indicators:library", Permission.STRATEGY_VIEW, order=35)
