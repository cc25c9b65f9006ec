"""T-X6: whoever leaves loses everything in the transaction of the cause; nothing goes out after.

Broken by an import that is published without it, a notice that stays in the queue, an
invitation that still opens.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.recurring import leavers
from services import accounts, delivery, drafts, notices, organisation
from services.facts import take_back
from services.facts.save import import_file
from services.identity import offboarding, opening, unbound
from services.identity.opening import InvitationUnusableError, Opener
from services.identity.status import OutdatedError, State
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store, changes
from services.store.people import Account, Binding
from services.store.traffic import Notice
from tests import branch
from tests.facts.workbooks import workbook
from tests.identity.conftest import (
    BACK_OFFICE,
    DAY,
    GENERAL_MANAGER,
    MARKETER,
    OTHER,
    STATION,
    STRANGER,
    House,
)
from tests.stage import BEGIN, ZONE

HEAD = [
    *("工号", "姓名", "单位编码", "岗位", "直属上级工号", "职级"),
    *("合同", "入职日期", "生效日期", "离职日期"),
]
ZHANG = 31


def leaving(folder: Path, last_day: date | str) -> Path:
    """Write the workbook with which 张伟 leaves."""
    row = ["JC031", "张伟", "WD02", "营销经理", "JC019", "营销经理", "劳动合同"]
    days = [date(2024, 3, 4), date(2026, 11, 1), last_day]
    return workbook(folder / f"离职-{last_day}.xlsx", {"人员": [HEAD, [*row, *days]]})


def bring(store: Store, path: Path, *, dry_run: bool = False) -> int | None:
    return import_file(
        store, path, now=branch.NOW, dry_run=dry_run, progress=lambda _done, _all: None
    ).batch_id


def remind(store: Store, number: str, due_at: datetime) -> None:
    @changes
    def tell(session: Session) -> None:
        one = organisation.by_number(session, number, branch.TODAY)
        notices.tell(session, branch.NOW, "pay_day", "x", [one.staff_id], due_at=due_at)

    store.call(tell)


def states(store: Store, kind: str) -> list[str]:
    kept = select(Notice.state).where(Notice.kind == kind)
    return store.call(lambda session: list(session.scalars(kept)))


def test_an_import_with_a_last_day_gone_by_takes_the_account_with_it(
    filled_store: Store, tmp_path: Path
) -> None:
    remind(filled_store, "JC031", branch.NOW + DAY)
    filled_store.call(drafts.begin, ZHANG, "visit", branch.NOW)
    yesterday = leaving(tmp_path, branch.TODAY - DAY)
    assert bring(filled_store, yesterday, dry_run=True) is None
    assert filled_store.call(accounts.staff_of, ZHANG)
    assert bring(filled_store, yesterday)
    assert filled_store.call(accounts.staff_of, ZHANG) is None
    with pytest.raises(UnknownPersonError):
        filled_store.call(organisation.viewer, ZHANG, branch.TODAY)
    assert filled_store.call(drafts.current, ZHANG) is None
    assert states(filled_store, "pay_day") == ["cancelled"]
    assert filled_store.call(delivery.due, branch.NOW + DAY, 60) == []


def test_what_breaks_an_import_off_keeps_the_account(
    filled_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remind(filled_store, "JC031", branch.NOW + DAY)

    def break_off(*_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(offboarding, "ask", break_off)  # the last thing that is done
    with pytest.raises(InterruptedError):
        bring(filled_store, leaving(tmp_path, branch.TODAY - DAY))
    assert filled_store.call(accounts.staff_of, ZHANG)
    assert states(filled_store, "pay_day") == ["waiting"]
    viewer = filled_store.call(organisation.viewer, ZHANG, branch.TODAY)
    assert viewer.me.left is None


def test_a_last_day_to_come_takes_it_when_it_is_over(filled_store: Store, tmp_path: Path) -> None:
    assert bring(filled_store, leaving(tmp_path, branch.TODAY))
    assert filled_store.call(accounts.staff_of, ZHANG)
    midnight = datetime(2026, 11, 5, 16, tzinfo=UTC)  # by the clock of the branch
    for moment, gone in ((midnight - timedelta(minutes=1), False), (midnight, True)):
        filled_store.call(leavers, moment.astimezone(ZONE), moment)
        assert (filled_store.call(accounts.staff_of, ZHANG) is None) is gone


def test_an_import_taken_back_may_end_somebodys_time_too(
    filled_store: Store, tmp_path: Path
) -> None:
    assert bring(filled_store, leaving(tmp_path, branch.TODAY - DAY))
    again = bring(filled_store, leaving(tmp_path, ""))
    assert again
    filled_store.call(branch.bind)
    filled_store.call(take_back.take_back, again, branch.NOW, None)
    assert filled_store.call(accounts.staff_of, ZHANG) is None


def test_everything_of_whoever_leaves_ends(house: House) -> None:
    house.unbind("JC031")
    claim = house.claimed("JC031")
    code = house.invite("JC031")
    staff = house.ids["JC031"]
    house.change(lambda session: notices.tell(session, BEGIN, "welcome", 1, [staff], name="张伟"))
    house.leaves("JC031", BEGIN.date())
    house.change(lambda session: offboarding.offboard_due(session, BEGIN + DAY))
    assert {row.state for row in house.rows(Binding, Binding.id == claim)} == {"refused"}
    assert house.told("welcome") == [("JC031", "cancelled")]
    assert house.told("claim") == [("JC019", "cancelled")]
    with pytest.raises(InvitationUnusableError):
        house.store.call(opening.accept, OTHER, Opener("?", "en"), code, BEGIN + DAY)


def test_whoever_stays_keeps_the_account(house: House) -> None:
    house.change(lambda session: offboarding.offboard_due(session, BEGIN + 400 * DAY))
    assert len(house.rows(Account)) == 6


def test_the_back_office_takes_an_account_away(house: House) -> None:
    person = house.ids["JC031"]
    house.change(lambda session: notices.tell(session, BEGIN, "pay_day", 1, [person]))
    assert house.store.call(unbound.card, BACK_OFFICE, BEGIN, person).may_suspend
    house.store.call(offboarding.suspend, BACK_OFFICE, BEGIN, person, 0)
    assert house.owner(MARKETER) is None
    assert house.told("pay_day") == [("JC031", "cancelled")]
    with pytest.raises(OutdatedError):
        house.store.call(offboarding.suspend, BACK_OFFICE, BEGIN, person, 0)
    card = house.store.call(unbound.card, BACK_OFFICE, BEGIN, person)
    assert card.status.state is State.NEVER
    house.confirmed("JC031", STRANGER)
    assert house.owner(STRANGER) == "JC031"


def test_nobody_else_takes_an_account_away(house: House) -> None:
    for who, number in (
        (STATION, "JC031"),
        (GENERAL_MANAGER, "JC031"),
        (MARKETER, "JC019"),
        (BACK_OFFICE, "JC006"),
    ):
        with pytest.raises(NotYoursError):
            house.store.call(offboarding.suspend, who, BEGIN, house.ids[number], 0)
    assert not house.store.call(unbound.card, STATION, BEGIN, house.ids["JC031"]).may_suspend
    assert len(house.rows(Account)) == 6


def test_rights_end_with_the_last_day_even_before_anybody_comes_to_it(house: House) -> None:
    house.leaves("JC031", BEGIN.date())
    house.store.call(organisation.viewer, MARKETER, BEGIN.date())
    with pytest.raises(UnknownPersonError):
        house.store.call(organisation.viewer, MARKETER, BEGIN.date() + timedelta(days=1))
