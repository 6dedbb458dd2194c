import pytest

from .accessibility import violations
from .conftest import DESK, PHONE, Visit
from .site import Site


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("language", ["da", "en"])
def test_whoever_is_not_signed_in_is_asked_to(
    demo: Site, visit: Visit, width: int, language: str
) -> None:
    page = visit(demo, "/", width=width, language=language)

    assert "/konto/login/" in page.url
    assert page.locator("html").get_attribute("lang") == language
    assert violations(page) == []
