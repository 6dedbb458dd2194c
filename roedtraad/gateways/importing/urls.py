from django.urls import path, re_path

from . import panels
from .views import measurements
from .views import plans as views

app_name = "importing"
urlpatterns = [
    path("indlaes-maalinger/", measurements.upload, name="measurements"),
    path("indlaes-maalinger/<int:pk>/", measurements.page, name="measurement_import"),
    path("indlaes-maalinger/<int:pk>/forkerte/", measurements.wrong, name="measurements_wrong"),
    path("laes-plan-ind/", views.upload, name="upload"),
    path("laes-plan-ind/<int:pk>/", views.page, name="review"),
    path("laes-plan-ind/<int:pk>/dokument/", views.document, name="document"),
    path("laes-plan-ind/<int:pk>/sikre/", views.accept_sure, name="accept_sure"),
    path("laes-plan-ind/<int:pk>/fortryd/", views.undo, name="undo"),
    path("laes-plan-ind/<int:pk>/opret/", views.create, name="create"),
    path("laes-plan-ind/<int:pk>/igen/", views.again, name="again"),
    path("laes-plan-ind/maal/<int:pk>/", panels.goal, name="goal_source"),
    path("laes-plan-ind/aftale/<int:pk>/", panels.agreement, name="agreement_source"),
    path("laes-plan-ind/strategi/<int:pk>/", panels.strategy, name="strategy_source"),
    path("laes-plan-ind/<int:pk>/opgiv/", views.drop_reading, name="drop_reading"),
    path("laes-plan-ind/<int:pk>/<int:element_pk>/ret/", views.correct, name="correct"),
    path("laes-plan-ind/<int:pk>/<int:element_pk>/del/", views.split, name="split"),
    path("laes-plan-ind/<int:pk>/<int:element_pk>/flyt/", views.move, name="move"),
    path("laes-plan-ind/<int:pk>/<int:element_pk>/ind/", views.put, name="put"),
    re_path(
        r"^laes-plan-ind/(?P<pk>\d+)/(?P<element_pk>\d+)/(?P<act>accept|drop|merge|restore)/$",
        views.decide,
        name="decide",
    ),
]
