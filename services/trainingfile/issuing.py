"""The office issues the notice of new staff to finance and to trading (Article 20), once."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import accounts, files, leases, notices
from services.organisation import NotYoursError
from services.store import audit, changes
from services.store.trainingfile import StaffNotice, TrainingFile
from services.trainingfile import reading, rights, rows
from services.trainingfile.filled import Filled, fill
from services.trainingfile.reading import Card
from services.trainingfile.recording import MovedOnError, kept
from services.trainingfile.rights import FINANCE, TRADING, Desk, desk
from services.trainingfile.rows import CONTRACTED, DONE, ISSUED

SENT, NUMBERS = "staff_notice", "staff_notices"
COPIES = (FINANCE, TRADING)


@dataclass(frozen=True, slots=True)
class Paper:
    """A copy as it was drawn."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A notice before it is issued: what it would say, at which version of the file, to whom.

    `to` are the names of those with an account, by copy.
    """

    card: Card
    file: int
    version: int
    filled: Filled
    to: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Done:
    """The file after a press; not `done`: it was outdated, or the notice was issued before."""

    card: Card
    done: bool


def prepare(session: Session, who: int, today: date, file: int) -> Prepared:
    """Return what would be issued; UnknownPersonError, NotYoursError, MovedOnError."""
    asking = desk(session, who, today)
    row = session.get(TrainingFile, file)
    if row is None:
        raise NotYoursError
    return _prepared(session, asking, row)


def _prepared(session: Session, asking: Desk, row: TrainingFile) -> Prepared:
    one = asking.must_keep(row.staff_id)
    if not asking.office:
        raise NotYoursError
    contract = rows.standing(session, row).contract
    if row.state != CONTRACTED or contract is None:
        raise MovedOnError
    number = _next(session, asking.org.day.year)
    filled = fill(session, asking.org, one, contract, number, asking.viewer.me.name)
    people = asking.org.people
    to = {copy: tuple(people[each].name for each in _to(session, asking, copy)) for copy in COPIES}
    card = reading.drawn(session, asking, row.staff_id)
    return Prepared(card, row.id, row.version, filled, to)


def _next(session: Session, year: int) -> tuple[int, int]:
    chosen = select(func.max(StaffNotice.number)).where(StaffNotice.year == year)
    return year, (session.scalar(chosen) or 0) + 1


def _to(session: Session, asking: Desk, post: str) -> list[int]:
    """Return who gets a copy: those who hold the post and have an account."""
    held = rights.holding(asking.org, post)
    return [one for one in held if accounts.is_bound(session, one)]


@changes
def issue(  # noqa: PLR0913 - the file as it was shown, and the two copies
    session: Session,
    who: int,
    now: datetime,
    prepared: Prepared,
    *,
    finance: Paper,
    trading: Paper,
) -> Done:
    """Issue the notice as it was prepared: numbered, kept, sent to each once.

    Where the file or the number has moved on nothing is done. UnknownPersonError, NotYoursError.
    """
    leases.alone(session, now, NUMBERS)
    asking, row = kept(session, who, now, prepared.file)
    try:
        again = _prepared(session, asking, row)
    except MovedOnError:
        return Done(reading.drawn(session, asking, row.staff_id), done=False)
    if (again.version, again.filled) != (prepared.version, prepared.filled):
        return Done(again.card, done=False)
    notice = _keep(session, now, asking, again.filled, row, (finance, trading))
    row.state = DONE
    rows.note(session, now, row, ISSUED, notice.staff_id, now.date())
    _send(session, now, asking, row, notice)
    return Done(reading.drawn(session, asking, row.staff_id), done=True)


def _keep(  # noqa: PLR0913, PLR0917 - the columns
    session: Session,
    now: datetime,
    asking: Desk,
    filled: Filled,
    row: TrainingFile,
    papers: tuple[Paper, Paper],
) -> StaffNotice:
    me = asking.viewer.staff_id
    finance, trading = (files.keep(session, one.name, one.content, now, me) for one in papers)
    number = {"year": filled.year, "number": filled.number}
    kept_ = {"finance_id": finance, "trading_id": trading}
    notice = StaffNotice(file_id=row.id, staff_id=me, at=now, **number, **kept_)
    notice.text = filled.text()
    session.add(notice)
    session.flush()
    return notice


def _send(
    session: Session, now: datetime, asking: Desk, row: TrainingFile, notice: StaffNotice
) -> None:
    """Send each copy to its department and to whoever issued it."""
    name = asking.org.people[row.staff_id].name
    for copy, stored in ((FINANCE, notice.finance_id), (TRADING, notice.trading_id)):
        people = {*_to(session, asking, copy), notice.staff_id} - {row.staff_id}
        notices.tell(
            session,
            now,
            SENT,
            f"{notice.id}.{copy}",
            sorted(people),
            by_day=True,
            file=row.id,
            stored=stored,
            copy=copy,
            year=notice.year,
            number=notice.number,
            name=name,
        )


@changes
def take(session: Session, who: int, now: datetime, file: int, copy: str) -> Filled:
    """Return what a copy says, once more, on record; UnknownPersonError, NotYoursError."""
    asking = desk(session, who, now.date())
    chosen = select(StaffNotice, TrainingFile.staff_id).join(
        TrainingFile, TrainingFile.id == StaffNotice.file_id
    )
    found = session.execute(chosen.where(StaffNotice.file_id == file)).first()
    if found is None or copy not in reading.copies(asking, found[1], found[0]):
        raise NotYoursError
    me = asking.viewer.staff_id
    audit.record(session, now, me, "training.copy", file=file, staff=found[1], copy=copy)
    return Filled.of(found[0])
