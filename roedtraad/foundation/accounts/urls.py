from django.urls import URLPattern, path

from .views import invitations, own, permissions

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("konto/", own.profile, name="own_profile"),
    path("konto/invitation/<str:token>/", invitations.accept, name="invitation"),
    path("hvem-maa-hvad/", permissions.who_may_what, name="who_may_what"),
]
