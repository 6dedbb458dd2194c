"""The little markup that long texts may hold: headings, lists, emphasis, links. Never HTML."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    *("p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
_reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")


def as_html(text: str, *, top: int = 3) -> SafeString:
    """`text` as clean HTML whose highest heading is of level `top`."""
    tokens = _reader.parse(text or "")
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + top - 1)}"
    html = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http"})
    return mark_safe(clean)  # noqa: S308  cleaned the line before
