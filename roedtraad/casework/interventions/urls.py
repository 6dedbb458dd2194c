from django.urls import path

from . import views

app_name = "interventions"
urlpatterns = [
    path("indsatstyper/", views.catalogue, name="catalogue"),
    path("indsatstyper/ny/", views.type_new, name="type_new"),
    path("indsatstyper/<int:pk>/", views.type_edit, name="type_edit"),
    path("indsatstyper/trin/nyt/", views.step_new, name="step_new"),
    path("indsatstyper/trin/<int:pk>/", views.step_edit, name="step_edit"),
]
