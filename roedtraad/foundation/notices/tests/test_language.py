from django.test import Client

from roedtraad.foundation.accounts.models import User


def test_the_choice_follows_the_user(client: Client, leader: User) -> None:
    client.force_login(leader)

    client.post("/sprog/", {"language": "en", "next": "/kalender/"})
    page = client.get("/")

    leader.refresh_from_db()
    assert leader.language == "en"
    assert '<html lang="en">' in page.content.decode()
    assert page.headers["Content-Language"] == "en"


def test_danish_is_spoken_to_a_browser_that_asks_for_english(client: Client, leader: User) -> None:
    client.force_login(leader)

    page = client.get("/", headers={"accept-language": "en"}).content.decode()

    assert '<html lang="da">' in page


def test_a_visitor_may_choose_before_logging_in(client: Client, db: None) -> None:
    client.post("/sprog/", {"language": "en"})

    page = client.get("/tilgaengelighed/").content.decode()

    assert '<html lang="en">' in page


def test_one_comes_back_to_this_site_only(client: Client, db: None) -> None:
    answer = client.post("/sprog/", {"language": "en", "next": "https://example.org/"})

    assert answer.headers["Location"] == "/"


def test_no_other_language_is_taken(client: Client, db: None) -> None:
    assert client.post("/sprog/", {"language": "de"}).status_code == 400


def test_the_choice_is_there_on_another_machine(client: Client, leader: User) -> None:
    client.force_login(leader)
    client.post("/sprog/", {"language": "en"})
    elsewhere = Client()
    elsewhere.force_login(leader)

    page = elsewhere.get("/").content.decode()

    assert '<html lang="en">' in page


def test_logging_out_leaves_no_choice_to_the_next_person(client: Client, leader: User) -> None:
    client.force_login(leader)
    client.post("/sprog/", {"language": "en"})

    client.post("/konto/logout/")

    assert client.cookies["django_language"].value == ""
