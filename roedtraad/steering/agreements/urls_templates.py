from django.urls import path

from .views import template_editor as editor
from .views import templates

app_name = "templates"
urlpatterns = [
    path("skabeloner/", templates.template_list, name="list"),
    path("skabeloner/ny/", templates.template_new, name="new"),
    path("skabeloner/<int:pk>/", templates.template, name="template"),
    path("skabeloner/<int:pk>/ny-version/", templates.version_begin, name="begin"),
    path("skabeloner/version/<int:pk>/", templates.version, name="version"),
    path("skabeloner/version/<int:pk>/ret/", editor.editor, name="edit"),
    path("skabeloner/version/<int:pk>/regler/", editor.settings, name="settings"),
    path("skabeloner/version/<int:pk>/udgiv/", editor.publish, name="publish"),
    path("skabeloner/version/<int:pk>/kasser/", editor.drop, name="drop"),
    path("skabeloner/version/<int:pk>/<slug:part>/ny/", editor.item, name="item_new"),
    path("skabeloner/version/<int:pk>/<slug:part>/<int:place>/", editor.item, name="item"),
    path(
        "skabeloner/version/<int:pk>/<slug:part>/<int:place>/flyt/",
        editor.item_move,
        name="item_move",
    ),
    path(
        "skabeloner/version/<int:pk>/<slug:part>/<int:place>/fjern/",
        editor.item_remove,
        name="item_remove",
    ),
]
