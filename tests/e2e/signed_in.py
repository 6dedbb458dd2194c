"""Run as a program on a seeded installation: signs in the cast beforehand, in its data.

Signing in is a journey of its own; no other test need spend its time on it.
"""

from __future__ import annotations

import json
from typing import Any

PEOPLE = (
    *("konsulent", "chef", "leder", "teamleder", "medarbejder"),
    *("politiker", "dpo", "administrator"),
)
LANGUAGES = ("da", "en")


def main() -> None:
    import django

    django.setup()
    found = {user: {language: _cookies(user) for language in LANGUAGES} for user in PEOPLE}
    print(json.dumps(found))


def _cookies(user: str) -> dict[str, Any]:
    """What Playwright takes as the state of a window."""
    from django.test import Client

    from roedtraad.config.demo.people import PASSWORD

    client = Client(SERVER_NAME="127.0.0.1")
    answer = client.post("/konto/login/", {"login": user, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    kept = [
        {"name": name, "value": cookie.value, "domain": "127.0.0.1", "path": "/"}
        for name, cookie in client.cookies.items()
    ]
    return {"cookies": kept, "origins": []}


if __name__ == "__main__":
    main()
