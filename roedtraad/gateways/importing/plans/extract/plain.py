"""Plain text: find the encoding, keep the lines."""

import re
from dataclasses import replace

from roedtraad.gateways.importing.plans.lines import PLAIN, ExtractedText, LineWriter

from .mail import mail_head, unquoted

_DANISH = re.compile(r"[a-zæøåA-ZÆØÅ][æøåÆØÅéü]|[æøåÆØÅ][a-zæøå]")
_UNLIKELY = re.compile(r"[^\x00-\x7fæøåÆØÅéÉüÜöÖäÄ§½¼¾°€–—‘’“”„•…·«»©®´¨\xa0]")
_PAGE_END = re.compile(r".{20}\s(\d{1,3})\s*$")
_OLD_ENCODINGS = ("cp1252", "cp865", "cp850", "mac_roman")


def read_plain(data: bytes) -> ExtractedText:
    """The lines of a text file as they stand; a form feed begins a new page."""
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    pages = text.split("\f")
    writer = LineWriter()
    rows = [
        (row, number if len(pages) > 1 else None)
        for number, page in enumerate(pages, start=1)
        for row in page.split("\n")
    ]
    while rows and not rows[-1][0].strip():
        rows.pop()
    rows = unquoted(rows)
    mail = mail_head([row for row, _ in rows])
    marks = _page_marks([row for row, _ in rows]) if len(pages) == 1 else []
    for position, (row, number) in enumerate(rows):
        style = replace(PLAIN, is_furniture=True) if position in mail else PLAIN
        writer.add(row, marks[position] if marks else number, style)
    return ExtractedText(
        tuple(writer.lines),
        is_wrapped=_is_wrapped([row for row, _ in rows]),
        has_page_marks=bool(marks),
        title=next((found for found in mail.values() if found), ""),
    )


def _page_marks(rows: list[str]) -> list[int | None]:
    """The page of each row where pages were flattened to lines that end 1, 2, 3; else nothing."""
    ends = [
        (position, int(found[1]))
        for position, row in enumerate(rows)
        if (found := _PAGE_END.search(row[-80:]))
    ]
    steps = sum(1 for a, b in zip(ends, ends[1:], strict=False) if b[1] == a[1] + 1)
    if steps < 3 or steps < 0.6 * (len(ends) - 1):
        return []
    pages: list[int | None] = [None] * len(rows)
    first = 0
    for before, (position, page) in zip([(-1, ends[0][1] - 1), *ends], ends, strict=False):
        if page == before[1] + 1:
            pages[first : position + 1] = [page] * (position + 1 - first)
            first = position + 1
    return pages


def decoded(data: bytes) -> str:
    """Text from bytes: byte order mark, UTF-8, UTF-16, then the old encoding that reads best."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data.decode("utf-32", errors="replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data[:4096].count(0) > len(data[:4096]) * 0.3:
        little = data[1:4096:2].count(0) >= data[0:4096:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(_best_encoding(data), errors="replace")


def _best_encoding(data: bytes) -> str:
    sample = data[:200_000]
    good_utf8 = sample.decode("utf-8", errors="replace")
    if good_utf8.count("\ufffd") * 10 < len(_DANISH.findall(good_utf8)):
        return "utf-8"
    return max(_OLD_ENCODINGS, key=lambda encoding: _plausibility(sample, encoding))


def _plausibility(sample: bytes, encoding: str) -> int:
    text = sample.decode(encoding, errors="replace")
    return len(_DANISH.findall(text)) - 2 * len(_UNLIKELY.findall(text))


def _is_wrapped(rows: list[str]) -> bool:
    """Lines were broken at a margin: long ones often go on in lower case on the next line."""
    pairs = [
        (one.rstrip(), two.strip())
        for one, two in zip(rows, rows[1:], strict=False)
        if len(one.strip()) > 40 and two.strip()
    ]
    if len(pairs) < 3:
        return False
    going_on = sum(1 for one, two in pairs if two[0].islower() and one[-1] not in ".:;!?")
    longest = sorted(len(one) for one, _ in pairs)[int(len(pairs) * 0.9)]
    return going_on >= 0.3 * len(pairs) and longest <= 140
