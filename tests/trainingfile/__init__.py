"""Training files and licences: rights, days, the notice of new staff; brought about here."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.i18n import SOURCE
from handlers.render import Reader
from services import organisation
from services.recurrence import ZONE
from services.store import Store
from services.store.traffic import Notice
from services.trainingfile import concluding, issuing, recording, rows
from services.trainingfile.filled import Filled
from services.trainingfile.issuing import Paper
from services.trainingfile.reading import Card

CHEN, LIN, ZHOU, WU, OFFICE, ZENG, NEW = 1, 2, 3, 4, 6, 11, 60
"""Accounts: general manager, office, finance, trading, the branch's back office, that of XM3, and
its newcomer JC060."""
NEWCOMER = "JC060"
HOUSE = Reader(SOURCE)
PDF, OTHER = Paper("财务联.pdf", b"%PDF-1"), Paper("交易联.pdf", b"%PDF-2")


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def staff(store: Store, number: str = NEWCOMER) -> int:
    return store.call(organisation.by_number, number, date(2026, 11, 5)).staff_id


def opened(store: Store, who: int = ZENG, number: str = NEWCOMER) -> int:
    """Open a newcomer's file and return it."""
    card = store.call(recording.open_file, who, at(10, 5), staff(store, number)).card
    return file_of(card)


def file_of(card: Card) -> int:
    assert card.line
    return card.line.file


def trained(store: Store, file: int, who: int = ZENG, now: datetime | None = None) -> None:
    """Record the three levels."""
    now = now or at(10, 5)
    for level in range(3):
        told: dict[str, Any] = {"level": level, "day": now.date(), "trainer": "何晓燕"}
        store.call(recording.record_level, who, now, file=file, **told)


def sat(store: Store, file: int, day: date, *, passed: bool = True, who: int = ZENG) -> Card:
    """Record an exam on its day."""
    now = datetime(day.year, day.month, day.day, 10, tzinfo=ZONE)
    return store.call(recording.record_exam, who, now, file=file, day=day, passed=passed)


def listed(store: Store, now: datetime, who: int = ZENG) -> None:
    """Hand in the names."""
    mark = store.call(concluding.names, who, now.date()).mark
    assert store.call(concluding.hand_in, who, now, mark).done


def concluded(store: Store, file: int, now: datetime, who: int = LIN) -> Card:
    """Record a contract of the day."""
    told: dict[str, Any] = {"contract": "full_time", "signed": now.date(), "first_day": now.date()}
    return store.call(concluding.conclude, who, now, file=file, **told)


def issued(store: Store, file: int, now: datetime, who: int = LIN) -> issuing.Done:
    """Issue the notice."""
    found = store.call(issuing.prepare, who, now.date(), file)
    return store.call(issuing.issue, who, now, found, finance=PDF, trading=OTHER)


def passed(store: Store, day: date) -> int:
    """Return a file whose exam was passed on a day."""
    file = opened(store)
    trained(store, file)
    sat(store, file, day)
    return file


def whole(store: Store) -> int:
    """Return a file that is done."""
    file = passed(store, date(2026, 11, 2))
    listed(store, at(11, 3))
    concluded(store, file, at(11, 4))
    assert issued(store, file, at(11, 5)).done
    return file


def told(store: Store, kind: str) -> list[tuple[str, str]]:
    """Return who was told of a kind under which key, in order."""

    def work(session: Session) -> list[tuple[str, str]]:
        people = organisation.on(session, date(2026, 12, 31)).people
        chosen = select(Notice).where(Notice.kind == kind).order_by(Notice.made_at, Notice.key)
        return [(people[one.staff_id or 0].number, one.key) for one in session.scalars(chosen)]

    return store.call(work)


def state(store: Store, number: str = NEWCOMER) -> str:
    found = store.call(rows.of, staff(store, number))
    return found.state if found else ""


FILLED = Filled(
    year=2026,
    number=7,
    issued_on=date(2026, 11, 5),
    issued_by="林慧敏",
    branch="江城营业部",
    name="黎晓舟",
    staff=NEWCOMER,
    posts=("marketer",),
    unit="岚屿银行渡口支行",
    department="项目三部",
    contract="full_time",
    signed=date(2026, 11, 4),
    first_day=date(2026, 11, 9),
    grade="trainee",
    fixed_pay=True,
    pay=Decimal(800),
    assumed=True,
)
