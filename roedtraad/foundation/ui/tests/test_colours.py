import pytest
from django.test import Client

from roedtraad.foundation.ui.colours import OWN_COLOUR, contrast_to_white, style_sheet


def test_a_colour_too_pale_to_read_is_darkened() -> None:
    colour = style_sheet("#ffe066").split("--brand:")[1][:7]

    assert colour != "#ffe066"
    assert contrast_to_white(colour) >= 4.5


@pytest.mark.parametrize("nonsense", ["", "red", "#12345", "#123456;}body{display:none"])
def test_what_is_no_colour_is_not_let_through(nonsense: str) -> None:
    assert f"--brand:{OWN_COLOUR};" in style_sheet(nonsense)


def test_everybody_gets_the_style_sheet(client: Client) -> None:
    answer = client.get("/farver.css")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/css"
