"""The little markup that long texts may hold: headings, lists, tables, emphasis, links. Never HTML.

A line stays a line, and cells that were copied from a sheet or a document, with tabs between, are
a table. Pages and reports read texts by the same rules.
"""

import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "th": {"scope"}}
_reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True})
_reader.enable("table")
_LISTED = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s")


def parsed(text: str) -> list[Token]:
    """`text` as tokens of Markdown; what was pasted as cells is a table among them."""
    return _reader.parse(with_tables(text))


def as_html(text: str, *, top: int = 3) -> SafeString:
    """`text` as clean HTML whose highest heading is of level `top`."""
    tokens = parsed(text or "")
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + top - 1)}"
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    html = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https", "http"})
    # a wide table scrolls by itself, so that the page does not
    clean = clean.replace("<table>", '<div class="table--responsive-scroll"><table class="table">')
    clean = clean.replace("</table>", "</table></div>")
    return mark_safe(clean)  # noqa: S308  cleaned the lines before, and framed with our own words


def with_tables(text: str) -> str:
    """`text` with lines of cells, at least two and with tabs between, written as a table."""
    if "\t" not in text:
        return text
    found: list[str] = []
    run: list[str] = []
    for line in [*text.splitlines(), ""]:
        if _is_row(line):
            run.append(line)
            continue
        found += _table(run) if len(run) > 1 else run
        run = []
        found.append(line)
    return "\n".join(found[:-1])


def _is_row(line: str) -> bool:
    """Cells with a tab between; an indented item of a list is none."""
    is_indented = "\t" not in line.strip() and _LISTED.match(line) is not None
    return "\t" in line and bool(line.strip()) and not is_indented


def _table(lines: list[str]) -> list[str]:
    rows = [[cell.strip().replace("|", "\\|") for cell in line.split("\t")] for line in lines]
    width = max(map(len, rows))
    head, *body = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return ["", head, "|" + " --- |" * width, *body, ""]
