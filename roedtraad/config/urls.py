"""Every app's pages. Paths are Danish, names English."""

from django.urls import URLPattern, URLResolver, include, path

from .health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("sundhed/", health, name="health"),
    path("konto/", include("roedtraad.foundation.accounts.sign_in_urls")),
    path("", include("roedtraad.foundation.accounts.urls")),
    path("", include("roedtraad.foundation.notices.urls")),
    path("", include("roedtraad.foundation.ui.urls")),
    path("", include("roedtraad.steering.agreements.urls")),
    path("", include("roedtraad.casework.cases.urls")),
    path("", include("roedtraad.casework.interventions.urls")),
    path("", include("roedtraad.casework.profiles.urls")),
    path("", include("roedtraad.steering.indicators.urls")),
    path("", include("roedtraad.steering.agreements.urls_strategy")),
    path("", include("roedtraad.steering.agreements.urls_matrix")),
    path("", include("roedtraad.steering.agreements.urls_templates")),
    path("", include("roedtraad.steering.theory.urls")),
    path("", include("roedtraad.steering.followup.urls")),
    path("", include("roedtraad.insight.analytics.urls")),
    path("", include("roedtraad.insight.reports.urls")),
    path("", include("roedtraad.gateways.importing.urls")),
    path("", include("roedtraad.gateways.family.urls")),
]

handler400 = "roedtraad.foundation.ui.errors.bad_request"
handler403 = "roedtraad.foundation.ui.errors.permission_denied"
handler404 = "roedtraad.foundation.ui.errors.page_not_found"
handler500 = "roedtraad.foundation.ui.errors.server_error"
