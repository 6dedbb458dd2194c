from django.urls import path

from .views import strategy, strategy_drafts, strategy_parts

app_name = "strategy"
urlpatterns = [
    path("strategi/", strategy.strategy_list, name="list"),
    path("strategi/ny/", strategy.strategy_new, name="new"),
    path("strategi/kladde/", strategy_drafts.draft, name="draft"),
    path("strategi/<int:pk>/", strategy.page, name="page"),
    path("strategi/<int:pk>/ret/", strategy.strategy_edit, name="edit"),
    path("strategi/<int:pk>/krav/", strategy.rules_edit, name="rules"),
    path("strategi/<int:pk>/tilstand/", strategy.state_change, name="state"),
    path("strategi/<int:pk>/historik/", strategy.history, name="history"),
    path("strategi/<int:pk>/fortryd/<int:change>/", strategy.undo, name="undo"),
    path("strategi/<int:pk>/temaer/brug/", strategy.theme_use, name="theme_use"),
    path("strategi/<int:pk>/temaer/<int:theme>/slip/", strategy.theme_drop, name="theme_drop"),
    path("strategi/<int:pk>/ny/<slug:kind>/", strategy_parts.part_new, name="part_new"),
    path(
        "strategi/<int:pk>/<slug:kind>/<int:part>/ret/", strategy_parts.part_edit, name="part_edit"
    ),
    path(
        "strategi/<int:pk>/<slug:kind>/<int:part>/fjern/",
        strategy_parts.part_remove,
        name="part_remove",
    ),
    path(
        "strategi/<int:pk>/<slug:kind>/<int:part>/flyt/", strategy_parts.part_move, name="part_move"
    ),
]
