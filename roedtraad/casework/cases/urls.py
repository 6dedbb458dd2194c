from django.urls import path

from . import views

app_name = "cases"
urlpatterns = [
    path("maalgrupper/", views.target_groups, name="target_groups"),
    path("maalgrupper/ny/", views.target_group_new, name="target_group_new"),
    path("maalgrupper/<int:pk>/", views.target_group, name="target_group"),
]
