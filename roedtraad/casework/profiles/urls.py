from django.urls import path

from .urls_diary import DIARY
from .urls_evaluations import PATTERNS as EVALUATIONS
from .urls_instruments import PATTERNS as INSTRUMENTS
from .urls_profiles import PATTERNS
from .views import counting, drafts, outbox, scores

app_name = "profiles"
ONE = "sager/<int:pk>/"
urlpatterns = [
    path("taelleregler/", counting.counting, name="counting"),
    path("taelleregler/ret/", counting.counting_edit, name="counting_edit"),
    path("udviklingsprofiler/kladde/", drafts.draft, name="draft"),
    path("udbakke/", outbox.outbox_deliver, name="outbox_deliver"),
    path("udbakke/noegle/", outbox.outbox_key, name="outbox_key"),
    path("giv-score/", scores.families, name="scoring_families"),
    path(f"{ONE}scor/", scores.scoring, name="scoring"),
    path(f"{ONE}scor/fortryd/", scores.score_undo, name="score_undo"),
    path(f"{ONE}maal/<int:goal>/score/", scores.score_new, name="score_new"),
    path(f"{ONE}maal/<int:goal>/scorer/", scores.score_list, name="score_list"),
    path(
        f"{ONE}maal/<int:goal>/scorer/<int:score>/traek-tilbage/",
        scores.score_withdraw,
        name="score_withdraw",
    ),
    *PATTERNS,
    *DIARY,
    *INSTRUMENTS,
    *EVALUATIONS,
]
