"""/mydata: one's own, whole, and nothing that is still a secret from oneself.

Broken by a question that forgets whose rows it counts, by counting cases that are investigated
in secret, by a cell that is written as a formula.
"""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers import mydata as screen
from handlers.i18n import SOURCE
from handlers.render import plain
from services import mydata, sights
from services.broadcasts import reading
from services.month import Month
from services.mydata import Mine
from services.organisation import UnknownPersonError
from services.sights import Seen
from services.store import Store, audit, changes
from services.store.conduct import ConductCase
from services.store.figures import Attendance
from services.store.people import Account, Staff
from services.store.talk import Audit
from tests.branch import NOW, account
from tests.broadcasts.desk import sent
from tests.squads import made
from tests.talks import talked

WHO, BOSS = 9_001, 9_002
EVIL = '=HYPERLINK("http://evil","x")'


@changes
def bind(session: Session, number: str, who: int) -> int:
    """Bind an account to a person; return the staff id."""
    staff = session.scalars(select(Staff.id).where(Staff.number == number)).one()
    bound = session.scalar(select(Account).where(Account.staff_id == staff))
    if bound:
        session.delete(bound)
        session.flush()
    session.add(Account(telegram_id=who, staff_id=staff, bound_at=NOW))
    return staff


@pytest.fixture
def here(filled_store: Store) -> Store:
    filled_store.call(bind, "JC031", WHO)
    filled_store.call(bind, "JC019", BOSS)
    return filled_store


def counts(found: Mine) -> dict[str, int]:
    return {one.code: one.count for one in found.kinds}


def test_it_counts_what_is_stored_of_oneself(here: Store) -> None:
    mine, other = (here.call(mydata.mine, who, NOW) for who in (WHO, BOSS))
    assert (mine.name, other.name) == ("张伟", "李静怡")
    rows = here.call(lambda session: session.scalars(select(Attendance.staff_id)).all())
    staff = here.call(
        lambda session: session.scalar(select(Staff.id).where(Staff.number == "JC031"))
    )
    assert counts(mine)["attendance"] == rows.count(staff or 0) != counts(other)["attendance"]
    assert counts(mine)["account"] == 1
    assert {one.code for one in mine.kinds} <= set(screen.KINDS)
    with pytest.raises(UnknownPersonError):
        here.call(mydata.mine, 44_444, NOW)
    with pytest.raises(UnknownPersonError):
        here.call(mydata.export, 44_444, NOW)


def test_notices_are_counted_that_oneself_read_or_wrote(here: Store) -> None:
    office = account("JC006")
    one, other = (sent(here, office, NOW) for _ in range(2))
    for who, number in ((WHO, one), (WHO, other), (BOSS, one)):
        here.call(reading.read, who, NOW, number)
    found = [counts(here.call(mydata.mine, who, NOW)) for who in (WHO, BOSS, office)]
    assert [one.get("read") for one in found] == [2, 1, None]
    assert [one.get("written") for one in found] == [None, None, 2]


def test_groups_and_talks_are_counted(here: Store) -> None:
    made(here, "早会组", ("JC030", "JC031"), "JC031", who=BOSS)
    talked(here, "JC031", who=BOSS)
    mine, boss = (here.call(mydata.mine, who, NOW) for who in (WHO, BOSS))
    kinds = "squads", "talks", "talks_held"
    assert [counts(mine).get(one) for one in kinds] == [2, 1, None]
    assert [counts(boss).get(one) for one in kinds] == [None, None, 1]
    assert {one.what for one in mine.done} >= {"squad.joined", "squad.led", "talk.recorded"}


def test_whoever_looked_is_named_and_oneself_is_not(here: Store) -> None:
    staff = here.call(bind, "JC031", WHO)
    months = [Month(2026, 9), Month(2026, 10)]
    for at, month in enumerate(months):
        seen = [Seen(who, staff, month, 1) for who in (WHO, BOSS)]
        here.call(sights.record, NOW + timedelta(hours=at), seen)
    (look,) = here.call(mydata.mine, WHO, NOW).looks
    assert (look.name, look.months) == ("李静怡", 2)
    assert (look.first, look.last) == (NOW, NOW + timedelta(hours=1))
    assert here.call(mydata.mine, BOSS, NOW).looks == ()


@pytest.mark.parametrize(
    ("state", "told"),
    [("reported", 0), ("investigating", 0), ("hearing", 1), ("ruled", 1), ("closed", 1)],
)
def test_a_case_is_counted_once_it_is_no_secret(here: Store, state: str, told: int) -> None:
    staff, boss = here.call(bind, "JC031", WHO), here.call(bind, "JC019", BOSS)
    before = counts(here.call(mydata.mine, WHO, NOW)).get("cases", 0)
    here.call(accuse, staff, boss, state)
    assert counts(here.call(mydata.mine, WHO, NOW)).get("cases", 0) == before + told
    assert "cases" not in counts(here.call(mydata.mine, BOSS, NOW)), "who reports is not accused"


@changes
def accuse(session: Session, staff: int, boss: int, state: str) -> None:
    one = ConductCase(
        number=1_000,
        kind="malicious_opening",
        accused_id=staff,
        reporter_id=boss,
        investigator_id=boss,
        happened=NOW.date(),
        state=state,
        since=NOW,
        finding="",
        dismissal=False,
        forfeits=False,
        basis="",
        in_force=False,
        version=1,
    )
    one.what = "-"
    session.add(one)


def test_the_audit_tells_what_was_done_to_oneself(here: Store) -> None:
    staff = here.call(bind, "JC031", WHO)
    here.call(note, staff)
    done = here.call(mydata.mine, WHO, NOW).done
    assert [(one.what, one.by) for one in done][:1] == [("offboarded", "李静怡")]
    assert {one.what for one in done} <= mydata.ABOUT == set(screen.DONE)
    assert all(one.what != "offboarded" for one in here.call(mydata.mine, BOSS, NOW).done)


@changes
def note(session: Session, staff: int) -> None:
    boss = session.scalars(select(Staff.id).where(Staff.number == "JC019")).one()
    later = NOW + timedelta(days=1)
    audit.record(session, later, boss, "offboarded", staff=staff, why="x")
    audit.record(session, later, boss, "conduct", staff=staff)


def sheets(store: Store, who: int) -> dict[str, list[tuple[Any, ...]]]:
    found = store.call(mydata.export, who, NOW)
    content = screen.workbook(found, lambda said: plain(said, SOURCE))
    book = load_workbook(BytesIO(content))
    for page in book:
        assert {cell.data_type for row in page for cell in row} <= {"s", "n"}
        assert all(
            cell.value is None or isinstance(cell.value, str) for row in page for cell in row
        )
    return {page.title: list(page.values) for page in book}


def test_the_workbook_has_all_of_it_and_no_formula(here: Store) -> None:
    staff = here.call(bind, "JC031", WHO)
    here.call(spoil, staff)
    made = sheets(here, WHO)
    assert list(made) == ["概况", "人事记录", "考勤", "请假", "谁看过工资", "审计日志"]
    assert {row[3] for row in made["考勤"][1:]} == {EVIL}
    assert {row[1] for row in made["人事记录"][1:]} == {"张伟"}
    assert "李静怡" not in {cell for row in made["人事记录"] for cell in row}
    asked = select(Audit.actor).where(Audit.what == "mydata.exported")
    assert here.call(lambda session: session.scalars(asked).all()) == [str(staff)]


@changes
def spoil(session: Session, staff: int) -> None:
    for one in session.scalars(select(Attendance).where(Attendance.staff_id == staff)):
        one.note = EVIL
    session.execute(update(Account).values(language=None))
