"""An example of every address with arguments, found in the demonstration's data.

Run as a program with the environment of an installation it prints them as JSON. A route that takes
arguments and is not answered here fails its accessibility test.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

Arguments = dict[str, Any]

NO_PAGE = {  # address: why no person ever sees a page there with the demonstration's data
    "account_reset_password_from_key": "its key is mailed; a journey follows it",
    "account_set_password": "only for users without a password, who cannot sign in",
    "mfa_edit_webauthn": "needs a passkey, which a journey makes",
    "mfa_remove_webauthn": "needs a passkey, which a journey makes",
    "accounts:invitation": "its token is mailed; a journey follows it",
}


def routes(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, inner)
        else:
            yield f"{namespace}{entry.name}", entry


def names() -> list[str]:
    return sorted({name for name, _ in routes(get_resolver())})


def first(label: str, **conditions: Any) -> Any:
    """The first row of a model, by label, so that importing this file loads no models."""
    from django.apps import apps

    return apps.get_model(label)._default_manager.filter(**conditions).order_by("pk").first()


def pk(label: str, **conditions: Any) -> Callable[[], Arguments]:
    return lambda: {"pk": first(label, **conditions).pk}


# by name of the route, else by its namespace
EXAMPLES: dict[str, Callable[[], Arguments]] = {
    "matrix:area": pk("agreements.FocusArea"),
    "matrix:new_goal": pk("agreements.FocusArea"),
    "matrix:effect": pk("agreements.EffectGoal"),
    "matrix:theme": pk("agreements.Theme"),
    "notices:": pk("notices.Notice"),
}


def examples() -> dict[str, str]:
    """Name of route: an address that exists in these data."""
    found = {}
    for name, route in routes(get_resolver()):
        wanted = route.pattern.regex.groupindex
        make = EXAMPLES.get(name) or EXAMPLES.get(name.rpartition(":")[0] + ":")
        try:
            given = make() if wanted and make else {}
            found[name] = reverse(name, kwargs={each: given[each] for each in wanted})
        except (AttributeError, KeyError, NoReverseMatch, LookupError) as fault:
            found[name] = f"none: {fault!r}"
    return found


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(examples()))
