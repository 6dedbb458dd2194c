from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.today, name="today"),
    path("soeg/", views.search, name="search"),
    path("kalender/", views.calendar, name="calendar"),
    path("kalender/abonnement/", views.subscription, name="subscription"),
    path("kalender/abonnement/stop/", views.subscription_stop, name="subscription_stop"),
    path("kalender/<str:token>.ics", views.feed, name="feed"),
    path("beskeder/", views.notice_list, name="notice_list"),
    path("beskeder/laest/", views.all_read, name="all_read"),
    path("beskeder/<int:pk>/", views.notice, name="notice"),
    path("sprog/", views.language, name="language"),
]
