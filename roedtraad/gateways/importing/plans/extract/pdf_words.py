"""Words of a page with their boxes, and the lines that they stand on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box; tops grow downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    italic: bool = False


def rows_of(words: list[Word]) -> list[list[Word]]:
    """Words that stand on one line, top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.left)):
        middle = (word.top + word.bottom) / 2
        if rows and abs(middle - (rows[-1][0].top + rows[-1][0].bottom) / 2) < word.size * 0.45:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]
