from django.urls import path

from .urls_diary import DIARY
from .urls_evaluations import PATTERNS as EVALUATIONS
from .urls_instruments import PATTERNS as INSTRUMENTS
from .urls_profiles import PATTERNS
from .urls_scores import SCORES, in_both
from .views import counting, drafts, outbox, scores

app_name = "profiles"
urlpatterns = [
    path("taelleregler/", counting.counting, name="counting"),
    path("taelleregler/ret/", counting.counting_edit, name="counting_edit"),
    path("udviklingsprofiler/kladde/", drafts.draft, name="draft"),
    path("udbakke/", outbox.outbox_deliver, name="outbox_deliver"),
    path("udbakke/noegle/", outbox.outbox_key, name="outbox_key"),
    path("giv-score/", scores.families, name="scoring_families"),
    *(pattern for page in SCORES for pattern in in_both(*page)),
    *PATTERNS,
    *DIARY,
    *INSTRUMENTS,
    *EVALUATIONS,
]
