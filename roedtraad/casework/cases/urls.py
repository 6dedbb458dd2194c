from django.urls import path

from .views import case, families, growing, lists, people, seen, target_groups

app_name = "cases"
ONE = "sager/<int:pk>/"
urlpatterns = [
    path("maalgrupper/", target_groups.target_groups, name="target_groups"),
    path("maalgrupper/ny/", target_groups.target_group_new, name="target_group_new"),
    path("maalgrupper/<int:pk>/", target_groups.target_group, name="target_group"),
    path("sager/", lists.case_list, name="list"),
    path("sager/ny/", lists.case_new, name="new"),
    path("sager/noedadgang/", lists.emergency, name="emergency"),
    path(ONE, case.case, name="case"),
    path(f"{ONE}ret/", case.case_edit, name="edit"),
    path(f"{ONE}luk/", case.case_close, name="close"),
    path(f"{ONE}genaabn/", case.case_reopen, name="reopen"),
    path(f"{ONE}medarbejdere/ny/", case.worker_new, name="worker_new"),
    path(f"{ONE}medarbejdere/<int:worker>/slut/", case.worker_end, name="worker_end"),
    path(f"{ONE}noedadgang/<int:emergency>/", case.emergency_check, name="emergency_check"),
    path(f"{ONE}personer/ny/", people.person_new, name="person_new"),
    path(f"{ONE}personer/<int:person>/", people.person, name="person"),
    path(f"{ONE}personer/<int:person>/saml/", people.person_merge, name="person_merge"),
    path(f"{ONE}personer/<int:person>/skil/<int:merge>/", people.merge_undo, name="merge_undo"),
    path(f"{ONE}foraeldremyndighed/ny/", people.authority_new, name="authority_new"),
    path(
        f"{ONE}foraeldremyndighed/<int:authority>/slut/",
        people.authority_end,
        name="authority_end",
    ),
    path(f"{ONE}samtykker/ny/", people.consent_new, name="consent_new"),
    path(
        f"{ONE}samtykker/<int:consent>/traek-tilbage/",
        people.consent_withdraw,
        name="consent_withdraw",
    ),
    path(f"{ONE}familie/", families.family, name="family"),
    path(f"{ONE}soeskende/ny/", families.sibling_new, name="sibling_new"),
    path(f"{ONE}foedselsdage/<int:event>/", growing.age_settle, name="age_settle"),
    path(f"{ONE}overgang/ny/<int:citizen>/", growing.transition_new, name="transition_new"),
    path(f"{ONE}overgang/<int:transition>/", growing.transition, name="transition"),
    path(f"{ONE}overgang/<int:transition>/trin/nyt/", growing.step_new, name="step_new"),
    path(f"{ONE}overgang/<int:transition>/trin/<int:step>/", growing.step, name="step"),
    path(f"{ONE}overgang/<int:transition>/klage/", growing.complaint_new, name="complaint_new"),
    path(f"{ONE}overgang/<int:transition>/slut/", growing.transition_end, name="transition_end"),
    path("set-af/", seen.seen_search, name="seen_search"),
    path("set-af/soegninger/", seen.searches, name="searches"),
    path("set-af/soegninger/<int:pk>/", seen.search_words, name="search_words"),
    path("set-af/<int:pk>/", seen.seen, name="seen"),
    path("egne-numre/", seen.own_numbers, name="own_numbers"),
]
