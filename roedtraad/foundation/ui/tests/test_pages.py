"""The pages and answers of the frame that need no login, or only that."""

import pytest
from django.conf import LazySettings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from roedtraad.foundation.ui.templatetags.components import page_numbers, with_query


def act(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Målet er gemt.")
    return HttpResponse("<p>Målet</p>")


urlpatterns = [path("act/", act), path("", include("roedtraad.config.urls"))]


@pytest.mark.django_db
def test_the_statement_is_found_at_the_address_the_law_names(client: Client) -> None:
    answer = client.get("/was", follow=True)

    assert "Tilgængelighedserklæring" in answer.content.decode()


@pytest.mark.django_db
def test_a_registered_statement_is_linked(client: Client, settings: LazySettings) -> None:
    settings.WAS_ADDRESS = "https://was.example/fjordby"

    assert client.get("/was").headers["Location"] == "https://was.example/fjordby"


@pytest.mark.django_db
def test_privacy_is_explained_to_everybody(client: Client) -> None:
    assert "dataansvarlig" in client.get("/privatliv/").content.decode()


def test_staying_logged_in_takes_a_login(client: Client, leader: AbstractBaseUser) -> None:
    refused = client.post("/bliv-logget-ind/")
    client.force_login(leader)

    assert refused.status_code == 302
    assert client.post("/bliv-logget-ind/").status_code == 204


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("ultimo juni 2026", "21. juni 2026 – 30. juni 2026"),
        ("senest juni 2020", "senest 30. juni 2020"),
        ("engang", "Der kan ikke læses en dato ud af det."),
        ("ultimo juni", "Hvilket år? Skriv det med, for eksempel ultimo juni 20"),
        ("ultimo decmber 2026", "Læst som “ultimo december 2026”: 21. december 2026"),
        ("", ""),
    ],
)
def test_a_period_is_read_while_it_is_written(
    client: Client, leader: AbstractBaseUser, text: str, reading: str
) -> None:
    client.force_login(leader)

    answer = client.get("/laes-periode/", {"field": "due", "due": text}).content.decode()

    assert reading in " ".join(answer.replace("<strong>", "").replace("</strong>", "").split())


@pytest.mark.urls(__name__)
def test_messages_travel_with_an_answer_to_htmx(client: Client, leader: AbstractBaseUser) -> None:
    client.force_login(leader)

    fragment = client.get("/act/", headers={"hx-request": "true"}).content.decode()

    assert fragment.startswith("<p>Målet</p>")
    assert 'hx-swap-oob="true"' in fragment
    assert "Målet er gemt." in fragment


@pytest.mark.urls(__name__)
def test_messages_wait_for_the_next_page_otherwise(
    client: Client, leader: AbstractBaseUser
) -> None:
    client.force_login(leader)

    answer = client.get("/act/").content.decode()

    assert answer == "<p>Målet</p>"
    assert "Målet er gemt." in client.get("/").content.decode()


def test_a_long_list_offers_its_first_last_and_nearest_pages() -> None:
    page = Paginator(range(200), 10).page(7)

    assert page_numbers(page) == [1, None, 6, 7, 8, None, 20]


def test_sorting_keeps_the_filter_and_starts_at_the_first_page() -> None:
    request = RequestFactory().get("/?status=behind&page=4")

    assert with_query({"request": request}, "sort", "title") == "?status=behind&sort=title"
    assert with_query({"request": request}, "page", 5) == "?status=behind&page=5"
