import pytest
from django.conf import LazySettings
from django.contrib.auth.base_user import AbstractBaseUser
from django.test import Client


@pytest.fixture(autouse=True)
def not_production(settings: LazySettings) -> None:
    settings.MODE = "test"


def test_every_component_can_be_looked_at(client: Client, leader: AbstractBaseUser) -> None:
    client.force_login(leader)

    page = client.get("/ui/")

    assert page.status_code == 200
    assert "<c-" not in page.content.decode()


def test_a_form_with_mistakes_says_what_to_do(client: Client, leader: AbstractBaseUser) -> None:
    client.force_login(leader)

    page = client.post("/ui/", {"due": "30 02 2026", "share": "mange"})

    assert page.status_code == 422
    assert "30 06 2026" in page.content.decode()


def test_nobody_meets_it_in_production(
    client: Client, leader: AbstractBaseUser, settings: LazySettings
) -> None:
    settings.MODE = "production"
    client.force_login(leader)

    page = client.get("/ui/")

    assert page.status_code == 404
