from django.urls import URLPattern, path

from .views import invitations

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("konto/invitation/<str:token>/", invitations.accept, name="invitation"),
]
