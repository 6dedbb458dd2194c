"""Run as a program: what each address answers to a user of an installation, as JSON."""

from __future__ import annotations

import json
import sys

from tests.e2e.addresses import examples


def main(username: str) -> None:
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
    client.force_login(get_user_model()._default_manager.get_by_natural_key(username))
    found = {
        address: client.get(address).status_code
        for name, addresses in examples().items()
        for address in addresses
        if not address.startswith("none") and name != "account_logout"
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
