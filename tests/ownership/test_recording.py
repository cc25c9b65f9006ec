"""Recording and archiving: the number, who may, one number once, a count for each marketer."""

from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.appointments.rows import ARCHIVED, RECORDED, SIGNED, TRANSFERRED
from services.facts.live import OFFICE as ALL_ROWS
from services.facts.live import live
from services.organisation import NotYoursError
from services.ownership import archiving, recording
from services.ownership.recording import (
    DisputedError,
    NotANumberError,
    TakenNumberError,
)
from services.ownership.rows import NotNowError
from services.store.clients import Appointment
from services.store.figures import Client, ClientMonth
from tests.branch import account
from tests.ownership.conftest import CHIEF, FINANCE, OFFICE, TRADING, ZHANG, Desk, change
from tests.ownership.test_signing import disputed, in_the_book

KNOWN = "80310043"  # in the workbooks, 张伟's


def test_one_after_the_other(desk: Desk) -> None:
    """Broken by `following` that offers what is recorded or disputed."""
    first, second, third = (desk.signed(name=one) for one in ("王秀兰", "李建国", "赵敏"))
    desk.store.call(disputed, second, first, "running")
    desk.store.call(change, Appointment, Appointment.id == first, {"state": RECORDED})
    page = desk.store.call(recording.waiting, account(TRADING), desk.now.date(), 0, 9)
    assert {(one.id, one.disputed) for one in page[0]} == {(second, True), (third, False)}
    done = desk.records(third, "80319999")
    assert (done.following, done.left) == (None, 0)


def test_a_number_is_recorded_once(desk: Desk) -> None:
    """Broken by `_must_be_free`; who has it is not told."""
    first, second = desk.signed(name="王秀兰"), desk.signed("JC032", "李建国")
    assert desk.records(first, "80319999").left == 1
    with pytest.raises(TakenNumberError) as refused:
        desk.records(second, "80319999")
    assert refused.value.args == ()
    assert (desk.row(second).state, desk.row(second).client_id) == (SIGNED, None)
    with pytest.raises(NotNowError):
        desk.records(first, "80318888")
    desk.records(second, "80318888")


def test_a_known_number_is_that_client(desk: Desk) -> None:
    """Broken by a second row for a number; where the workbook has another's name it is said."""
    made = desk.signed("JC032")
    weighed = desk.store.call(
        recording.weigh, account(TRADING), desk.now.date(), appointment=made, number=KNOWN
    )
    assert (weighed.new, weighed.book_owner) == (False, "张伟")
    desk.records(made, KNOWN)
    rows = desk.store.call(
        lambda session: session.scalars(select(Client.id).where(Client.number == KNOWN)).all()
    )
    assert list(rows) == [desk.row(made).client_id]


@pytest.mark.parametrize("text", ["8031", "80310043", "A-1234", "1" * 20])
def test_a_number(text: str) -> None:
    assert recording.read(text) == text


@pytest.mark.parametrize("text", ["", "803", "1" * 21, "8031 0043", "客户80310043", "8031'--"])
def test_no_number(text: str) -> None:
    with pytest.raises(NotANumberError):
        recording.read(text)


def test_not_while_it_is_disputed(desk: Desk) -> None:
    """Broken by not asking whether a dispute runs; either side."""
    first, second = desk.signed(name="王秀兰"), desk.signed("JC032", "许振东")
    desk.store.call(disputed, second, first, "running")
    for one in (first, second):
        with pytest.raises(DisputedError):
            desk.records(one, "80319999")
        assert desk.row(one).state == SIGNED


@pytest.mark.parametrize("number", [ZHANG, OFFICE, FINANCE, CHIEF, "JC007", "JC012"])
def test_only_the_trading_manager_records(desk: Desk, number: str) -> None:
    """Broken by `recorders` with more than the post's holder."""
    made = desk.signed()
    with pytest.raises(NotYoursError):
        desk.records(made, "80319999", number)
    desk.records(made, "80319999")
    with pytest.raises(NotYoursError):
        desk.archives(made, number)


def test_not_his_own(desk: Desk) -> None:
    """A marketer who is the trading manager too: the general manager records. Broken as above."""
    desk.leaves(TRADING)
    desk.holds(ZHANG, "marketer trading_manager")
    made = desk.opened()
    for one in (OFFICE, FINANCE, CHIEF):
        assert desk.signs(one, made)
    with pytest.raises(NotYoursError):
        desk.records(made, "80319999", ZHANG)
    desk.records(made, "80319999", CHIEF)


def test_not_before_all_have_signed(desk: Desk) -> None:
    made = desk.opened()
    with pytest.raises(NotNowError):
        desk.records(made, "80319999")
    with pytest.raises(NotNowError):
        desk.archives(made)


def _recorded(desk: Desk, *whose: str) -> list[int]:
    made = [desk.signed(one, f"王秀{chr(0x4E00 + at)}") for at, one in enumerate(whose)]
    for at, one in enumerate(made):
        desk.records(one, f"9000{at:04}")
    return made


def test_numbers_count_up_for_each_marketer(desk: Desk) -> None:
    """Broken by one count for all. 工号-0001."""
    made = _recorded(desk, ZHANG, "JC032", ZHANG)
    assert [desk.archives(one).document for one in made] == [
        "JC031-0001",
        "JC032-0001",
        "JC031-0002",
    ]
    with pytest.raises(NotNowError):
        desk.archives(made[0])
    assert desk.row(made[0]).state == ARCHIVED


def test_all_by_one_press_once(desk: Desk) -> None:
    """Broken by a press without the mark of what was listed."""
    made = _recorded(desk, ZHANG, ZHANG, "JC032")
    pile = desk.store.call(archiving.waiting, account(TRADING), desk.now.date(), 0, 60)
    desk.archives(made[0])
    call, now = desk.store.call, desk.now
    assert call(archiving.archive_all, account(TRADING), now, pile.mark) == ()
    pile = call(archiving.waiting, account(TRADING), now.date(), 0, 60)
    assert call(archiving.archive_all, account(FINANCE), now, pile.mark) == ()
    done = call(archiving.archive_all, account(TRADING), now, pile.mark)
    assert sorted(one.document for one in done) == ["JC031-0002", "JC032-0001"]
    assert call(archiving.archive_all, account(TRADING), now, pile.mark) == ()


def test_a_number_stays_with_who_had_it(desk: Desk) -> None:
    """After a handover the next one is not given the number again."""
    first, second = _recorded(desk, ZHANG, ZHANG)
    desk.archives(first)
    desk.store.call(change, Appointment, Appointment.id == first, {"state": TRANSFERRED})
    assert desk.archives(second).document == "JC031-0002"
    shelf = desk.store.call(
        archiving.shelf, account(ZHANG), desk.now.date(), staff=0, first=0, most=9
    )
    assert [one.document for one in shelf.filed] == ["JC031-0001", "JC031-0002"]


def test_once_recorded_the_number_tells_what_the_workbook_says(desk: Desk) -> None:
    """Broken by going by the name where the number is known."""
    made = desk.signed()
    desk.store.call(in_the_book, "别的名字", desk.ids["JC032"], Decimal(1), -9)
    number = desk.store.call(_number_in_the_book)
    weighed = desk.store.call(
        recording.weigh, account(TRADING), desk.now.date(), appointment=made, number=number
    )
    assert weighed.book_owner == "丁若曦"


def _number_in_the_book(session: Session) -> str:
    chosen = select(Client.number).join(ClientMonth, ClientMonth.client_id == Client.id)
    chosen = chosen.where(live(ClientMonth, ALL_ROWS))
    order = (ClientMonth.month.desc(), ClientMonth.client_id)
    return session.scalars(chosen.order_by(*order).limit(1)).one()
