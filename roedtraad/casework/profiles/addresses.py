"""Where the pages of a profile are: below its case, or among those of management goals."""

from __future__ import annotations

from django.urls import reverse

from .models import DevelopmentProfile


def address(profile: DevelopmentProfile, name: str, **more: object) -> str:
    """`name` is that of the page below a case; it has a twin for profiles without one."""
    given = {"profile": profile.pk, **more}
    if profile.case_id is None:
        return reverse(f"profiles:managed_{name}", kwargs=given)
    return reverse(f"profiles:{name}", kwargs={"pk": profile.case_id, **given})


def scores_address(profile: DevelopmentProfile, name: str, **more: object) -> str:
    """Of a page of scores: in a case it is about all its profiles, else about the one."""
    if profile.case_id is None:
        return address(profile, name, **more)
    return reverse(f"profiles:{name}", kwargs={"pk": profile.case_id, **more})
