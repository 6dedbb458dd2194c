from django.urls import path

from .views import drafts

app_name = "profiles"
urlpatterns = [
    path("udviklingsprofiler/kladde/", drafts.draft, name="draft"),
]
