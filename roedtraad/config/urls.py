"""Every app's pages. Paths are Danish, names English."""

from django.urls import URLPattern, URLResolver, include, path

from .health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("sundhed/", health, name="health"),
    path("konto/", include("allauth.urls")),
    path("", include("roedtraad.foundation.notices.urls")),
    path("", include("roedtraad.foundation.ui.urls")),
]
