from django.urls import path

from .views import matrix

app_name = "matrix"
urlpatterns = [
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/fokusomraade/<int:pk>/", matrix.area, name="area"),
    path("matrix/fokusomraade/<int:pk>/nyt-maal/", matrix.new_goal, name="new_goal"),
    path("matrix/effektmaal/<int:pk>/", matrix.effect, name="effect"),
    path("matrix/tema/<int:pk>/", matrix.theme, name="theme"),
]
