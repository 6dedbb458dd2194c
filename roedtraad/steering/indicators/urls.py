from django.urls import path

from .views import entry, library, passport, use

app_name = "indicators"
urlpatterns = [
    path("indikatorer/", library.library, name="library"),
    path("indikatorer/maalinger/", entry.entry, name="entry"),
    path("indikatorer/maalinger/kladde/", entry.draft, name="entry_draft"),
    path("indikatorer/<int:pk>/", passport.passport, name="passport"),
    path("indikatorer/i-brug/<int:pk>/", use.use, name="use"),
]
