"""Lists, cards, search, exports: masked, in order, in a fixed number of queries.

Broken by a query for each client, by an order that the pages do not share, by a name that is not
masked, or by a cell that a spreadsheet takes for a formula.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, select

from handlers.clients.exporting import sheet
from handlers.papers.workbook import written as exported
from handlers.render import Reader
from services.clients import export, listing, manager, settling, view
from services.clients.effect import BEFORE, NOT_YET, SINCE
from services.organisation import NotYoursError
from services.store import Store
from services.store.talk import Audit
from tests import branch
from tests.branch import account
from tests.clients.conftest import CLIENT, MINE, OTHER, SEPTEMBER, TODAY, House, at
from tests.clients.test_counting import requires
from tests.facts.workbooks import workbook as written

HEAD = (
    *("月份", "客户号", "客户名称", "类型", "客户经理工号", "开户日期"),
    *("月均资产", "月末资产", "成交金额", "买入股票基金金额", "佣金率"),
)
MANY = 3_000
ZONE = ZoneInfo("Asia/Shanghai")


def brings(house: House, folder: Path, *rows: tuple[Any, ...], name: str = "更多") -> None:
    path = written(folder / f"{name}.xlsx", {"客户月度": [HEAD, *rows]})
    assert branch.bring(house.store, path)


def line(number: str, name: str, staff: str = MINE, assets: int = 9000, bought: int = 0) -> Any:
    opened = date(2026, 10, 20)
    return ("2026-10", number, name, "个人", staff, opened, assets, assets, 0, bought, "0.0008")


@contextmanager
def queries(store: Store) -> Iterator[list[str]]:
    """Count what is asked of the database meanwhile."""
    found: list[str] = []

    def heard(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.append(statement)

    event.listen(store.reader, "before_cursor_execute", heard)
    yield found
    event.remove(store.reader, "before_cursor_execute", heard)


def page(house: House, first: int = 0, most: int = 6) -> listing.Page:
    return house.store.call(listing.page, account(MINE), TODAY, 0, first, most)


def test_who_is_not_effective_yet_comes_first_the_newest_of_them_before(
    house: House, tmp_path: Path
) -> None:
    brings(house, tmp_path, line("90000001", "冷清", assets=5000), line("90000002", "热闹"))
    found = page(house, most=60).clients
    assert "90000001" in {one.number for one in found if one.effect.kind == NOT_YET}
    kinds = [one.effect.kind == NOT_YET for one in found]
    assert kinds == sorted(kinds, reverse=True)
    for group in (True, False):
        days = [one.opened for one, not_yet in zip(found, kinds, strict=True) if not_yet is group]
        assert days == sorted(days, reverse=True, key=lambda day: day or date.min)
    assert len({one.id for one in found}) == page(house).total == len(found)


@pytest.mark.parametrize(
    ("assets", "bought", "kind"),
    [(5000, 0, NOT_YET), (5001, 0, SINCE), (0, 5000, NOT_YET), (0, 5001, SINCE)],
)
def test_effective_is_more_than_5000_held_or_bought(
    house: House, tmp_path: Path, assets: int, bought: int, kind: str
) -> None:
    brings(house, tmp_path, line("90000001", "钱多多", assets=assets, bought=bought))
    (one,) = house.store.call(listing.find, account(MINE), TODAY, "90000001").clients
    assert one.effect.kind == kind
    if kind == NOT_YET:
        assert (one.effect.assets, one.effect.more_assets) == (Decimal(assets), Decimal(5000))


def test_since_when_is_what_pay_counts(house: House) -> None:
    (one,) = house.store.call(listing.find, account(MINE), TODAY, CLIENT).clients
    assert (one.effect.kind, one.effect.month) == (SINCE, SEPTEMBER)
    kinds = {each.effect.kind for each in page(house, most=60).clients}
    assert BEFORE in kinds


@pytest.mark.parametrize("typed", ["钱多多", "qdd", "qianduoduo", "90000001", "钱多"])
def test_a_client_is_found(house: House, tmp_path: Path, typed: str) -> None:
    brings(house, tmp_path, line("90000001", "钱多多"), line("90000002", "钱多多", OTHER))
    found = house.store.call(listing.find, account(MINE), TODAY, typed)
    assert found.clients[0].number == "90000001"
    assert "90000002" not in {one.number for one in found.clients}, "another's"


def test_a_list_of_3000_takes_as_many_queries_as_one_of_a_few(
    house: House, tmp_path: Path
) -> None:
    with queries(house.store) as few:
        page(house)
    rows = [line(f"9{number:07}", f"客户{number}") for number in range(MANY)]
    brings(house, tmp_path, *rows)
    with queries(house.store) as many:
        found = page(house, first=MANY - 6)
    assert (len(found.clients), found.total) == (6, MANY + 50)
    assert len(many) <= len(few)
    assert house.store.call(listing.find, account(MINE), TODAY, "客户2999").total


def test_whole_names_are_for_whose_they_are_and_the_back_office_and_on_record(
    house: House,
) -> None:
    one, name = house.client(), house.name()
    card = house.store.call(view.card, account(MINE), TODAY, one)
    assert card.one.name == name[0] + "*"
    assert house.store.call(view.reveal, account(MINE), at(11, 5), one) == name
    assert house.store.call(view.reveal, account("JC009"), at(11, 5), one) == name
    for other in ("JC019", "JC012", "JC001", OTHER, "JC010"):
        with pytest.raises(NotYoursError):
            house.store.call(view.reveal, account(other), at(11, 5), one)
    rows = house.store.call(lambda s: s.scalars(select(Audit)).all())
    found = [each for each in rows if each.what == "client.unmasked"]
    assert len(found) == 2
    assert all(name not in each.detail for each in found)


def cells(house: House, who: str, staff: str | None) -> list[list[Any]]:
    number = house.id(staff) if staff else export.ALL
    return read(house.store.call(export.lines, account(who), TODAY, number))


def read(found: Sequence[export.Line]) -> list[list[Any]]:
    book = load_workbook(BytesIO(exported([sheet(found)], Reader("zh_Hans_CN", ZONE))))
    (page_,) = book.worksheets
    for row in page_.iter_rows():
        for cell in row:
            assert cell.data_type != "f", cell.value
    return [[cell.value for cell in row] for row in page_.iter_rows(min_row=2)]


@pytest.mark.parametrize("evil", ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1"])
def test_what_somebody_typed_is_no_formula(house: House, evil: str) -> None:
    found = house.store.call(export.lines, account(MINE), TODAY, house.id(MINE))
    (row,) = read([replace(found[0], name=evil)])
    assert row[3] == evil


def test_an_export_holds_what_the_list_does(house: House, tmp_path: Path) -> None:
    brings(house, tmp_path, line("90000001", "钱多多"), line("90000002", "+钱多多"))
    own = {str(row[2]): row for row in cells(house, MINE, MINE)}
    assert len(own) == 52
    assert own[CLIENT][3] == house.name()
    assert own["90000002"][8:] == ["2026-10", 9000, 9000, 0, 0]
    theirs = {str(row[2]): row for row in cells(house, "JC019", MINE)}
    assert theirs.keys() == own.keys()
    assert theirs[CLIENT][3] == house.name()[0] + "*"


def test_everybodys_are_those_of_whom_one_sees(house: House) -> None:
    staff = {str(row[0]) for row in cells(house, "JC019", None)}
    assert staff == {"JC019", "JC030", MINE, OTHER}
    office = cells(house, "JC009", None)
    assert {str(row[3]) for row in office if row[2] == CLIENT} == {house.name()}


def test_an_export_is_on_record(house: House) -> None:
    made = house.store.call(export.log, account("JC019"), at(11, 5), house.id(MINE))
    assert (made.clients, made.whole) == (50, False)
    rows = house.store.call(lambda s: s.scalars(select(Audit)).all())
    (found,) = [each for each in rows if each.what == "clients.exported"]
    assert '"clients": 50' in found.detail


def test_the_card_for_a_client_says_who_where_and_since_when_licensed(house: House) -> None:
    found = house.store.call(manager.manager, account(MINE), TODAY)
    assert (found.name, found.outlet) == ("张伟", "江城银行听涛支行")
    assert (found.bank, found.branch) == ("江城银行", "江城营业部")
    assert found.certified
    without = house.store.call(manager.manager, account(OTHER), TODAY)  # who holds no certificate
    assert without.certified is None
    with pytest.raises(NotYoursError):
        house.store.call(manager.manager, account("JC007"), TODAY)


def test_settled_one_by_one_or_all_at_once(house: House) -> None:
    office = account("JC009")
    assert house.store.call(settling.page, office, TODAY, 0, 5).since is None
    requires(house, date(2026, 9, 1))
    found = house.store.call(settling.page, office, TODAY, 0, 500)
    mine = [one for one in found.clients if one.owner == "张伟"]
    assert {one.number for one in mine} >= {CLIENT}
    assert all(one.opened and one.opened >= date(2026, 9, 1) for one in found.clients)
    one = house.client()
    assert house.store.call(settling.settle, office, at(11, 5), client=one, reason="开户单") == 1
    with pytest.raises(settling.SettledAlreadyError):
        house.store.call(settling.settle, office, at(11, 5), client=one, reason="开户单")
    left = house.store.call(settling.page, office, TODAY, 0, 5).total
    assert left == found.total - 1
    done = house.store.call(settling.settle, office, at(11, 5), client=0, reason="开户单")
    assert done == min(left, settling.AT_ONCE)
    assert house.store.call(settling.page, office, TODAY, 0, 5).total == left - done


def test_what_is_recorded_need_not_be_settled(house: House) -> None:
    requires(house, date(2026, 9, 1))
    office = account("JC009")
    before = house.store.call(settling.page, office, TODAY, 0, 5).total
    house.books("recorded")
    assert house.store.call(settling.page, office, TODAY, 0, 5).total == before - 1


def test_settled_after_the_month_was_frozen_it_is_paid_by_corrections(house: House) -> None:
    requires(house, date(2026, 9, 1))
    house.freezes(SEPTEMBER)
    frozen = house.lines(SEPTEMBER)
    one = house.client()
    house.store.call(settling.settle, account("JC009"), at(11, 5), client=one, reason="开户单")
    assert house.lines(SEPTEMBER) == frozen
    # opening award 50 (from 50,000); with him the score is 0.4519 (see test_counting), which is
    # raised to 0.5 either way, so that the commission stays
    assert house.lines(SEPTEMBER.later(1))["adjustment"] == 50
