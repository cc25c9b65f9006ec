"""What a list adds up to, what is paid stays as it is, the workbook says the same.

Broken by sums that count a line without an amount, a counter-line that is not counted, a payment
that may be changed, an agreement that outlives a change.
"""

from dataclasses import astuple
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from handlers.papers.workbook import written
from handlers.render import Reader
from handlers.rewards.exporting import sheet
from services.month import Month
from services.rewards import export, keeping, reading, settling
from services.rewards.keeping import LineChangedError, NoAmountError, NothingBeforeError
from services.rewards.reading import FutureMonthError, List
from services.rewards.settling import NoTakingBackError, WrongDayError
from services.store import changes
from services.store.rewards import BankReward
from services.store.talk import Audit
from tests.branch import NOW, TODAY
from tests.rewards.conftest import DIRECTOR, OCTOBER, OFFICE, Bank

D = Decimal


def listed(bank: Bank, month: Month = OCTOBER) -> List:
    return bank.store.call(reading.month_list, OFFICE, TODAY, bank.department, month)


def change(bank: Bank, line: int, version: int, amount: str) -> reading.Shown:
    told: dict[str, Any] = {"basis": "-", "accounts": None, "note": None}
    told |= {"figure": 0, "as_of": 0, "amount": D(amount), "line": line, "version": version}
    return bank.store.call(keeping.change, OFFICE, NOW, **told)


def test_what_a_list_adds_up_to(bank: Bank) -> None:
    bank.add("100.10")
    bank.agree(bank.add("200.20"))
    paid = bank.pay(bank.add("1000", outlet="WD01"))
    bank.take_back(paid)
    bank.pay(bank.add("900", outlet="WD01"))
    one = listed(bank).sums
    assert astuple(one) == (5, 0, D("100.10"), D("200.20"), D(900))
    assert one.total == D("1200.30")


def test_a_copied_line_counts_nothing_until_it_has_an_amount(bank: Bank) -> None:
    september = OCTOBER.later(-1)
    bank.take_back(bank.pay(bank.add("70", basis="作废", month=september)))
    bank.add("300", month=september, basis="合作费", accounts=6)
    dropped = bank.add("80", month=september, basis="写错").line
    bank.store.call(keeping.drop, OFFICE, NOW, dropped.id, dropped.version)
    made = bank.store.call(keeping.copy, OFFICE, NOW, bank.department, OCTOBER)
    (shown,) = made.lines
    assert (shown.line.basis, shown.line.amount, shown.line.accounts) == ("合作费", None, None)
    assert (made.sums.total, made.sums.waiting, made.done) == (D(0), 1, False)
    with pytest.raises(NoAmountError):
        bank.agree(shown)
    with pytest.raises(NothingBeforeError):
        bank.store.call(keeping.copy, OFFICE, NOW, bank.department, OCTOBER)


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_an_amount_is_above_zero(bank: Bank, amount: str) -> None:
    with pytest.raises(NoAmountError):
        bank.add(amount)
    one = bank.add("10").line
    with pytest.raises(NoAmountError):
        change(bank, one.id, one.version, amount)


def test_what_is_changed_has_to_be_agreed_again(bank: Bank) -> None:
    agreed = bank.agree(bank.add("10")).line
    assert (agreed.state, agreed.agreed_with) == ("agreed", "刘行长")
    found = change(bank, agreed.id, agreed.version, "11").line
    assert (found.state, found.agreed_with, found.amount) == ("open", "", D(11))


def test_what_was_drawn_before_changes_nothing(bank: Bank) -> None:
    one = bank.add("10")
    bank.agree(one)
    old = one.line.id, one.line.version
    for act in (
        lambda: bank.agree(one),
        lambda: change(bank, *old, "11"),
        lambda: bank.store.call(keeping.drop, OFFICE, NOW, *old),
    ):
        with pytest.raises(LineChangedError):
            act()
    assert listed(bank).lines[0].line.amount == D(10)


@pytest.mark.parametrize("day", [TODAY + timedelta(1), date(2026, 9, 30)])
def test_nothing_is_paid_tomorrow_or_before_the_month(bank: Bank, day: date) -> None:
    one = bank.agree(bank.add("10")).line
    told = {"line": one.id, "version": one.version}
    with pytest.raises(WrongDayError):
        bank.store.call(settling.pay, OFFICE, NOW, **told, day=day)


def test_what_was_paid_is_taken_back_once_by_a_line_that_stays(bank: Bank) -> None:
    paid = bank.pay(bank.add("10"))
    back = bank.take_back(paid)
    assert (back.line.amount, back.line.counters, back.line.reason) == (
        D(-10),
        paid.line.id,
        "多付",
    )
    with pytest.raises(LineChangedError):
        bank.take_back(paid)
    with pytest.raises(NoTakingBackError):
        bank.take_back(back)
    with pytest.raises(LineChangedError):
        change(bank, paid.line.id, paid.line.version, "11")


def test_the_database_itself_keeps_what_was_paid(bank: Bank) -> None:
    line = bank.pay(bank.add("10")).line.id
    row = BankReward.id == line

    @changes
    def put(session: Session, /, **values: object) -> None:
        session.execute(update(BankReward).where(row).values(**values))

    @changes
    def drop(session: Session) -> None:
        session.execute(delete(BankReward).where(row))

    for values in ({"amount": D(11)}, {"state": "open"}, {"text_sealed": b"x"}, {"version": 9}):
        with pytest.raises(DBAPIError, match="never changed"):
            bank.store.call(put, **values)
    with pytest.raises(DBAPIError, match="never changed"):
        bank.store.call(drop)


def test_nothing_is_added_for_a_month_to_come(bank: Bank) -> None:
    with pytest.raises(FutureMonthError):
        bank.add("10", month=Month(2026, 12))


def test_what_is_written_is_sealed(bank: Bank) -> None:
    bank.agree(bank.add("10", basis="和王行长商定"))
    with bank.store.reader.connect() as connection:
        (raw,) = connection.scalars(text("SELECT text_sealed FROM bank_rewards")).all()
    assert "行长".encode() not in raw


def test_the_workbook_ties_with_the_card(bank: Bank) -> None:
    bank.add("100.10", basis='=HYPERLINK("x")', accounts=4)
    bank.agree(bank.add("200.20"))
    bank.take_back(bank.pay(bank.add("1000")))
    bank.pay(bank.add("900"))
    found = bank.store.call(export.export, DIRECTOR, NOW, bank.department, OCTOBER)
    content = written([sheet(found)], Reader("zh_Hans_CN", NOW.tzinfo))
    book = load_workbook(BytesIO(content))
    rows = [[one.value for one in row] for row in book.worksheets[0].iter_rows()]
    assert rows[0][-1] == "签收"
    lines = [row for row in rows[1:] if isinstance(row[0], int)]
    sums = {row[0]: row[5] for row in rows[1:] if isinstance(row[0], str) and row[5] is not None}
    assert len(lines) == len(found.lines)
    assert round(sum(row[5] for row in lines), 2) == 1200.3
    assert sums == {"合计": 1200.3, "其中已兑现": 900, "已核对": 200.2, "待核对": 100.1}
    kinds = {row[3].value: row[3].data_type for row in book.worksheets[0].iter_rows()}
    assert kinds['=HYPERLINK("x")'] == "s"
    noted = select(Audit).where(Audit.what == "rewards.exported")
    (entry,) = bank.store.call(lambda s: s.scalars(noted).all())
    assert "XM1" in entry.detail
