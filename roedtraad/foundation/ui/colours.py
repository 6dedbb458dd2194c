"""The municipality's one colour on top of the design system's greys."""

import re

OWN_COLOUR = "#1d4f5c"  # a calm blue-green: 8.9:1 on white
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
READABLE = 4.5


def style_sheet(colour: str) -> str:
    """Custom properties for `app.css`. A colour too pale for text is darkened until it is not."""
    brand = _readable(colour if _HEX.fullmatch(colour or "") else OWN_COLOUR)
    return (
        f":root{{--brand:{brand};--brand-dark:{_mixed(brand, '#000000', 0.3)};"
        f"--brand-pale:{_mixed(brand, '#ffffff', 0.92)}}}\n"
    )


def contrast_to_white(colour: str) -> float:
    """The contrast ratio of WCAG between `colour` and white."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _readable(colour: str) -> str:
    while contrast_to_white(colour) < READABLE:
        colour = _mixed(colour, "#000000", 0.1)
    return colour


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
