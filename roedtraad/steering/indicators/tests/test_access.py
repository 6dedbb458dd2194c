"""Who may open an indicator, and one unit's use of it."""

from django.test import Client
from django.urls import reverse

from roedtraad.foundation.accounts.models import User
from roedtraad.foundation.organisation.models import Unit

from .factories import IndicatorFactory, IndicatorUseFactory


def page(use: object) -> str:
    return reverse("indicators:use", args=[use.pk])


def test_a_unit_opens_its_own_use(client: Client, leader: User, north: Unit) -> None:
    use = IndicatorUseFactory(unit=north, indicator__title="Svartid")
    client.force_login(leader)

    answer = client.get(page(use))

    assert answer.status_code == 200
    assert "Svartid" in answer.content.decode()


def test_another_unit_finds_neither_the_use_nor_the_local_indicator(
    client: Client, outsider: User, north: Unit
) -> None:
    use = IndicatorUseFactory(unit=north)
    client.force_login(outsider)

    answers = [
        client.get(page(use)),
        client.get(reverse("indicators:passport", args=[use.indicator_id])),
    ]

    assert [each.status_code for each in answers] == [404, 404]


def test_the_library_is_open_to_all_who_see_strategies(
    client: Client, outsider: User, north: Unit
) -> None:
    use = IndicatorUseFactory(unit=north, indicator__is_shared=True)
    client.force_login(outsider)

    passport = client.get(reverse("indicators:passport", args=[use.indicator_id]))

    assert passport.status_code == 200
    assert "Familiehuset Nord" not in passport.content.decode()
    assert "1 enhed bruger den også" in passport.content.decode()


def test_a_politician_does_not_open_a_use_that_nobody_has_approved(
    client: Client, politician: User, north: Unit
) -> None:
    use = IndicatorUseFactory(unit=north, indicator__is_shared=True)
    client.force_login(politician)

    answer = client.get(page(use))

    assert answer.status_code == 404


def test_the_data_protection_officer_finds_no_library(
    client: Client, data_protection_officer: User
) -> None:
    indicator = IndicatorFactory(is_shared=True)
    client.force_login(data_protection_officer)

    answers = [
        client.get(reverse("indicators:library")),
        client.get(reverse("indicators:passport", args=[indicator.pk])),
    ]

    assert [each.status_code for each in answers] == [404, 404]
