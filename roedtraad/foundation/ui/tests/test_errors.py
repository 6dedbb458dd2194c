from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

project = import_module(settings.ROOT_URLCONF)


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def closed(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


urlpatterns = [*project.urlpatterns, path("broken/", broken), path("closed/", closed)]
handler400 = project.handler400
handler403 = project.handler403
handler404 = project.handler404
handler500 = project.handler500


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "advice"),
    [
        ("/findes-ikke/", 404, "Siden er her ikke"),
        ("/closed/", 403, "Det må du ikke se"),
        ("/broken/", 500, "Noget gik galt hos os"),
    ],
)
def test_a_page_that_fails_says_what_to_do(
    client: Client, leader: AbstractBaseUser, address: str, status: int, advice: str
) -> None:
    client.force_login(leader)
    client.raise_request_exception = False

    page = client.get(address)

    assert page.status_code == status
    assert advice in page.content.decode()
    assert "Gå til I dag" in page.content.decode()


def test_an_address_of_a_button_says_so_when_it_is_opened(
    client: Client, leader: AbstractBaseUser
) -> None:
    client.force_login(leader)

    page = client.get("/sprog/")

    assert page.status_code == 405
    assert page.headers["Allow"] == "POST"
    assert "Der blev ikke gjort noget" in page.content.decode()


def test_a_page_that_is_not_here_can_be_searched_for(
    client: Client, leader: AbstractBaseUser
) -> None:
    client.force_login(leader)

    page = client.get("/findes-ikke/").content.decode()

    assert 'id="error-search"' in page


def test_a_form_left_open_too_long_is_explained(leader: AbstractBaseUser) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(leader)

    page = strict.post("/sprog/", {"language": "en"})

    assert page.status_code == 403
    assert "Siden havde været åben for længe" in page.content.decode()
