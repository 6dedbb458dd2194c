import pytest

from roedtraad.insight.reports.document import (
    BulletList,
    ListItem,
    NumberedList,
    Paragraph,
    Span,
    plain,
    text_of,
)
from roedtraad.insight.reports.rich_text import rich_blocks, rich_inline


def test_bold_italics_and_links_are_kept() -> None:
    [paragraph] = rich_blocks("a **b** *c* [d](https://example.org)")

    assert paragraph == Paragraph(
        (
            Span("a "),
            Span("b", bold=True),
            Span(" "),
            Span("c", italic=True),
            Span(" "),
            Span("d", url="https://example.org"),
        )
    )


def test_lists_nest() -> None:
    blocks = rich_blocks("- a\n- b\n  1. c")

    inner = NumberedList((ListItem(plain("c")),))
    assert blocks == (BulletList((ListItem(plain("a")), ListItem(plain("b"), (inner,)))),)


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script> & <b>",
        "[x](javascript:alert(1))",
        "# ikke en overskrift",
        "    ikke kode",
        "`ikke kode`",
        "snake_case_navn og 2 * 3 * 4",
        "&amp; &copy;",
        "---",
    ],
)
def test_everything_else_stays_text(text: str) -> None:
    assert text_of(rich_inline(text)) == text.strip()


def test_a_link_that_leads_nowhere_safe_shows_its_address() -> None:
    assert rich_inline("[x](billede.png)") == (Span("x (billede.png)"),)


def test_lines_stay_lines_and_paragraphs_apart() -> None:
    assert rich_blocks("a\nb\n\nc") == (
        Paragraph((Span("a"), Span("\n"), Span("b"))),
        Paragraph(plain("c")),
    )


def test_nothing_gives_nothing() -> None:
    assert rich_blocks("") == rich_blocks(" \n\n ") == ()


def test_in_a_cell_lists_are_lines() -> None:
    assert text_of(rich_inline("Først:\n\n- a\n- b\n\n2. c\n3. d")) == (
        "Først:\n• a\n• b\n2. c\n3. d"
    )
