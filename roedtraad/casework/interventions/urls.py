from django.urls import path

from .views import catalogue, granted, target_groups

app_name = "interventions"
OF_CASE = "sager/<int:pk>/indsatser/"
urlpatterns = [
    path("indsatstyper/", catalogue.catalogue, name="catalogue"),
    path("indsatstyper/ny/", catalogue.type_new, name="type_new"),
    path("indsatstyper/<int:pk>/", catalogue.type_edit, name="type_edit"),
    path("indsatstyper/trin/nyt/", catalogue.step_new, name="step_new"),
    path("indsatstyper/trin/<int:pk>/", catalogue.step_edit, name="step_edit"),
    path("maalgrupper/familier/", target_groups.panel, name="groups_panel"),
    path("maalgrupper/<int:pk>/familier/", target_groups.families, name="families"),
    path(OF_CASE, granted.case_panel, name="case_panel"),
    path(f"{OF_CASE}ny/", granted.intervention_new, name="intervention_new"),
    path(f"{OF_CASE}<int:intervention>/", granted.intervention, name="intervention"),
    path(f"{OF_CASE}<int:intervention>/slut/", granted.intervention_end, name="intervention_end"),
    path(f"{OF_CASE}<int:intervention>/droeftelse/", granted.discussion, name="discussion"),
]
