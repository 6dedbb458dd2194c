from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("rapporter/", views.index, name="index"),
    path(
        "rapporter/aftaler/<int:pk>/<slug:edition>.<slug:as_format>",
        views.agreement,
        name="agreement",
    ),
    path("rapporter/aftaler/<int:pk>/udskriv/", views.agreement_panel, name="agreement_panel"),
    path(
        "rapporter/strategier/<int:pk>/strategi.<slug:as_format>", views.strategy, name="strategy"
    ),
    path("rapporter/strategier/<int:pk>/udskriv/", views.strategy_panel, name="strategy_panel"),
    path(
        "rapporter/forandringsteorier/<int:pk>/<slug:paper>.<slug:as_format>",
        views.theory,
        name="theory",
    ),
    path("rapporter/forandringsteorier/<int:pk>/udskriv/", views.theory_panel, name="theory_panel"),
    path("rapporter/indikatorer/<int:pk>/enheder.<slug:as_format>", views.units, name="units"),
    path("rapporter/indikatorer/<int:pk>/udskriv/", views.units_panel, name="units_panel"),
    path("rapporter/status.<slug:as_format>", views.overview, name="overview"),
]
