from django.urls import include, path

from .views import door, goals, of_case, pages, questionnaire

OWN, OF_CASE = "mit/", "sager/<int:pk>/familiens-sider/"
own = [
    path(OWN, pages.home, name="home"),
    path(f"{OWN}kode/", door.sign_in, name="sign_in"),
    path(f"{OWN}slut/", door.over, name="over"),
    path(f"{OWN}luk/", door.sign_out, name="sign_out"),
    path(f"{OWN}bliv/", door.stay, name="stay"),
    path(f"{OWN}sprog/", door.language, name="language"),
    path(f"{OWN}set/", pages.seen, name="seen"),
    path(f"{OWN}maal/<int:pk>/", goals.goal, name="goal"),
    path(f"{OWN}maal/<int:pk>/taet-paa/", goals.score, name="score"),
    path(f"{OWN}maal/<int:pk>/svar/", goals.answer, name="answer"),
    path(f"{OWN}maal/<int:pk>/hvem/", goals.let_see, name="let_see"),
    path(
        f"{OWN}spoergsmaal/<int:version>/<int:about>/",
        questionnaire.questionnaire,
        name="questionnaire",
    ),
    path(f"{OWN}plan/<int:pk>/", pages.plan, name="plan"),
]
for_employees = [
    path(OF_CASE, of_case.panel, name="panel"),
    path(f"{OF_CASE}<int:person>/kode/", of_case.code, name="code"),
    path(f"{OF_CASE}<int:person>/giv-skaermen/", of_case.lend, name="lend"),
    path(f"{OF_CASE}koder/<int:code>/traek-tilbage/", of_case.take_back, name="code_take_back"),
    path(f"{OF_CASE}deling/", of_case.sharing, name="sharing"),
    path(f"{OF_CASE}adgang/<int:access>/luk/", of_case.close, name="close"),
]
urlpatterns = [
    path("", include((own, "family"))),
    path("", include((for_employees, "family_access"))),
]
