"""Addresses of instruments, and of what is measured with them in a case."""

from django.urls import path

from .views import instruments, instruments_case, instruments_norms, instruments_sheets

CATALOGUE = "maaleredskaber/"
VERSION = f"{CATALOGUE}udgaver/<int:pk>/"
NORMS = f"{CATALOGUE}normer/<int:norms>/"
RELIABILITY = f"{CATALOGUE}paalidelighed/<int:reliability>/"
MEASURED = "sager/<int:pk>/maalinger/"
RESPONSE = f"{MEASURED}<int:response>/"
PATTERNS = [
    # instruments
    path(CATALOGUE, instruments.instrument_list, name="instruments"),
    path(f"{CATALOGUE}nyt/", instruments.instrument_new, name="instrument_new"),
    path(f"{CATALOGUE}<int:pk>/", instruments.instrument, name="instrument"),
    path(f"{CATALOGUE}<int:pk>/ret/", instruments.instrument_edit, name="instrument_edit"),
    path(f"{CATALOGUE}<int:pk>/udgaver/ny/", instruments.version_new, name="version_new"),
    path(VERSION, instruments.version, name="version"),
    path(f"{VERSION}ret/", instruments.version_edit, name="version_edit"),
    path(f"{VERSION}udgiv/", instruments.version_publish, name="version_publish"),
    path(f"{VERSION}tilbage/", instruments.version_take_back, name="version_take_back"),
    path(f"{VERSION}spoergsmaal/nye/", instruments.block_new, name="block_new"),
    path(f"{VERSION}spoergsmaal/<int:block>/", instruments.block, name="block"),
    path(f"{VERSION}spoergsmaal/<int:block>/fjern/", instruments.block_remove, name="block_remove"),
    path(f"{VERSION}skalaer/ny/", instruments.scale_new, name="scale_new"),
    path(f"{VERSION}skalaer/<int:scale>/", instruments.scale, name="scale"),
    path(f"{VERSION}skalaer/<int:scale>/fjern/", instruments.scale_remove, name="scale_remove"),
    path(
        f"{CATALOGUE}skalaer/<int:scale>/normer/ny/", instruments_norms.norms_new, name="norms_new"
    ),
    path(NORMS, instruments_norms.norms, name="norms"),
    path(f"{NORMS}fjern/", instruments_norms.norms_remove, name="norms_remove"),
    path(
        f"{CATALOGUE}skalaer/<int:scale>/paalidelighed/ny/",
        instruments_norms.reliability_new,
        name="reliability_new",
    ),
    path(RELIABILITY, instruments_norms.reliability, name="reliability"),
    path(f"{RELIABILITY}fjern/", instruments_norms.reliability_remove, name="reliability_remove"),
    # measurements of a case
    path("sager/maalinger/", instruments_sheets.score_sheet, name="score_sheet"),
    path(MEASURED, instruments_case.case_panel, name="measurements"),
    path(f"{MEASURED}ny/", instruments_case.measure, name="measure"),
    path(
        f"{MEASURED}ny/<int:version>/<slug:seat>/",
        instruments_case.response_new,
        name="response_new",
    ),
    path(RESPONSE, instruments_case.response, name="response"),
    path(f"{RESPONSE}ret/", instruments_case.response_correct, name="response_correct"),
    path(f"{RESPONSE}traek-tilbage/", instruments_case.response_withdraw, name="response_withdraw"),
]
