from django.urls import path

from .views import library, passport, use

app_name = "indicators"
urlpatterns = [
    path("indikatorer/", library.library, name="library"),
    path("indikatorer/<int:pk>/", passport.passport, name="passport"),
    path("indikatorer/i-brug/<int:pk>/", use.use, name="use"),
]
