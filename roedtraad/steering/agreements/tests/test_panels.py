import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.steering.agreements.models import Agreement

pytestmark = pytest.mark.django_db


def test_panels_come_with_the_page_and_need_no_script(
    client: Client, plan: Agreement, leader: User
) -> None:
    client.force_login(leader)

    page = client.get(reverse("agreements:page", args=[plan.pk])).content.decode()

    assert "/rapporter/aftaler/" in page
    assert 'hx-trigger="load"' not in page
