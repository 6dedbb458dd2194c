from django.urls import path

from .views import counting, drafts

app_name = "profiles"
urlpatterns = [
    path("taelleregler/", counting.counting, name="counting"),
    path("taelleregler/ret/", counting.counting_edit, name="counting_edit"),
    path("udviklingsprofiler/kladde/", drafts.draft, name="draft"),
]
