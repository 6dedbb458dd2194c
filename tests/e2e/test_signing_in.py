"""Second factors as people set them up and use them, and a session that runs out."""

from __future__ import annotations

import re

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Page, expect

from roedtraad.config.demo.people import PASSWORD

from .accessibility import violations
from .conftest import Visit
from .site import Site

LEADER = "leder"


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def confirm_password(page: Page) -> None:
    """Before a second factor is changed, the password is asked for once more."""
    if "bekraeft" in page.url:
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main form [type=submit]").first.click()


def log_out(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/konto/logout/")
    page.locator("main form [type=submit]").first.click()


def password_given(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/konto/login/")
    page.locator("input[name=login]").fill(LEADER)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) [type=submit]").first.click()


def test_an_app_is_set_up_and_asked_for_and_a_recovery_code_works_once(
    own_demo: Site, visit: Visit
) -> None:
    page = visit(own_demo, "/konto/totrin/app/", user=LEADER)
    confirm_password(page)
    found = re.search(r"[A-Z2-7]{32}", page.content())
    assert found
    assert violations(page) == []
    page.locator("input[name=code]").fill(code_of(found[0]))
    page.locator("main form [type=submit]").first.click()
    expect(page.locator("main")).to_contain_text(re.compile(r"koder", re.IGNORECASE))
    page.goto(f"{own_demo.url}/konto/totrin/koder/")
    confirm_password(page)
    assert violations(page) == []
    codes = re.findall(r"\b[0-9a-f]{8}\b", page.locator("main").inner_text())
    codes = codes or page.locator("textarea").input_value().split()
    assert len(codes) == 10
    log_out(page, own_demo)

    password_given(page, own_demo)
    expect(page.locator("input[name=code]")).to_be_visible()
    assert violations(page) == []
    page.locator("input[name=code]").fill(codes[0])
    page.locator("form:has(input[name=code]) [type=submit]").first.click()
    page.wait_for_url(f"{own_demo.url}/")
    log_out(page, own_demo)

    password_given(page, own_demo)
    page.locator("input[name=code]").fill(codes[0])
    page.locator("form:has(input[name=code]) [type=submit]").first.click()
    expect(page.locator(".error-summary")).to_be_visible()

    log = own_demo.run("dumpdata", "audit.auditevent")
    assert "user.second_factor_added" in log
    assert "user.recovery_codes_made" in log
    assert found[0] not in log


def test_a_passkey_is_made_and_signs_in_without_a_password(own_demo: Site, visit: Visit) -> None:
    page = visit(own_demo, "/sundhed/")
    base = f"http://localhost:{own_demo.port}"
    with_key(page)
    page.goto(f"{base}/konto/login/")
    page.locator("input[name=login]").fill(LEADER)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) [type=submit]").first.click()
    page.wait_for_url(f"{base}/")
    page.goto(f"{base}/konto/totrin/noegler/ny/")
    confirm_password(page)
    assert violations(page) == []
    page.locator("input[name=name]").fill("Min telefon")
    expect(page.locator("input[name=passwordless]")).to_be_checked()
    page.get_by_role("button", name="Lav nøglen").click()
    page.wait_for_url(lambda url: "/ny/" not in url)
    page.goto(f"{base}/konto/totrin/noegler/")
    expect(page.locator("main")).to_contain_text("Min telefon")
    page.goto(f"{base}/konto/logout/")
    page.locator("main form [type=submit]").first.click()

    page.goto(f"{base}/konto/login/")
    page.locator("#passkey_login").click()

    page.wait_for_url(f"{base}/")
    expect(page.locator("header")).to_contain_text("Karla")


def with_key(page: Page) -> None:
    """A device with a passkey of its own, whose owner is there and known."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_where_the_address_is_a_number_one_is_told_that_passkeys_need_a_name(
    demo: Site, visit: Visit
) -> None:
    page = visit(demo, "/konto/totrin/noegler/ny/", user=LEADER)
    confirm_password(page)

    expect(page.locator("main")).to_contain_text(f"http://localhost:{demo.port}/")


def test_what_was_written_is_there_again_after_the_session_has_ended(
    own_demo: Site, visit: Visit
) -> None:
    page = visit(own_demo, "/enheder/", user="administrator")
    page.locator(".unit-tree a").nth(2).click()
    page.locator("a[href$='/fakta/']").first.click()
    form = page.url
    page.locator("[name=legal_basis]").fill("Lov om noget, skrevet lige før pausen")
    page.context.clear_cookies(name="sessionid")

    page.locator("main form [type=submit]").first.click()
    expect(page.locator("input[name=password]")).to_be_visible()
    sign_in_here(page)

    page.wait_for_url(form)
    written = page.locator("[name=legal_basis]")
    expect(written).to_have_value("Lov om noget, skrevet lige før pausen")
    expect(page.get_by_role("status").filter(has_text="er her igen")).to_be_visible()
    assert violations(page) == []

    page.locator("main form [type=submit]").first.click()
    page.goto(form)
    expect(page.get_by_role("status").filter(has_text="er her igen")).to_have_count(0)


def test_what_was_written_before_one_logged_out_is_not_for_the_next(
    own_demo: Site, visit: Visit
) -> None:
    page = visit(own_demo, "/enheder/", user="administrator")
    page.locator(".unit-tree a").nth(2).click()
    page.locator("a[href$='/fakta/']").first.click()
    form = page.url
    page.locator("[name=legal_basis]").fill("Ikke for andre")
    page.context.clear_cookies(name="sessionid")
    page.locator("main form [type=submit]").first.click()

    sign_in_here(page, "konsulent")

    page.goto(form)
    expect(page.locator("[name=legal_basis]")).not_to_have_value("Ikke for andre")


def sign_in_here(page: Page, user: str = "administrator") -> None:
    page.locator("input[name=login]").fill(user)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) [type=submit]").first.click()
    page.wait_for_url(lambda url: "/login" not in url)
