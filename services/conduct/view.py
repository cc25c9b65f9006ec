"""What is shown of cases: the card by what one is to it, one's list, what one owes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from services import organisation
from services.approvals.vacant import Vacant
from services.conduct import evidence, files, investigating, owing
from services.conduct.files import (
    ACCUSED,
    FULL,
    HEARD,
    HEARING,
    INVESTIGATING,
    REPORTED,
    REPORTER,
    RULED,
    File,
)
from services.conduct.penalties import ARTICLES
from services.history import SEES_ALL
from services.store.conduct import ConductCase, ConductEntry

SHOWN_TO_ACCUSED = {
    *(HEARD, "silent", RULED, "appealed", "dropped", "closed"),
    *("appeal_approved", "appeal_rejected", "appeal_returned", "appeal_withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done: the act, by whom ('' the house), what he wrote, when."""

    act: str
    name: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """A case as somebody may see it; a reporter gets its state only.

    `evidence` is how many pieces there are; `finding` to `dismissal` are told once they are
    proposed, to the accused once ruled. `may` are the acts that are his to do now, `vacant` is
    the post that nobody holds who is to rule (who did is not for the accused), `approval` the
    one that he may open.
    """

    id: int
    number: int
    version: int
    role: str
    kind: str
    article: str
    state: str
    happened: date
    accused: str = ""
    accused_number: str = ""
    unit: str = ""
    what: str = ""
    clients: tuple[str, ...] = ()
    reporter: str = ""
    investigator: str = ""
    owes: tuple[str, ...] = ()
    vacant: Vacant | None = None
    due: date | None = None
    holds: bool = False
    evidence: int = 0
    finding: str = ""
    basis: str = ""
    fine: Decimal | None = None
    loss: Decimal | None = None
    dismissal: bool = False
    forfeits: bool = False
    in_force: bool = False
    entries: tuple[Entry, ...] = ()
    may: frozenset[str] = frozenset()
    approval: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A line in a list: of a case that one reported only its state is told."""

    id: int
    number: int
    kind: str
    state: str
    accused: str
    due: date | None


def card(session: Session, who: int, today: date, case: int) -> Card:
    """Return a case for whom it concerns; UnknownPersonError, NotYourCaseError.

    The accused sees it from the hearing on and never who reported it; who reported it sees how
    it stands; the investigator, those who rule and the general manager see all of it. Nobody
    else does, superiors neither.
    """
    asking, file = files.asked(session, who, today, case)
    return _drawn(file, asking.staff_id)


def _drawn(file: File, me: int) -> Card:
    row, role = file.row, file.role(me)
    bare = Card(
        id=row.id,
        number=row.number,
        version=row.version,
        role=role,
        kind=row.kind,
        article=ARTICLES[row.kind],
        state=row.state,
        happened=row.happened,
        accused=file.name(row.accused_id),
        may=frozenset(_may(row, me)),
    )
    return bare if role == REPORTER else _whole(file, me, bare)


def _whole(file: File, me: int, bare: Card) -> Card:
    row, full = file.row, bare.role == FULL
    told = full or bool(row.ruled_on)
    return Card(
        **{name: getattr(bare, name) for name in BARE},
        accused_number=file.org.people[row.accused_id].number,
        unit=file.org.unit_name(file.org.people[row.accused_id]),
        what=row.what,
        clients=tuple(file.clients()),
        reporter=file.name(row.reporter_id) if full else "",
        investigator=file.name(row.investigator_id),
        owes=owing.owes(file, full=full),
        vacant=owing.vacant_post(file, full=full),
        due=row.due,
        holds=files.held_by(row) and row.began is not None and row.ended is None,
        evidence=evidence.count(file),
        finding=row.finding if told else "",
        basis=row.basis if told else "",
        fine=row.fine if told else None,
        loss=row.loss if told else None,
        dismissal=told and row.dismissal,
        forfeits=told and row.forfeits,
        in_force=row.in_force,
        entries=tuple(_entries(file, full=full)),
        approval=owing.approval_for(file, me) if full else None,
    )


BARE = (
    *("id", "number", "version", "role", "kind", "article", "state", "happened", "accused"),
    "may",
)


def _entries(file: File, *, full: bool) -> Iterator[Entry]:
    for one in file.entries():
        if full or one.act in SHOWN_TO_ACCUSED:
            yield _entry(file, one)


def _entry(file: File, one: ConductEntry) -> Entry:
    return Entry(one.act, file.name(one.staff_id), one.note, one.at)


def _may(row: ConductCase, me: int) -> Iterator[str]:
    if evidence.may_add(row, me):
        yield evidence.ADDED
    if row.owes_id != me:
        return
    if row.investigator_id == me and row.state in investigating.OPEN:
        yield from ("add", "hand_over")
    acts = {REPORTED: "begin", INVESTIGATING: "ask", HEARING: "state", HEARD: "propose"}
    if row.state in acts:
        yield acts[row.state]
    if row.state == RULED:
        yield "appeal"


def mine(
    session: Session, who: int, today: date, first: int, most: int
) -> tuple[tuple[Listed, ...], int]:
    """Return a page of the cases that concern whoever asks, latest first, and how many."""
    asking = organisation.viewer(session, who, today)
    me = asking.staff_id
    chosen = select(ConductCase).order_by(ConductCase.number.desc())
    if SEES_ALL not in asking.posts:
        row = ConductCase
        chosen = chosen.where(
            or_(row.accused_id == me, row.reporter_id == me, row.investigator_id == me)
        )
    found = [file for file in _files(session, today, chosen) if _concerns(file, me)]
    page = tuple(_listed(file, me) for file in found[first : first + most])
    return page, len(found)


def waiting(session: Session, who: int, today: date) -> tuple[Listed, ...]:
    """Return the cases whose next step whoever asks owes, oldest first; UnknownPersonError."""
    me = organisation.viewer(session, who, today).staff_id
    chosen = select(ConductCase).where(ConductCase.owes_id == me).order_by(ConductCase.number)
    return tuple(_listed(file, me) for file in _files(session, today, chosen))


def _files(session: Session, today: date, chosen: object) -> Sequence[File]:
    org = organisation.on(session, today)
    rows = session.scalars(chosen).all()  # type: ignore[call-overload]  # a select of cases
    return [File(session, row, org) for row in rows]


def _concerns(file: File, me: int) -> bool:
    try:
        file.role(me)
    except files.NotYourCaseError:
        return False
    return True


def _listed(file: File, me: int) -> Listed:
    row = file.row
    due = row.due if row.owes_id == me else None
    name = "" if file.role(me) == ACCUSED else file.name(row.accused_id)
    return Listed(row.id, row.number, row.kind, row.state, name, due)
