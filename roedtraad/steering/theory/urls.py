from django.urls import path

from .views import board, drafts, life, page, panels, parts

app_name = "theory"
urlpatterns = [
    path("forandringsteorier/", page.theory_list, name="list"),
    path("forandringsteorier/ny/", life.new, name="new"),
    path("forandringsteorier/kladde/", drafts.draft, name="draft"),
    path("forandringsteorier/<int:pk>/", page.page, name="page"),
    path(
        "udviklingsprofiler/<int:pk>/roed-traad/",
        panels.profile_thread_panel,
        name="profile_thread",
    ),
    path("forandringsteorier/<int:pk>/tegning.svg", page.drawing, name="drawing"),
    path("forandringsteorier/<int:pk>/udskriv/<slug:paper>/", page.printed, name="print"),
    path("forandringsteorier/<int:pk>/historik/", page.history, name="history"),
    path("forandringsteorier/<int:pk>/fortryd/<int:change>/", page.undo, name="undo"),
    path("forandringsteorier/<int:pk>/ret/", life.edit, name="edit"),
    path("forandringsteorier/<int:pk>/tilstand/", life.state_change, name="state"),
    path("forandringsteorier/<int:pk>/ny-udgave/", life.revise, name="revise"),
    path("forandringsteorier/<int:pk>/kopier/", life.copy, name="copy"),
    path("forandringsteorier/<int:pk>/smid-ud/", life.discard, name="discard"),
    path("forandringsteorier/<int:pk>/tegn/", board.board, name="board"),
    path("forandringsteorier/<int:pk>/tegn/fortryd/", board.undo_last, name="undo_last"),
    path("forandringsteorier/<int:pk>/tegn/ryd-op/", board.tidy, name="tidy"),
    path("forandringsteorier/<int:pk>/kasse/ny/", board.node_new, name="node_new"),
    path("forandringsteorier/<int:pk>/kasse/<int:node>/flyt/", board.node_move, name="node_move"),
    path(
        "forandringsteorier/<int:pk>/kasse/<int:node>/fjern/", board.node_remove, name="node_remove"
    ),
    path("forandringsteorier/<int:pk>/kasse/<int:node>/", parts.node_edit, name="node_edit"),
    path("forandringsteorier/<int:pk>/kasse/<int:node>/pil/", parts.connect, name="connect"),
    path("forandringsteorier/<int:pk>/pil/<int:link>/", parts.link_edit, name="link_edit"),
    path(
        "forandringsteorier/<int:pk>/pil/<int:link>/fjern/", board.link_remove, name="link_remove"
    ),
    path("forandringsteorier/<int:pk>/risiko/ny/", parts.risk_new, name="risk_new"),
    path("forandringsteorier/<int:pk>/risiko/<int:risk>/", parts.risk_edit, name="risk_edit"),
    path(
        "forandringsteorier/<int:pk>/risiko/<int:risk>/fjern/",
        parts.risk_remove,
        name="risk_remove",
    ),
    path("maal/<int:pk>/forandringsteori/", panels.goal, name="goal_panel"),
    path("aftaler/<int:pk>/forandringsteorier/", panels.agreement, name="agreement_panel"),
]
