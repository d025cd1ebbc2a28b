"""How high a page will be when a browser prints it, from the number of its letters. Pure.

Nobody knows here which fonts that browser has, and a style sheet cannot try sizes until a page
fits. So letters are counted as if they were as wide as those of a wide font; the style sheet makes
fonts alike by the height of their small letters. The lengths here are those of ``page.css``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

from backlog.report.page import Page
from backlog.report.parts import Answer, Lines, Table
from backlog.report.sheet import Sheet, sheets

#: Sizes of letters in points by the class that ``page.css`` has for each, the largest first.
SIZES = {"pt8": 8.0, "pt77": 7.7, "pt74": 7.4, "pt71": 7.1}
#: A sheet of A4 between its margins, and one of its two columns, in millimetres. Of its 281 mm of
#: height some stay free, because letters were counted and not drawn.
WIDTH, HEIGHT, COLUMN = 186.0, 275.0, 90.0
#: The picture of the course, and beside the smallest letters, where it gives some room away.
PICTURE, SMALL_PICTURE = 45.0, 37.0
#: Height of a line and mean width of a letter, in the size of the letters; small print's size.
LINE, LETTER, SMALL = 1.15, 0.53, 0.92
#: Mean width of what stands in tables: figures, and bold names.
DIGIT = 0.57
#: A point in millimetres.
POINT = 0.3528


def printed(page: Page) -> tuple[str, Sheet]:
    """Return the class of the largest letters with which a page fits, and the sheet that it is.

    Lists grow shorter only when the smallest letters do not fit.
    """
    every = sheets(page)
    smallest = min(SIZES.values())
    sheet = next((each for each in every if height(each.page, smallest) <= HEIGHT), every[-1])
    fitting = (name for name, size in SIZES.items() if height(sheet.page, size) <= HEIGHT)
    return next(fitting, [*SIZES][-1]), sheet


def height(page: Page, points: float) -> float:
    """Return about how high a page is in letters of so many points, in millimetres."""
    set_ = _Type(points * POINT)
    lists = [set_.lines(part) for part in page.lists]
    return sum(
        (
            6.7 + 5.5 * page.example,
            1.7 + sum(set_.beside(row) for row in page.first),
            2.2 + sum(set_.answer(row) for row in page.answers),
            1.7 + 2 * set_.text(_longest(page.header), COLUMN) + 0.3,
            (SMALL_PICTURE if points == min(SIZES.values()) else PICTURE)
            + set_.text(page.caption, WIDTH, SMALL),
            set_.title + set_.text("   ".join(map(" ".join, page.counts)), WIDTH),
            max(set_.table(page.activities, COLUMN), set_.table(page.discomfort, COLUMN)),
            set_.table(page.exercises, WIDTH),
            min(max(sum(lists[:at]), sum(lists[at:])) for at in range(len(lists) + 1)),
            set_.table(page.boxes, WIDTH) + 1.2 * (len(page.boxes.rows) + 1),
            set_.em / 2 + sum(set_.text(line, WIDTH, SMALL) + 0.3 for line in page.footer),
        )
    )


def _letters(text: str) -> int:
    """Return how many letters a text is wide: one of Chinese, Japanese or Korean counts as two."""
    return len(text) + sum(east_asian_width(letter) in "WF" for letter in text)


def _longest(pairs: Iterable[tuple[str, str]]) -> str:
    return max((" ".join(pair) for pair in pairs), key=len)


@dataclass(frozen=True)
class _Type:
    """Letters of one size, `em` in millimetres, and how high they make each part of a page."""

    em: float

    @property
    def title(self) -> float:
        """The title of a part, with what is free above and below it."""
        return 1.05 * LINE * self.em + 1.6

    def text(self, text: str, width: float, scale: float = 1.0) -> float:
        """A paragraph of `width`."""
        size = scale * self.em
        return max(1, ceil(_letters(text) * LETTER * size / width)) * LINE * size

    def beside(self, row: Answer) -> float:
        """An answer on one line with what it rests on."""
        return self.text(f"{row.answer}. {row.evidence}", WIDTH - 6 - 11.3 * self.em)

    def answer(self, row: Answer) -> float:
        """A large answer above what it rests on."""
        width = WIDTH - 11.3 * self.em
        return self.text(row.answer, width, 1.45) + self.text(row.evidence, width, SMALL) + 0.3

    def lines(self, part: Lines) -> float:
        """A list in one of two columns."""
        width = COLUMN - 1.1 * self.em
        return self.title + sum(self.text(line, width) for line in part.told or (part.nothing,))

    def table(self, part: Table, width: float) -> float:
        """A table with its head and its note; its first column has what the others leave."""
        others = [max(map(len, cells)) for cells in list(zip(*part.rows, strict=False))[1:]]
        heads = [len(max(cell.split() or [""], key=len)) for cell in part.head[1:]]
        taken = sum(max(pair) for pair in zip(others, heads, strict=False)) * DIGIT * self.em
        left = width - taken - 2 * len(part.head)
        head = 2 if sum(map(len, part.head)) * DIGIT * self.em > width - 2 * len(part.head) else 1
        rows = sum(self._row(row[0], left) for row in part.rows)
        note = self.text(part.note, width, SMALL) if part.note else 0
        return self.title + head * SMALL * LINE * self.em + 0.7 + rows + note

    def _row(self, name: str, width: float) -> float:
        """A row with its line; where its name has no room the others' cells break, too."""
        least = 10 * DIGIT * self.em
        return max(self.text(name, max(width, least), 1.05), 2 * self.em * (width < least)) + 0.7
