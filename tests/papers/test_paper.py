"""A document on its pages: where lines end, rows break, letters get smaller."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from handlers.papers import pdf, registration, word
from handlers.papers.breaking import broken
from handlers.papers.paper import (
    BOTTOM,
    HEIGHT,
    POINT,
    SIDE,
    TOP,
    WIDTH,
    Box,
    Cell,
    Line,
    Paper,
    Piece,
    Row,
    Table,
    Text,
    cell,
    text,
)
from handlers.papers.setting import EM, SPARE, Page, fitted
from handlers.render import Reader
from services.lettering import Letters
from tests.papers.reading import CHINESE, ENGLISH, docx_rows, part, pdf_text
from tests.papers.test_registration import FULL, LONGEST

DAY = date(2026, 11, 25)


def wide(piece: Piece) -> float:
    """Return a width: a hanzi one, Latin letters half, a box one."""
    return 1.0 if isinstance(piece, Box) or ord(piece) > 0x2E80 else 0.5


def lines(*line: Piece, room: float) -> list[str]:
    """Return the lines of a paragraph, a box as #."""
    return [
        "".join("#" if isinstance(one, Box) else one for one in part)
        for part in broken(line, wide, room)
    ]


def test_what_begins_a_page() -> None:
    begins = Text(text("甲"), new_page=True)
    paper = Paper("-", (begins, Text(text("乙")), begins), DAY, "zh_Hans_CN")
    pages = fitted(paper)[1]
    assert [[one.text for one in page.words] for page in pages] == [["甲", "乙"], ["甲"]]
    assert part(word.drawn(paper), "word/document.xml").count("<w:pageBreakBefore/>") == 2


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("江城银行听涛支行", ["江城银行", "听涛支行"]),
        ("江城银行，听涛", ["江城银", "行，听涛"]),  # no comma begins a line
        ("江城银「听涛」", ["江城银", "「听涛」"]),  # no bracket ends one
        ("江城 bank of China", ["江城", "bank of", "China"]),
        ("江城ABCD银行", ["江城ABCD", "银行"]),
        ("ABCDEFGHIJKL", ["ABCDEFGH", "IJKL"]),  # a word wider than a line
        ("，，，，，，", ["，，，，", "，，"]),
        ("", [""]),
    ],
)
def test_where_lines_end(typed: str, expected: list[str]) -> None:
    assert lines(typed, room=4) == expected


def test_a_box_stays_with_what_it_is_of() -> None:
    assert lines(Box(), "个人", Box(), "机构", room=4) == ["#个人", "#机构"]


def rows(count: int, said: str = "行") -> tuple[Row, ...]:
    """Return a head and so many rows."""
    return (
        Row((cell("头"), cell("尾"))),
        *(Row((cell(f"{said}{n}"), cell("x"))) for n in range(count)),
    )


def paper(*blocks: Text | Table, one_page: bool = False) -> Paper:
    """Return a document of the blocks."""
    return Paper("文件", blocks, DAY, "zh_Hans_CN", one_page)


def test_a_long_table_goes_on_under_the_same_head() -> None:
    made = paper(Text(text("标题")), Table((1, 1), rows(100), heads=1))
    pages = pdf_text(pdf.drawn(made))
    assert [page.count("头") for page in pages] == [1] * len(pages)
    assert len(pages) == 4  # 267 mm, a row 8.5
    found = [one for page in pages for one in page.split() if one.startswith("行")]
    assert found == [f"行{n}" for n in range(100)]


def test_a_row_higher_than_a_page_goes_on_on_the_next() -> None:
    long = "".join(chr(0x6000 + n) for n in range(3000))
    table = Table((1, 3), (Row((cell("头"), cell("尾"))), Row((cell(long), cell("短")))), heads=1)
    pages = pdf_text(pdf.drawn(paper(table)))
    assert len(pages) > 1
    letters = "".join("".join(pages).split())
    assert sorted(letters.replace("头", "").replace("尾", "").replace("短", "")) == sorted(long)


def test_letters_get_smaller_until_all_is_on_one_page() -> None:
    assert fitted(paper(Table((1, 1), rows(20)), one_page=True))[0] == 10.5
    size, pages = fitted(paper(Table((1, 1), rows(45)), one_page=True))
    assert (size < 10.5, len(pages)) == (True, 1)
    size, pages = fitted(paper(Table((1, 1), rows(400)), one_page=True))
    assert (size, len(pages) > 1) == (6.0, True)


def test_one_page_leaves_some_millimetres_free() -> None:
    """Of 267 mm; 31 rows of 8.52 are 264, 30 are 256."""
    assert len(fitted(paper(Table((1, 1), rows(30))))[1]) == 1
    assert fitted(paper(Table((1, 1), rows(30)), one_page=True))[0] == 10.0
    assert fitted(paper(Table((1, 1), rows(29)), one_page=True))[0] == 10.5


def right(page: Page, letters: Letters) -> list[float]:
    """Return where the words of a page end, in millimetres."""
    return [one.left + letters.width(one.text, EM) / EM * one.size * POINT for one in page.words]


@pytest.mark.parametrize("reader", [CHINESE, ENGLISH])
@pytest.mark.parametrize("form", [FULL, LONGEST, replace(LONGEST, client="W" * 300)])
def test_every_word_is_in_its_cell(form: registration.Registration, reader: Reader) -> None:
    (page,) = fitted(registration.paper(form, reader))[1]
    letters = Letters()
    lowest = max(rule.top + rule.height for rule in page.rules)
    assert lowest < HEIGHT - BOTTOM - SPARE
    for one, end in zip(page.words, right(page, letters), strict=True):
        around = [
            rule
            for rule in page.rules
            if rule.left < one.left < rule.left + rule.width
            and rule.top < one.base < rule.top + rule.height
        ]
        assert len(around) <= 1  # none: above and below the table
        room = (SIDE, WIDTH - 2 * SIDE) if not around else (around[0].left, around[0].width)
        assert end < sum(room)
        assert one.base - 0.88 * one.size * POINT > (around[0].top if around else TOP)
        assert one.base + 0.12 * one.size * POINT < (
            around[0].top + around[0].height if around else HEIGHT - BOTTOM
        )


def test_words_of_a_cell_stand_one_below_the_other() -> None:
    both: tuple[Line, ...] = (("上",), ("下",))
    (page,) = fitted(paper(Table((1,), (Row((Cell(both),)),))))[1]
    bases = [one.base for one in page.words]
    assert [round(below - above, 2) for above, below in pairwise(bases)] == [
        round(10.5 * 1.4 / 72 * 25.4, 2)
    ]


def test_two_tables_do_not_grow_together_in_word() -> None:
    made = word.drawn(paper(Table((1, 1), rows(2), heads=1), Table((1, 1), rows(1))))
    assert len(docx_rows(made)) == 5
    document = part(made, "word/document.xml")
    assert "</w:tbl><w:p>" in document
    assert "</w:tbl><w:tbl>" not in document
    assert document.count("<w:tblHeader/>") == 1
