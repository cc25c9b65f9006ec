"""Many people in the database, and what can be counted there: effects, what is still open."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from services import notices, timetable
from services.broadcasts.rows import LIVE
from services.store import Store, changes
from services.store.people import Account, Staff, Terms
from services.store.traffic import OPEN, Notice, Update
from services.store.work import Job, Occurrence
from tests.world import BEGUN, SINCE, SOURCE

FIRST = 100_000
EFFECTS = "CREATE TABLE effects (number {}, account BIGINT, language TEXT, who TEXT)"
TRIGGER = "CREATE TRIGGER effect AFTER UPDATE OF language ON accounts FOR EACH ROW {}"
NOTE = (
    "INSERT INTO effects (account, language, who) VALUES (new.telegram_id, new.language, {}); {}"
)
MINE = "current_setting('application_name')"
FUNCTION = f"BEGIN {NOTE.format(MINE, 'RETURN new;')} END"
COUNTED = {
    "sqlite": (
        EFFECTS.format("INTEGER PRIMARY KEY"),
        TRIGGER.format(f"BEGIN {NOTE.format('NULL', '')} END"),
    ),
    "postgresql": (
        EFFECTS.format("BIGSERIAL PRIMARY KEY"),
        f"CREATE FUNCTION effect() RETURNS trigger LANGUAGE plpgsql AS $$ {FUNCTION} $$",
        TRIGGER.format("EXECUTE FUNCTION effect()"),
    ),
}


class Somebody(NamedTuple):
    """One of many: the row in the database, the number of the account."""

    staff_id: int
    account: int


class Press(NamedTuple):
    """A press of a language's button on a card of its own."""

    account: int
    language: str
    card: int


def write_effects(store: Store) -> None:
    """Have the database write down each effect of a press, in the transaction that causes it.

    On PostgreSQL also by which process (its `application_name`).
    """
    with store.writer.begin() as connection:
        for statement in COUNTED[connection.dialect.name]:
            connection.execute(text(statement))


@changes
def add(session: Session, many: int, *, employed: bool) -> list[Somebody]:
    """Bind so many accounts to people; only the employed are known to `viewer`."""
    people = []
    for account in range(FIRST, FIRST + many):
        staff = Staff(number=f"KP{account}")
        session.add(staff)
        people.append(Somebody(staff.id, account))
    session.flush()
    for one in people:
        session.add(Account(telegram_id=one.account, staff_id=one.staff_id, bound_at=BEGUN))
        if employed:
            session.add(_terms(one.staff_id))
    return people


@changes
def appoint(session: Session, number: str, posts: str) -> None:
    """Give the person with the 工号 other posts."""
    found = select(Staff.id).where(Staff.number == number).scalar_subquery()
    session.execute(update(Terms).where(Terms.staff_id == found).values(posts=posts))


@changes
def tell(session: Session, now: datetime, about: object, people: list[int], words: str) -> None:
    """Write a notice to each of the people: these words, or else about pay day."""
    if words:
        notices.tell(session, now, "text", about, people, text=words)
    else:
        notices.tell(session, now, "pay_day", about, people)


@changes
def fall_due(session: Session, kind: str, moment: datetime) -> None:
    """Have an occurrence of the timetable wait since a moment."""
    session.add(Occurrence(kind=kind, plain=moment, due_at=moment, state=timetable.WAITING))


def effects(session: Session) -> list[tuple[int, str]]:
    """Return the effects of presses in the order in which they came about: account, language."""
    found = session.execute(text("SELECT account, language FROM effects ORDER BY number"))
    return [(row.account, row.language) for row in found]


def updates(session: Session) -> Counter[str]:
    """Count the updates that were kept, by state."""
    found = session.execute(select(Update.state, func.count()).group_by(Update.state))
    return Counter(dict(found.all()))


def notices_told(session: Session) -> Counter[tuple[str, str]]:
    """Count the notices by kind and state."""
    columns = Notice.kind, Notice.state
    found = session.execute(select(*columns, func.count()).group_by(*columns))
    return Counter({(kind, state): many for kind, state, many in found})


def is_over(session: Session, now: datetime) -> bool:
    """Tell whether nothing is due and everything is ended."""
    due = select(Occurrence.kind).where(
        Occurrence.state == timetable.WAITING, Occurrence.due_at <= now
    )
    return is_quiet(session) and session.scalar(due.limit(1)) is None


def is_quiet(session: Session) -> bool:
    """Tell whether every update and job is ended and no notice waits.

    That the author of a notice to many has his card redrawn for minutes does not count.
    """
    untold = select(Notice.id).where(Notice.state == notices.WAITING, Notice.kind != LIVE)
    open_ = select(Update.id).where(Update.state.in_(OPEN))
    doing = select(Job.id).where(Job.settled_at.is_(None))
    return not any(session.scalar(one.limit(1)) is not None for one in (untold, open_, doing))


def _terms(staff_id: int) -> Terms:
    terms = Terms(
        staff_id=staff_id,
        first_day=SINCE,
        unit="WD02",
        posts="marketer",
        contract="full_time",
        fixed_pay=True,
        joined=SINCE,
        **SOURCE,
    )
    terms.name = "客户经理"
    return terms
