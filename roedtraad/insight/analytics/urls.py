from django.urls import path

from . import views
from .behind import views as behind

app_name = "analytics"
urlpatterns = [
    path("tal-paa-tvaers/", views.across, name="across"),
    path("tal-paa-tvaers/<int:pk>/", views.across, name="unit"),
    path("indikatorer/i-brug/<int:pk>/register/", behind.measure, name="measure"),
    path("indikatorer/i-brug/<int:pk>/register/sager/", behind.cases, name="cases"),
    path("indikatorer/i-brug/<int:pk>/register/veje/", behind.links, name="register_links"),
    path("udviklingsprofiler-i-tal/", views.profiles, name="profiles"),
    path("udviklingsprofiler-i-tal/<int:pk>/", views.profiles, name="profiles_of"),
]
