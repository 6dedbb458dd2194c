from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.steering.agreements.models import Agreement, Strategy, StrategyState

from .samples import pdf_text, word_file

pytestmark = pytest.mark.django_db


def agreement_url(agreement: Agreement, edition: str = "godkendt", as_format: str = "pdf") -> str:
    return reverse("reports:agreement", args=[agreement.pk, edition, as_format])


def test_an_agreement_is_downloaded_under_its_own_name(
    client: Client, approved: Agreement, leader: User
) -> None:
    client.force_login(leader)

    response = client.get(agreement_url(approved))

    assert response["Content-Type"] == "application/pdf"
    assert "attachment" in response["Content-Disposition"]
    assert "Aftale%202026-27" in response["Content-Disposition"]
    assert response.content.startswith(b"%PDF")


def test_as_word_it_is_a_word_file(client: Client, approved: Agreement, leader: User) -> None:
    client.force_login(leader)

    response = client.get(agreement_url(approved, "i-dag", "docx"))

    assert word_file(response.content).core_properties.title == "Aftale 2026-27"


def test_every_export_is_in_the_log(client: Client, approved: Agreement, leader: User) -> None:
    client.force_login(leader)

    client.get(agreement_url(approved))

    event = AuditEvent.objects.filter(action="report.exported").get()
    assert (event.actor_id, event.subject_id) == (leader.pk, str(approved.pk))
    assert (event.detail["edition"], event.detail["format"]) == ("godkendt", "pdf")


@pytest.mark.parametrize("as_format", ["pdf", "docx"])
@pytest.mark.parametrize("edition", ["godkendt", "i-dag"])
def test_an_outsider_gets_404_and_nothing_is_logged(
    client: Client, approved: Agreement, outsider: User, edition: str, as_format: str
) -> None:
    client.force_login(outsider)

    response = client.get(agreement_url(approved, edition, as_format))

    assert response.status_code == 404
    assert not AuditEvent.objects.filter(action="report.exported").exists()


def test_a_politician_gets_what_is_approved(
    client: Client, approved: Agreement, politician: User
) -> None:
    client.force_login(politician)

    assert client.get(agreement_url(approved)).status_code == 200
    assert client.get(agreement_url(approved, "i-dag")).status_code == 404


@pytest.mark.parametrize(("edition", "as_format"), [("i-gaar", "pdf"), ("godkendt", "exe")])
def test_what_is_not_made_is_not_found(
    client: Client, approved: Agreement, leader: User, edition: str, as_format: str
) -> None:
    client.force_login(leader)

    assert client.get(agreement_url(approved, edition, as_format)).status_code == 404


def test_nobody_gets_in_without_signing_in(client: Client, approved: Agreement) -> None:
    assert client.get(agreement_url(approved)).status_code == 302


@pytest.mark.parametrize("as_format", ["pdf", "docx"])
def test_a_strategy_can_be_printed(
    client: Client, strategy: Strategy, leader: User, as_format: str
) -> None:
    client.force_login(leader)

    response = client.get(reverse("reports:strategy", args=[strategy.pk, as_format]))

    assert response.status_code == 200
    assert AuditEvent.objects.filter(action="report.exported").count() == 1


def test_the_strategy_says_all_it_holds(client: Client, plan: Agreement, leader: User) -> None:
    client.force_login(leader)
    strategy = plan.strategies.get()

    response = client.get(reverse("reports:strategy", args=[strategy.pk, "pdf"]))

    text = pdf_text(response.content).replace("\n", " ")
    for words in (
        *("Børn først", "Alle børn skal trives.", "Tæt på familien", "Sammen.", "1 Medbestemmelse"),
        *("Flere trives", "Midtvejsstatus", "ultimo 2027", "1 mål"),
        *("Sådan står det", "For få til at sige, kun 0 af 1", "Som de var kendt"),
    ):
        assert words in text


def test_the_draft_of_a_strategy_is_not_printed_for_readers(
    client: Client, strategy: Strategy, politician: User
) -> None:
    Strategy.objects.update(state=StrategyState.DRAFT)
    client.force_login(politician)

    response = client.get(reverse("reports:strategy", args=[strategy.pk, "pdf"]))

    assert response.status_code == 404


def test_the_status_overview_tells_of_every_goal_one_may_see(
    client: Client, followed: Agreement, principal: User
) -> None:
    client.force_login(principal)

    response = client.get(reverse("reports:overview", args=["pdf"]))

    text = pdf_text(response.content).replace("\n", " ")
    assert "2.1 Egne mål" in text
    assert "58 %" in text
    assert "(måltal 80 %)" in text
    assert "1 mål" in text


def test_the_status_overview_of_an_outsider_has_none_of_it(
    client: Client, followed: Agreement, outsider: User
) -> None:
    client.force_login(outsider)

    response = client.get(reverse("reports:overview", args=["pdf"]))

    assert "Egne mål" not in pdf_text(response.content)
    assert (
        client.get(
            reverse("reports:overview", args=["pdf"]), {"enhed": followed.unit_id}
        ).status_code
        == 404
    )


@pytest.mark.parametrize("unit", ["x", "-1", "999999"])
def test_a_unit_that_is_not_there_is_not_found(client: Client, leader: User, unit: str) -> None:
    client.force_login(leader)

    response = client.get(reverse("reports:overview", args=["pdf"]), {"enhed": unit})

    assert response.status_code == 404


def test_the_page_lists_what_can_be_printed(
    client: Client, approved: Agreement, leader: User, politician: User
) -> None:
    client.force_login(leader)
    own = client.get(reverse("reports:index")).content.decode()
    client.force_login(politician)
    read = client.get(reverse("reports:index")).content.decode()

    assert agreement_url(approved) in own
    assert agreement_url(approved, "i-dag") in own
    assert agreement_url(approved) in read
    assert agreement_url(approved, "i-dag") not in read


def test_the_page_of_who_may_see_nothing_says_so(client: Client, outsider: User) -> None:
    client.force_login(outsider)

    page = client.get(reverse("reports:index")).content.decode()

    assert "Intet at udskrive endnu" in page


def test_the_panel_of_an_agreement_is_for_its_readers(
    client: Client, approved: Agreement, leader: User, outsider: User
) -> None:
    url = reverse("reports:agreement_panel", args=[approved.pk])
    client.force_login(leader)
    panel = client.get(url).content.decode()
    client.force_login(outsider)

    assert agreement_url(approved) in panel
    assert client.get(url).status_code == 404


def test_queries_of_the_page_do_not_grow(
    client: Client, approved: Agreement, leader: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(leader)
    for number in range(10):
        Agreement.objects.create(
            title=f"Aftale {number}",
            template_version=approved.template_version,
            unit=approved.unit,
            starts_on=approved.starts_on,
            ends_on=approved.ends_on,
            made_by=leader,
        )

    with django_assert_max_num_queries(30):
        assert client.get(reverse("reports:index")).status_code == 200


def test_a_machine_without_fonts_says_what_to_do(
    client: Client, approved: Agreement, leader: User, settings: Any, tmp_path: Path
) -> None:
    settings.VAR = settings.BASE_DIR = tmp_path
    client.force_login(leader)

    response = client.get(agreement_url(approved))

    assert response.status_code == 503
    assert "python3 dev.py setup" in response.content.decode()
    assert not AuditEvent.objects.filter(action="report.exported").exists()
