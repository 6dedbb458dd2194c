from django.urls import path

from .views import (
    agreement,
    annexes,
    discussion,
    goals,
    life,
    lists,
    management,
    starting,
    writing,
)

app_name = "agreements"
urlpatterns = [
    path("aftaler/", lists.agreement_list, name="list"),
    path("aftaler/ny/", starting.agreement_new, name="new"),
    path("aftaler/mangler/", lists.missing_list, name="missing"),
    path("aftaler/kladde/", discussion.draft, name="draft"),
    path("aftaler/<int:pk>/", agreement.agreement, name="page"),
    path("aftaler/<int:pk>/godkendt/<int:number>/", agreement.version, name="version"),
    path("aftaler/<int:pk>/historik/", agreement.history, name="history"),
    path("aftaler/<int:pk>/fortryd/<int:change>/", agreement.undo, name="undo"),
    path("aftaler/<int:pk>/skriv/tekst/<str:key>/", writing.section, name="section"),
    path("aftaler/<int:pk>/skriv/<slug:kind>/", writing.part_new, name="part_new"),
    path("aftaler/<int:pk>/skriv/<slug:kind>/<int:part>/", writing.part_edit, name="part_edit"),
    path(
        "aftaler/<int:pk>/skriv/<slug:kind>/<int:part>/fjern/",
        writing.part_remove,
        name="part_remove",
    ),
    path(
        "aftaler/<int:pk>/skriv/<slug:kind>/<int:part>/flyt/", writing.part_move, name="part_move"
    ),
    path("aftaler/<int:pk>/kommentar/", discussion.begin, name="comment"),
    path(
        "aftaler/<int:pk>/kommentar/<int:thread>/",
        discussion.continue_thread,
        name="comment_thread",
    ),
    path("aftaler/<int:pk>/trin/<slug:step>/", life.take_step, name="step"),
    path("aftaler/<int:pk>/kasser/", starting.discard, name="discard"),
    path("aftaler/<int:pk>/godkendelse/", life.approvals, name="approvals"),
    path("aftaler/<int:pk>/godkendelse/<int:party>/", life.approve, name="approve"),
    path(
        "aftaler/<int:pk>/godkendelse/<int:approval_pk>/tag-tilbage/",
        life.take_back,
        name="take_back",
    ),
    path("aftaler/<int:pk>/tillaeg/", life.open_amendment, name="open_amendment"),
    path("aftaler/<int:pk>/tillaeg/<int:number>/", life.amendment, name="amendment"),
    path(
        "aftaler/<int:pk>/tillaeg/<int:number>/opgiv/",
        life.abandon_amendment,
        name="abandon_amendment",
    ),
    path("aftaler/<int:pk>/naeste-periode/", starting.next_period, name="next_period"),
    path("aftaler/<int:pk>/naeste-periode/fortryd/", starting.undo_roll, name="undo_roll"),
    path("aftaler/<int:pk>/bilag/", annexes.upload, name="annex_upload"),
    path("aftaler/<int:pk>/bilag/<int:annex>/", annexes.download, name="annex"),
    path("maal/", lists.goal_table, name="goal_table"),
    path("maal/<int:pk>/", goals.goal, name="goal_page"),
    path("maal/<int:pk>/maalinger/<int:indicator>/", goals.measurements, name="measurements"),
    path(
        "maal/<int:pk>/maalinger/<int:measurement>/traek-tilbage/",
        goals.withdraw,
        name="withdraw_measurement",
    ),
    path("maal/<int:pk>/handlinger/<int:action>/", goals.action_status, name="action_status"),
    path("maal/<int:pk>/udviklingsprofil/", management.panel, name="management_panel"),
    path("maal/<int:pk>/udviklingsprofil/aabn/", management.profile_open, name="profile_open"),
    path("maal/<int:pk>/vurdering/", goals.judge, name="judge"),
    path("maal/<int:pk>/vurdering/slut/", goals.end_judgement, name="end_judgement"),
]
