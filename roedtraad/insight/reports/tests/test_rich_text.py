import pytest

from roedtraad.insight.reports.document import (
    BulletList,
    Heading,
    ListItem,
    NumberedList,
    Paragraph,
    Span,
    Table,
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
        "#ikke en overskrift",
        "snake_case_navn og 2 * 3 * 4",
        "5 < 6 & 7 > 6",
        "{{ x }} {% y %} $z$",
    ],
)
def test_everything_else_stays_text(text: str) -> None:
    assert text_of(rich_inline(text)) == text.strip()


def test_a_heading_is_small_and_a_table_is_a_table() -> None:
    heading, table = rich_blocks("# Stor\n\n| A | B |\n|---|---|\n| 1 | **2** |")

    assert heading == Heading(4, "Stor", is_listed=False)
    assert isinstance(table, Table)
    assert [text_of(cell) for cell in table.rows[0].cells] == ["1", "2"]


def test_cells_pasted_with_tabs_are_a_table() -> None:
    before, table, after = rich_blocks("Tal:\nHvad\t2025\t2026\nLøn\t1,2\nI alt\t1|2\t3\nSlut")

    assert (text_of(before.content), text_of(after.content)) == ("Tal:", "Slut")
    assert [text_of(cell) for row in table.rows for cell in row.cells] == [
        *("Løn", "1,2", ""),
        *("I alt", "1|2", "3"),
    ]


def test_a_picture_becomes_words() -> None:
    assert text_of(rich_inline("![hus](hus.png)")) == "hus (hus.png)"


def test_code_and_quotes_are_paragraphs() -> None:
    assert rich_blocks("> citat\n\n    kode *her*") == (
        Paragraph(plain("citat")),
        Paragraph(plain("kode *her*")),
    )


def test_a_link_that_leads_nowhere_safe_shows_its_address() -> None:
    assert rich_inline("[x](billede.png)") == (Span("x (billede.png)"),)


def test_a_line_stays_a_line_as_on_the_page() -> None:
    assert rich_blocks("a\nb\\\nd\n\nc") == (
        Paragraph((Span("a"), Span("\n"), Span("b"), Span("\n"), Span("d"))),
        Paragraph(plain("c")),
    )


def test_nothing_gives_nothing() -> None:
    assert rich_blocks("") == rich_blocks(" \n\n ") == ()


def test_in_a_cell_lists_are_lines() -> None:
    assert text_of(rich_inline("Først:\n\n- a\n- b\n\n2. c\n3. d")) == (
        "Først:\n• a\n• b\n2. c\n3. d"
    )
