from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

INSTRUMENT_PAGES = (
    *("instrument_new", "instrument", "instrument_edit", "version_new", "version"),
    *("version_edit", "block_new", "block", "scale_new", "scale", "norms_new", "norms"),
    *("reliability_new", "reliability"),
)


class ProfilesConfig(AppConfig):
    name = "roedtraad.casework.profiles"

    def ready(self) -> None:
        from roedtraad.casework.cases.shortcuts import Shortcut
        from roedtraad.casework.cases.shortcuts import add as add_shortcuts
        from roedtraad.foundation.accounts.access import Permission
        from roedtraad.foundation.audit import wording
        from roedtraad.foundation.notices import search, today
        from roedtraad.foundation.ui import assets, navigation, panels

        from . import places_of_diary
        from .instruments_log_words import PHRASES as OF_INSTRUMENTS
        from .log_words import PHRASES
        from .queries import decided, due_today, instruments_catalogue, scoring

        wording.add(PHRASES)
        places_of_diary.fill()
        panels.fill("case_page", url_name="profiles:case_panel")
        navigation.add(
            *(_("Templates of development profiles"), "profiles:templates"),
            *(Permission.TEMPLATE_EDIT, 61),
            place="administration",
            also=("profiles:template", "profiles:template_edit"),
            about=_("Which sections a profile has, and whose words they hold."),
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
        add_shortcuts(
            Shortcut(_("Give a score"), "profiles:scoring"),
            Shortcut(_("Write a note"), "profiles:note_new"),
            Shortcut(_("Development profiles"), anchor="profiles"),
        )
        today.provide(scoring.items)
        assets.add("profiles/scores.css", "profiles/outbox.js", "profiles/scoring.js")
        wording.add(OF_INSTRUMENTS)
        panels.fill("case_page", url_name="profiles:measurements")
        navigation.add(
            *(_("Instruments"), "profiles:instruments", Permission.INSTRUMENT_VIEW, 63),
            place="administration",
            also=tuple(f"profiles:{name}" for name in INSTRUMENT_PAGES),
            about=_("Questionnaires: what they ask, how they are scored, norms and licences."),
        )
        search.provide(_("Instruments"), instruments_catalogue.found)
        panels.fill("profile_page", url_name="profiles:evaluations_panel")
        navigation.add(_("Evaluations"), "profiles:evaluations", Permission.CASE_WORK, 36)
        today.provide(due_today.items)
        today.provide(decided.items)
        navigation.add(
            *(_("Notes struck out"), "profiles:struck_notes", Permission.CASE_LOG_VIEW, 73),
            place="administration",
            also=("profiles:struck_note",),
            about=_("Notes of diaries that count no more, by whom and why."),
        )
