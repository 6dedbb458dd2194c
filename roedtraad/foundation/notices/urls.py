from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.today, name="today"),
    path("soeg/", views.search, name="search"),
    path("beskeder/", views.notice_list, name="notice_list"),
    path("sprog/", views.language, name="language"),
]
