from django.urls import path

from . import views

app_name = "analytics"
urlpatterns = [
    path("tal-paa-tvaers/", views.across, name="across"),
    path("tal-paa-tvaers/<int:pk>/", views.across, name="unit"),
]
