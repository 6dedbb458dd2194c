from django.urls import path

from . import gallery, views

app_name = "ui"
urlpatterns = [
    path("bliv-logget-ind/", views.keep_alive, name="keep_alive"),
    path("farver.css", views.colours, name="colours"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("was", views.was, name="was"),
    path("privatliv/", views.privacy, name="privacy"),
    path("laes-periode/", views.read_period, name="read_period"),
    path("ui/", gallery.gallery, name="gallery"),
]
