from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfilesConfig(AppConfig):
    name = "roedtraad.casework.profiles"

    def ready(self) -> None:
        from roedtraad.foundation.accounts.access import Permission
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.notices import today
        from roedtraad.foundation.ui import assets, navigation

        from .queries import scoring

        wording.add(
            {
                "profile.opened": _("opened a development profile"),
                "profile.closed": _("closed a development profile"),
                "profilegoal.agreed": _("agreed a goal"),
                "profilegoal.tagged": _("said what a goal is about"),
                "profilegoal.closed": _("closed a goal"),
                "evaluation.begun": _("began an evaluation"),
                "evaluation.saved": _("wrote in an evaluation"),
                "evaluation.submitted": _("said that an evaluation is ready for approval"),
                "evaluation.returned": _("sent an evaluation back"),
                "participation.recorded": _("noted how the family took part in a goal"),
                "score.recorded": _("recorded a score"),
                "evaluation.approved": _("approved an evaluation"),
                "score.withdrawn": _("let a score count no more"),
                "countingdecision.made": _("set the counting rules"),
            }
        )
        navigation.add(
            *(_("How we count"), "profiles:counting", Permission.COUNTING_EDIT, 66),
            place="administration",
            also=("profiles:counting_edit",),
            about=_("When a profile is active, an evaluation due and in time, a change a change."),
        )
        for label, page, order in (
            (_("My families"), "cases:list", 1),
            (_("Give a score"), "profiles:scoring_families", 3),
        ):
            navigation.add(label, page, Permission.CASE_WORK, order, place=navigation.AT_HAND)
        today.provide(scoring.items)
        assets.add("profiles/scores.css")
