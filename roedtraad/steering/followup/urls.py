from django.urls import path

from .views import parts, rounds, wheel

app_name = "followup"
ROUND = "opfoelgning/runder/<int:pk>/"
PART = "opfoelgning/opgaver/<int:pk>/"
urlpatterns = [
    path("opfoelgning/", wheel.wheel, name="wheel"),
    path("opfoelgning/datoer/ny/", wheel.date_new, name="date_new"),
    path("opfoelgning/datoer/<int:pk>/", wheel.date_edit, name="date_edit"),
    path("opfoelgning/datoer/<int:pk>/fjern/", wheel.date_remove, name="date_remove"),
    path("opfoelgning/<int:year>/kopier/", wheel.copy, name="copy"),
    path("opfoelgning/runder/nye/", rounds.plan, name="plan"),
    path(ROUND, rounds.round_, name="round"),
    path(f"{ROUND}ret/", rounds.edit, name="round_edit"),
    path(f"{ROUND}enheder/", rounds.units, name="units"),
    path(f"{ROUND}tilstand/", rounds.step, name="step"),
    path(f"{ROUND}genaabn/", rounds.reopen, name="reopen"),
    path(f"{ROUND}smid-ud/", rounds.discard, name="discard"),
    path(f"{ROUND}faser/ny/", rounds.phase_new, name="phase_new"),
    path(f"{ROUND}faser/<int:phase>/", rounds.phase_edit, name="phase_edit"),
    path(f"{ROUND}faser/<int:phase>/fjern/", rounds.phase_remove, name="phase_remove"),
    path(PART, parts.part, name="part"),
    path(f"{PART}person/", parts.person, name="person"),
]
