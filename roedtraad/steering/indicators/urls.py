from django.urls import path, re_path

from .views import (
    annotations,
    credibility,
    drafts,
    entry,
    files,
    library,
    measurements,
    passport,
    targets,
    units,
    use,
)

app_name = "indicators"
urlpatterns = [
    path("indikatorer/", library.library, name="library"),
    path("indikatorer/maalinger/", entry.entry, name="entry"),
    path("indikatorer/maalinger/kladde/", entry.draft, name="entry_draft"),
    path("indikatorer/ny/", passport.passport_new, name="passport_new"),
    path("indikatorer/kladde/", drafts.draft, name="draft"),
    path("indikatorer/<int:pk>/enheder/", units.units, name="units"),
    path("indikatorer/<int:pk>/", passport.passport, name="passport"),
    path("indikatorer/<int:pk>/rediger/", passport.passport_edit, name="passport_edit"),
    path("indikatorer/<int:pk>/historik/", passport.history, name="history"),
    path("indikatorer/<int:pk>/bibliotek/", passport.share, name="share"),
    path("indikatorer/<int:pk>/afslut/", passport.end, name="end"),
    path("indikatorer/<int:pk>/tag-i-brug/", targets.use_new, name="use_new"),
    path("indikatorer/i-brug/<int:pk>/", use.use, name="use"),
    path("indikatorer/i-brug/<int:pk>/rediger/", targets.use_edit, name="use_edit"),
    path("indikatorer/i-brug/<int:pk>/maaltal/nyt/", targets.target_new, name="target_new"),
    path(
        "indikatorer/i-brug/<int:pk>/maaltal/<int:target>/",
        targets.target_revise,
        name="target_revise",
    ),
    path("indikatorer/i-brug/<int:pk>/maalinger/", measurements.measurements, name="measurements"),
    path(
        "indikatorer/i-brug/<int:pk>/maalinger/<int:measurement>/traek-tilbage/",
        measurements.withdraw,
        name="measurement_withdraw",
    ),
    path(
        "indikatorer/i-brug/<int:pk>/maaling/<int:measurement>/",
        credibility.word,
        name="credibility",
    ),
    path("indikatorer/<int:pk>/haendelse/", annotations.indicator_note_new, name="note_new"),
    path(
        "indikatorer/<int:pk>/haendelse/<int:annotation>/slut/",
        annotations.indicator_note_end,
        name="note_end",
    ),
    re_path(
        r"^indikatorer/i-brug/(?P<pk>[0-9]+)/serie\.(?P<kind>csv|png|svg)$",
        files.use_file,
        name="use_file",
    ),
    path(
        "indikatorer/i-brug/<int:pk>/haendelse/", annotations.annotation_new, name="annotation_new"
    ),
    path(
        "indikatorer/i-brug/<int:pk>/haendelse/<int:annotation>/slut/",
        annotations.annotation_end,
        name="annotation_end",
    ),
]
