"""A report to take along says what the screen says: workbook, PDF, picture; and it is noted."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from PIL import Image
from sqlalchemy import select

from handlers.papers import pdf, setting
from handlers.papers.workbook import written
from handlers.render import Reader
from handlers.reports import files, printed
from services.recurrence import ZONE
from services.reports import picture, reading, writing
from services.reports.picture import ROOM, Bar
from services.store import Store
from services.store.talk import Audit
from tests.branch import NOW
from tests.databases import Databases, opened
from tests.reports import LI, OCTOBER, TANG, ZHENG, at, hand_in, write

CHINESE, ENGLISH = Reader("zh_Hans_CN", ZONE), Reader("en", ZONE)
EVIL = '=HYPERLINK("http://x")'


@pytest.fixture(scope="module")
def handed(databases: Databases, filled: str) -> Iterator[Store]:
    url = databases.copy(filled)
    with opened(url) as store:
        store.call(writing.ask, LI, NOW, OCTOBER, "market")
        store.call(writing.answer, LI, NOW, EVIL)
        write(store, LI, NOW, OCTOBER)
        hand_in(store, LI, NOW, OCTOBER)
        yield store
    databases.drop(url)


def taken(store: Store) -> files.Taken:
    _month, found = store.call(reading.take_all, ZHENG, at(11, 6), OCTOBER)
    return found


@pytest.mark.parametrize("reader", [CHINESE, ENGLISH])
def test_the_workbook_has_every_figure_as_a_number(handed: Store, reader: Reader) -> None:
    found = taken(handed)
    book = load_workbook(BytesIO(written(files.sheets(OCTOBER, found), reader)))
    summary, people, texts = book.worksheets
    ((_line, content),) = found
    revenue = content.figures.totals["revenue"]
    assert revenue is not None
    assert Decimal(str(summary.cell(2, 11).value)) == revenue
    rows = [one for one in people.iter_rows(min_row=2, values_only=True) if one[2]]
    assert [one[2] for one in rows] == [one.number for one in content.figures.rows]
    for cells, row in zip(rows, content.figures.rows, strict=True):
        now = [None if one is None else Decimal(str(one)) for one in cells[5:13]]
        assert now == list(row.now.values())[:8]
    assert EVIL in [one.value for one in texts[2]]
    assert all(one.data_type != "f" for row in texts.iter_rows() for one in row)


@pytest.mark.parametrize("reader", [CHINESE, ENGLISH])
def test_the_pdf_says_figures_and_texts(handed: Store, reader: Reader) -> None:
    found = taken(handed)
    paper = printed.paper(found, NOW.date(), reader)
    words = [one.text for page in setting.fitted(paper)[1] for one in page.words]
    ((_line, content),) = found
    names = {one.name for one in content.figures.rows}
    assert names <= set(words)
    assert "¥14,460.00" in words  # what the screen says in tests/conversations/branch/report.txt
    assert any("HYPERLINK" in one for one in words)
    assert pdf.drawn(paper).startswith(b"%PDF")


def test_several_reports_have_one_total(filled_store: Store) -> None:
    """A district manager's 15 people are in the report of the outlets too: each counts once."""
    for who in (TANG, LI):
        write(filled_store, who, NOW, OCTOBER)
        hand_in(filled_store, who, NOW, OCTOBER)
    found = taken(filled_store)
    summary, people, _texts = load_workbook(
        BytesIO(written(files.sheets(OCTOBER, found), CHINESE))
    ).worksheets
    district, outlet, all_ = ([one.value for one in row] for row in summary["E2:S4"])
    assert district[1] == 83
    assert outlet[1] == 21
    assert all_ == district
    assert summary["A4"].value == "合计，每人一次"
    assert people.cell(1, 24).value == "新增有效户目标"
    by_number = {row[2].value: row for row in people.iter_rows(min_row=2)}
    assert [by_number["JC031"][at].value for at in (23, 26)] == [5, 0.8]  # 4 of 5 accounts


def test_each_report_begins_on_a_page_of_its_own(filled_store: Store) -> None:
    for who in (TANG, LI):
        write(filled_store, who, NOW, OCTOBER)
        hand_in(filled_store, who, NOW, OCTOBER)
    pages = setting.fitted(printed.paper(taken(filled_store), NOW.date(), CHINESE))[1]
    first = [min(page.words, key=lambda one: one.base).text for page in pages]
    assert first[0] == "驻点营销团队月度业务分析表"
    assert first.count("驻点营销团队月度业务分析表") == 2


def test_taking_along_is_noted(handed: Store) -> None:
    chosen = select(Audit).where(Audit.what == "report.taken")
    before = len(handed.call(lambda s: s.scalars(chosen).all()))
    ((line, _content),) = taken(handed)
    handed.call(reading.take, ZHENG, at(11, 6), line.report)
    assert len(handed.call(lambda s: s.scalars(chosen).all())) == before + 2


def test_the_picture_compares_the_outlets(handed: Store) -> None:
    found = handed.call(reading.overview, ZHENG, at(11, 6), OCTOBER)
    page = files.compared(found, CHINESE)
    assert [one.title for one in page.charts] == ["新增有效户", "新增托管市值", "净创收"]
    assert [bar.told for bar in page.charts[2].bars] == ["¥14,460.00"]
    made = Image.open(BytesIO(picture.png(page)))
    assert made.size == (1200, picture.height(page))


@pytest.mark.parametrize(
    ("values", "lengths"),
    [
        ([100, 50, 0], [ROOM, ROOM // 2, 0]),
        ([None, 10], [0, ROOM]),
        ([0, 0], [0, 0]),
        ([-5, 10], [0, ROOM]),
        ([], []),
    ],
)
def test_bars_are_as_long_as_their_values(values: list[int | None], lengths: list[int]) -> None:
    bars = [Bar("-", None if one is None else Decimal(one), "") for one in values]
    assert picture.lengths(bars) == lengths
