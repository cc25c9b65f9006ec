"""Signing many at once: what differs first, ticks as rows, what moved left out, one press once."""

from datetime import timedelta
from decimal import Decimal
from time import process_time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.appointments.rows import SIGNED
from services.approvals import deciding
from services.facts.live import OFFICE as ALL_ROWS
from services.facts.live import live
from services.organisation import UnknownPersonError
from services.ownership import signing
from services.ownership.pending import One
from services.store import changes
from services.store.approvals import Approval
from services.store.clients import Appointment, Dispute, SigningMark
from services.store.figures import ClientMonth, ClientName
from services.store.vault import vault
from tests.branch import NOW, account
from tests.ownership.conftest import CHIEF, FINANCE, OFFICE, TRADING, ZHANG, Desk, change

MANY = 55
SECONDS = 5  # of the processor, for one press on a busy machine; it takes less than one


def page(desk: Desk, number: str = OFFICE, first: int = 0, most: int = 100) -> signing.Page:
    return desk.store.call(signing.page, account(number), desk.now, first, most)


def cases(desk: Desk, number: str = OFFICE) -> list[One]:
    return list(page(desk, number).cases)


def tick(desk: Desk, one: One, number: str = OFFICE, *, on: bool = True) -> bool:
    return desk.store.call(signing.tick, account(number), desk.now, one.approval, one.version, on)


def listed(desk: Desk, number: str = OFFICE) -> signing.Ticked:
    return desk.store.call(signing.ticked, account(number), desk.now)


def signs(desk: Desk, mark: str, number: str = OFFICE) -> signing.Signed:
    return desk.store.call(signing.sign, account(number), desk.now, mark)


def test_many_by_one_press(desk: Desk) -> None:
    """Broken by a list that ends early, or a press that counts twice."""
    names = (f"{chr(0x6000 + 37 * one)}{chr(0x5100 + 53 * one)}氏" for one in range(MANY))
    owners = (ZHANG, "JC032") * MANY  # one alone may not register so many a day
    made = [desk.opened(owner, name) for owner, name in zip(owners, names, strict=False)]
    ticked = desk.store.call(signing.tick_plain, account(OFFICE), desk.now)
    assert (ticked, page(desk).ticked, page(desk).total) == (MANY, MANY, MANY)
    mark = listed(desk).mark
    begun = process_time()
    done = signs(desk, mark)
    assert process_time() - begun < SECONDS
    assert {one.appointment for one in done.cases} == set(made)
    assert {desk.approval(one).step for one in made} == {1}
    again = signs(desk, mark)
    assert (again.stale, again.cases) == (True, ())
    assert {desk.approval(one).step for one in made} == {1}
    assert page(desk).total == 0
    assert page(desk, TRADING).total == MANY


def test_the_last_signature_by_one_press(desk: Desk) -> None:
    """Broken by `agree` that ends nothing."""
    made = [desk.opened(name=one) for one in ("王秀兰", "李建国")]
    for number in (OFFICE, TRADING, FINANCE, CHIEF):
        desk.store.call(signing.tick_plain, account(number), desk.now)
        assert len(signs(desk, listed(desk, number).mark, number).cases) == len(made)
    assert {desk.row(one).state for one in made} == {SIGNED}


def test_what_moved_is_left_out_and_said(desk: Desk) -> None:
    """Broken by ticks without a version."""
    first, second, third = (desk.opened(name=one) for one in ("王秀兰", "李建国", "赵敏"))
    desk.store.call(signing.tick_plain, account(OFFICE), desk.now)
    assert desk.decides(deciding.reject, OFFICE, second)
    found = listed(desk)
    assert ({one.appointment for one in found.cases}, found.moved) == ({first, third}, 1)
    assert signs(desk, found.mark).moved == 1
    assert listed(desk) == signing.Ticked((), listed(desk).mark, 0)


def test_what_moved_after_it_was_listed_is_not_signed(desk: Desk) -> None:
    """Broken by a press that takes what is ticked now for what was listed."""
    first, second = (desk.opened(name=one) for one in ("王秀兰", "李建国"))
    desk.store.call(signing.tick_plain, account(OFFICE), desk.now)
    mark = listed(desk).mark
    one = desk.approval(second)
    assert desk.store.call(deciding.withdraw, account(ZHANG), NOW, one.id, one.version).done
    assert signs(desk, mark).stale
    assert desk.approval(first).step == 0


def test_a_list_before_another_tick_signs_nothing(desk: Desk) -> None:
    """T-W3. Broken by a button without its mark."""
    for name in ("王秀兰", "李建国"):
        desk.opened(name=name)
    first, second = cases(desk)
    assert tick(desk, first)
    mark = listed(desk).mark
    assert tick(desk, second)
    assert signs(desk, mark).stale
    assert tick(desk, second, on=False)
    assert [one.approval for one in signs(desk, mark).cases] == [first.approval]


def test_a_tick_on_an_outdated_card_is_none(desk: Desk) -> None:
    desk.opened()
    (one,) = cases(desk)
    assert not desk.store.call(
        signing.tick, account(OFFICE), desk.now, one.approval, one.version + 1, on=True
    )
    assert desk.store.call(_marks) == 0


@pytest.mark.parametrize("number", [ZHANG, TRADING, "JC010", "JC019", "JC012", "JC007", "JC005"])
def test_only_whose_turn_it_is(desk: Desk, number: str) -> None:
    """Broken by `cases_of` that shows what is others' to decide."""
    desk.opened()
    (one,) = cases(desk)
    assert not tick(desk, one, number)
    assert page(desk, number).total == 0
    desk.store.call(signing.tick_plain, account(number), desk.now)
    assert desk.store.call(_marks) == 0
    assert tick(desk, one)
    assert signs(desk, listed(desk).mark, number).stale


def test_an_unknown_account_is_told_nothing(desk: Desk) -> None:
    with pytest.raises(UnknownPersonError):
        desk.store.call(signing.page, 900, desk.now, 0, 5)


def _marks(session: Session) -> int:
    return len(session.scalars(select(SigningMark)).all())


def test_ticks_are_ones_own(desk: Desk) -> None:
    """Two who may decide do not see each other's ticks."""
    desk.opened()
    (one,) = cases(desk)
    assert tick(desk, one)
    asked = {"escalated_to": desk.ids["JC007"]}
    desk.store.call(change, Approval, Approval.id == one.approval, asked)
    assert (page(desk, "JC007").total, page(desk, "JC007").ticked) == (1, 0)


@changes
def in_the_book(session: Session, name: str, staff: int, end: Decimal, opened: int = 0) -> None:
    """Have a client of the workbooks be called so, be somebody's and have so much."""
    month = session.scalars(
        select(ClientMonth)
        .where(live(ClientMonth, ALL_ROWS))
        .order_by(ClientMonth.month.desc(), ClientMonth.client_id)
        .limit(1)
    ).one()
    month.staff_id, month.end_assets, month.institution = staff, end, False
    month.opened = NOW.date() + timedelta(days=opened)
    one = session.scalars(
        select(ClientName).where(
            ClientName.client_id == month.client_id, live(ClientName, ALL_ROWS)
        )
    ).one()
    one.name, one.name_index = name, vault().index(name)


BOOK = {  # whose, what he has at the end of the month (300,000 expected) → the name, the assets
    "as expected": (ZHANG, "300000", "", None),
    "half less": (ZHANG, "150000", "", None),
    "more than half less": (ZHANG, "149999.99", "", Decimal("149999.99")),
    "half more": (ZHANG, "450000", "", None),
    "more than half more": (ZHANG, "450000.01", "", Decimal("450000.01")),
    "another's": ("JC032", "300000", "丁若曦", None),
}


@pytest.mark.parametrize("what", BOOK)
def test_what_the_workbook_says_otherwise(desk: Desk, what: str) -> None:
    """Broken by another bound than half, or not looking at whose the client is."""
    number, end, owner, assets = BOOK[what]
    desk.opened(name="李建国")
    desk.opened(name="王秀兰")
    desk.store.call(in_the_book, "王秀兰", desk.ids[number], Decimal(end))
    found = cases(desk)
    one = next(each for each in found if each.name == "王*")
    assert (one.differing.owner, one.differing.assets) == (owner, assets)
    assert one.apart is bool(owner or assets)
    if one.apart:
        assert found[0] == one


def test_an_older_client_of_that_name_is_another(desk: Desk) -> None:
    """Broken by going by the name alone."""
    desk.opened(name="王秀兰")
    desk.store.call(in_the_book, "王秀兰", desk.ids["JC032"], Decimal(300_000), -1)
    (one,) = cases(desk)
    assert not one.apart


def test_what_is_not_as_it_should_be_comes_first(desk: Desk) -> None:
    """Broken by an order that knows only the age; what is overdue is set apart too."""
    plain = desk.opened(name="王秀兰")
    noes = desk.opened(name="李建国", checklist="own_hand told")
    assert [one.appointment for one in cases(desk)] == [noes, plain]
    assert cases(desk)[0].differing.noes == ("own_hand", "told")
    assert desk.store.call(signing.tick_plain, account(OFFICE), desk.now) == 1
    desk.now += timedelta(days=1)  # a Friday: one working day has gone by, the term of the step
    assert all(one.overdue for one in cases(desk))
    assert desk.store.call(signing.tick_plain, account(OFFICE), desk.now) == 0


@changes
def disputed(session: Session, later: int, earlier: int, state: str) -> None:
    row = session.get_one(Appointment, later)
    session.add(
        Dispute(later_id=later, earlier_id=earlier, made_by=row.staff_id, made_at=NOW, state=state)
    )


@pytest.mark.parametrize("state", ["running", "upheld", "dismissed", "withdrawn"])
def test_a_dispute_sets_both_apart(desk: Desk, state: str) -> None:
    first, second = desk.opened(name="王秀兰"), desk.opened("JC032", "许振东")
    desk.store.call(disputed, second, first, state)
    assert {one.differing.disputed for one in cases(desk)} == {state == "running"}


@pytest.mark.parametrize(
    ("name", "apart"), [("王秀蓝", True), ("王秀", True), ("欧阳秀兰", False), ("许振东", False)]
)
def test_a_possible_duplicate_is_set_apart(desk: Desk, name: str, *, apart: bool) -> None:
    """Broken by likenesses that are told otherwise than at the registering."""
    first, second = desk.opened(name="王秀兰"), desk.opened("JC032", name)
    assert {one.differing.duplicate for one in cases(desk)} == {apart}
    desk.store.call(change, Appointment, Appointment.id == first, {"state": "cancelled"})
    assert not any(one.differing.duplicate for one in cases(desk) if one.appointment == second)
