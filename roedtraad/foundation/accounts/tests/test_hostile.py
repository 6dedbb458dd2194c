"""What somebody with bad intentions tries first."""

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from roedtraad.foundation.accounts import sign_in_urls, urls
from roedtraad.foundation.accounts.models import Membership, Role, User
from roedtraad.foundation.accounts.tests.factories import MembershipFactory
from roedtraad.foundation.audit.models import AuditEvent
from roedtraad.foundation.organisation.models import Reorganisation, Unit

PASSWORD = "en lang sætning om fjorden"
LOGIN = "/konto/login/"


@pytest.fixture(autouse=True)
def _no_counts_from_before() -> None:
    cache.clear()


@pytest.fixture
def somebody(leader: User) -> User:
    leader.set_password(PASSWORD)
    leader.save()
    return leader


def test_the_session_from_before_the_login_is_worth_nothing_after_it(
    client: Client, somebody: User
) -> None:
    client.get(LOGIN)
    client.session["planted"] = "x"
    client.session.save()
    before = client.session.session_key

    client.post(LOGIN, {"login": "leader", "password": PASSWORD})

    assert client.session.session_key != before
    thief = Client()
    thief.cookies["sessionid"] = before or "x"
    assert thief.get("/").status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "http:evil.example",
        "https:///evil.example",
    ],
)
def test_a_login_leads_nowhere_else(target: str, client: Client, somebody: User) -> None:
    answer = client.post(LOGIN, {"login": "leader", "password": PASSWORD, "next": target})

    assert answer.status_code == 302
    assert answer.url.startswith("/") and "evil" not in answer.url


def test_a_language_choice_leads_nowhere_else(client: Client, db: None) -> None:
    answer = client.post(
        reverse("notices:language"), {"language": "en", "next": "https://evil.example/"}
    )

    assert "evil" not in answer.headers.get("Location", "")


def reset_link(client: Client, **extra: str) -> str:
    client.post(reverse("account_reset_password"), {"email": "leader@fjordby.example"}, **extra)
    found = re.search(r"https?://\S+", str(mail.outbox[-1].body))
    assert found
    return found[0]


def test_a_link_to_a_new_password_works_once(client: Client, somebody: User) -> None:
    link = reset_link(client)
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    new = {"password1": "en helt ny sætning om bjerge", "password2": "en helt ny sætning om bjerge"}
    client.post(address, new)
    somebody.refresh_from_db()
    assert somebody.check_password(new["password1"])

    again = Client().get(link, follow=True)
    Client().post(again.redirect_chain[-1][0] if again.redirect_chain else link, new)

    assert 'name="password1"' not in again.content.decode()


def test_a_mail_leads_to_the_public_address_whatever_the_request_said(
    client: Client, somebody: User, settings: object
) -> None:
    settings.PUBLIC_ADDRESS = "https://roedtraad.kommune.example"

    link = reset_link(client, HTTP_HOST="localhost:6666")

    assert link.startswith("https://roedtraad.kommune.example/")


def test_another_host_than_ours_is_refused(client: Client, db: None) -> None:
    assert client.get(LOGIN, HTTP_HOST="evil.example").status_code == 400
    assert client.get(LOGIN, HTTP_X_FORWARDED_HOST="evil.example").status_code == 200


def test_a_form_from_elsewhere_is_refused(somebody: User) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(LOGIN, {"login": "leader", "password": PASSWORD}).status_code == 403
    strict.force_login(somebody)
    assert strict.post(reverse("account_logout")).status_code == 403
    assert strict.post(reverse("accounts:own_profile"), {"first_name": "x"}).status_code == 403


def routes_with_a_number() -> Iterator[tuple[str, set[str]]]:
    for pattern in urls.urlpatterns:
        arguments = set(pattern.pattern.converters)
        if arguments & {"pk", "membership"}:
            yield f"accounts:{pattern.name}", arguments


@pytest.mark.parametrize(("name", "arguments"), sorted(routes_with_a_number()))
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["outsider", "employee", "politician", "local"])
def test_no_number_in_an_address_opens_what_is_anothers(  # noqa: PLR0913
    name: str,
    arguments: set[str],
    method: str,
    who: str,
    client: Client,
    request: pytest.FixtureRequest,
    north: Unit,
    south: Unit,
    principal: User,
) -> None:
    """`local` is an administrator, but of another unit."""
    user = (
        MembershipFactory(unit=south, role=Role.ADMINISTRATOR).user
        if who == "local"
        else request.getfixturevalue(who)
    )
    act = Reorganisation.objects.create(
        kind="rename", on=timezone.localdate(), decided_by=principal, detail={"units": [north.pk]}
    )
    held = Membership.objects.get(user=principal)
    numbers = {"unit": north.pk, "undo_reorganisation": act.pk}
    short = name.partition(":")[2]
    pk = numbers.get(short, north.pk if short.startswith("unit") else principal.pk)
    if short == "unit" and who in {"employee", "politician"}:
        pytest.skip("the unit is theirs to see")
    given = {"pk": pk, "membership": held.pk}
    before = AuditEvent.objects.count()
    client.force_login(user)

    answer = getattr(client, method)(
        reverse(name, kwargs={key: given[key] for key in arguments}), {"reason": "x", "name": "x"}
    )

    assert answer.status_code in {404, 405}
    assert AuditEvent.objects.count() == before


def test_every_page_of_signing_in_is_one_of_ours() -> None:
    """allauth brings more views than are in use; none is mounted by its own list."""
    mounted = {entry.name for entry in sign_in_urls.urlpatterns if isinstance(entry, URLPattern)}

    assert not {"account_email", "socialaccount_login"} & mounted
    assert get_resolver().reverse_dict.getlist("account_email") == []
