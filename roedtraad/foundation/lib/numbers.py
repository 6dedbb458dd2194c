"""Danish numbers and amounts: "29.668.100", "4½", "15,4 årsværk", "2 mio. kr.".

What is open to interpretation is read so:

- A full stop before exactly three digits separates thousands: "1.234" is 1234, "1.23" is 1.23 and
  "0.123" is 0.123. A comma is always the decimal comma ("1,234" is 1.234), except where a full
  stop with decimals follows it: "1,234.50" is 1234.50.
- Spaces of any kind separate thousands when three digits follow each of them.
- "1.000 kr." is a thousand kroner; "t.kr." and "tkr." multiply by a thousand,
  before the number too ("t.kr. 500").
- A minus may stand before or after, and brackets mean minus: "1.234-" and "(1.234)" are -1234.
- "4-8" is a range, no number: see `parse_range`. "-" alone is nothing, "0" is a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

KRONER = "kr."
PERCENT = "%"
THOUSAND, MILLION, BILLION = Decimal(1_000), Decimal(1_000_000), Decimal(1_000_000_000)
MOST_TYPED_DECIMALS = 2
MOST_DIGITS = 24

_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SPACES = re.compile(r"\s+")

# one number without sign; the alternatives are tried in this order
_DIGITS = r"""
    \d{1,3}(?:,\d{3})+\.\d+           # 1,234.50
  | [1-9]\d{0,2}(?:,\d{3}){2,}        # 1,234,567: no decimal comma stands twice
  | [1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)? # 1.234.567,8
  | \d{1,3}(?:\ \d{3})+(?:,\d+)?      # 1 234 567,8
  | \d*[.,]\d+                        # 1,5 and 1.5 and ,5
  | \d+
"""
_NUMBER = rf"(?:(?:{_DIGITS})\ ?[½¼¾]?|[½¼¾])"
_MULTIPLIER = r"""
    mio\b\.?|mill?\b\.?|million(?:er)?\b|mia\b\.?|mrd\b\.?|milliard(?:er)?\b
  | tusinde?\b|tus\b\.?|t\.?\ ?(?=kr\b)
"""
_CURRENCY = r"(?:kroner\b|kr\b\.?:?|dkk\b:?)"
_AMOUNT = re.compile(
    rf"""
    (?:(?:ca|cirka|omkring|i\ alt)\b[.:]?\ ?)?
    (?P<open>\()?\ ?
    (?P<first>{_MULTIPLIER})?\ ?
    (?P<before>{_CURRENCY}\ ?)?
    (?P<sign>[-+]|minus\ )?\ ?
    (?P<low>{_NUMBER})
    (?:\ ?(?:-|til|–)\ ?(?P<high>{_NUMBER}))?
    (?P<after>\ ?,-|-(?!\w))?\ ?
    (?P<times>{_MULTIPLIER})?\ ?
    (?P<unit>{_CURRENCY}|%|(?:procent|pct\b\.?)(?![-\w])|[^\d\W][^\d()]{{0,38}}|%-?point|[€$£])?
    \ ?(?P<close>\))?[.]?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    """A number with what it is counted in ("kr.", "%", "årsværk", or nothing).

    `is_multiplied`: thousands or millions were written in words, and are in the value.
    """

    value: Decimal
    unit: str
    raw: str
    is_multiplied: bool = False


@dataclass(frozen=True)
class AmountRange:
    """From and to: "4-8 mio. kr."."""

    low: Decimal
    high: Decimal
    unit: str
    raw: str


def parse_number(text: str) -> Decimal | None:
    """The number that `text` is, whatever it counts; None when it is none, or a range."""
    amount = parse_amount(text)
    return amount.value if amount else None


def parse_amount(text: str) -> Amount | None:
    """The number and its unit; None when `text` is anything else than one amount."""
    match = _match(text)
    if match is None or match["high"] is not None:
        return None
    value = _value(match["low"], match)
    if value is None:
        return None
    return Amount(value, _unit(match), text, bool(match["times"] or match["first"]))


def parse_range(text: str) -> AmountRange | None:
    """The two ends of "4-8 mio. kr."; None when there are not two, the lower first."""
    match = _match(text)
    if match is None or match["high"] is None:
        return None
    low, high = _value(match["low"], match), _value(match["high"], match, is_signed=False)
    if low is None or high is None or low > high:
        return None
    return AmountRange(low, high, _unit(match), text)


def format_number(value: Decimal | int, decimals: int | None = None, language: str = "da") -> str:
    """1.234,5 in Danish and 1,234.5 in English; without `decimals` as many as the number has."""
    number = Decimal(value)
    if decimals is None:
        exponent = number.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{rounded + 0 if rounded else abs(rounded):,f}"
    return text if _is_english(language) else text.translate(str.maketrans(",.", ".,"))


def decimals_shown(value: Decimal, usual: int) -> int:
    """How many decimals a value is shown with: the usual number, or all it was typed with.

    One with more than two was computed, as a share is; it says no more by its third.
    """
    exponent = value.normalize().as_tuple().exponent
    own = max(0, -exponent) if isinstance(exponent, int) else 0
    return max(usual, own if own <= MOST_TYPED_DECIMALS else 1)


def format_amount(
    value: Decimal | int,
    unit: str = KRONER,
    decimals: int | None = None,
    language: str = "da",
) -> str:
    """ "1.234.000 kr.", "12 %", "15,4 årsværk"; in English "DKK 1,234,000" and "12%".

    Kroner have two decimals, or none when there are no øre.
    """
    number = Decimal(value)
    if decimals is None and unit == KRONER:
        decimals = 0 if number == number.to_integral_value() else 2
    return with_unit(format_number(number, decimals, language), unit, language)


def with_unit(text: str, unit: str, language: str = "da") -> str:
    """A number that is written already, with its unit where the language puts it."""
    if _is_english(language) and unit == KRONER:
        return f"-DKK {text[1:]}" if text.startswith("-") else f"DKK {text}"
    if _is_english(language) and unit == PERCENT:
        return f"{text}%"
    return f"{text} {unit}".strip()


def _is_english(language: str) -> bool:
    return language.lower().startswith("en")


def _match(text: str) -> re.Match[str] | None:
    plain = _SPACES.sub(" ", _DASHES.sub("-", text)).strip()
    match = _AMOUNT.fullmatch(plain)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    if match["first"] and (match["times"] or not match["before"]):
        return None  # "mio. 2": two of what?
    return match


def _value(digits: str, match: re.Match[str], *, is_signed: bool = True) -> Decimal | None:
    value = _plain_value(digits)
    if value is None:
        return None
    is_minus = (
        (match["sign"] or "").lower() in {"-", "minus "} or match["open"] or match["after"] == "-"
    )
    value *= _times(match["times"] or match["first"] or "")
    return -value if is_signed and is_minus and value else value


def _plain_value(digits: str) -> Decimal | None:
    fraction = _FRACTIONS.get(digits[-1], Decimal(0))
    whole = digits.rstrip("½¼¾ ").replace(" ", "")
    if len(whole) > MOST_DIGITS:
        return None
    if whole.count(",") > 1 or ("," in whole and "." in whole[whole.rindex(",") :]):  # 1,234.50
        whole = whole.replace(",", "")
    elif "," in whole or _has_thousands(whole):
        whole = whole.replace(".", "").replace(",", ".")
    return Decimal(whole or "0") + fraction


def _has_thousands(whole: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", whole) is not None


def _times(word: str) -> Decimal:
    word = word.lower()
    if word.startswith(("mia", "mrd", "milliard")):
        return BILLION
    if word.startswith("mi"):
        return MILLION
    return THOUSAND if word.startswith("t") else Decimal(1)


def _unit(match: re.Match[str]) -> str:
    unit = (match["unit"] or "").strip(" ,;:")
    plain = unit.lower().rstrip(".")
    if match["before"] or plain in {"kr", "kroner", "dkk"} or (match["after"] or "").endswith(",-"):
        return KRONER
    return PERCENT if plain in {"%", "pct", "procent"} else unit
