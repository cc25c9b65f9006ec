"""A case as it is kept: who has to do with it, what is written into it, whose step it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.approvals import machine
from services.approvals.bench import highest
from services.conduct.penalties import MALICIOUS, Found
from services.history import BACK_OFFICE, SEES_ALL, Organisation
from services.organisation import Viewer
from services.store.approvals import Approval
from services.store.conduct import ConductCase, ConductClient, ConductEntry
from services.store.figures import Client

P = ParamSpec("P")
REPORTED, INVESTIGATING, HEARING, HEARD, PROPOSED, RULED, APPEALED, CLOSED, DROPPED = (
    *("reported", "investigating", "hearing", "heard", "proposed"),
    *("ruled", "appealed", "closed", "dropped"),
)
OVER = (CLOSED, DROPPED)
SECRET = (REPORTED, INVESTIGATING)  # from the accused
ACCUSED, REPORTER, FULL = "accused", "reporter", "full"
STEP, DUE, TOLD = "conduct_step", "conduct_due", "conduct_told"


class NotYourCaseError(Exception):
    """There is no such case, or it does not concern whoever asks."""


class CaseMovedOnError(Exception):
    """The case is no longer as it was drawn, or it is not his step."""

    def __init__(self, case: int) -> None:
        super().__init__(case)
        self.case = case


@dataclass(frozen=True, slots=True)
class Moved:
    """The case that something was done to; `done`: whether it was this press that did it."""

    case: int
    done: bool = True


def unless_moved_on(
    service: Callable[Concatenate[Session, P], Moved],
) -> Callable[Concatenate[Session, P], Moved]:
    """Have a service change nothing, and say so, where the case is not as it was drawn."""

    @wraps(service)
    def asked(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> Moved:
        try:
            return service(session, *args, **kwargs)
        except CaseMovedOnError as error:
            return Moved(error.case, done=False)

    return asked


class NobodyInvestigatesError(Exception):
    """There is nobody who could investigate: no back office, no general manager."""


@dataclass(frozen=True)
class File:
    """A case with the organisation of the day."""

    session: Session
    row: ConductCase
    org: Organisation

    def note(self, now: datetime, act: str, by: int | None, note: str = "") -> None:
        """Add what was done, by whom (none: the house)."""
        chosen = select(func.count()).where(ConductEntry.case_id == self.row.id)
        one = ConductEntry(
            case_id=self.row.id,
            number=1 + (self.session.scalar(chosen) or 0),
            act=act,
            staff_id=by,
            post=highest(self.org.people[by].posts) if by in self.org.people else "",
            note_sealed=b"",
            at=now,
        )
        one.note = note
        self.session.add(one)
        self.session.flush()

    def entries(self) -> Sequence[ConductEntry]:
        """Return what was done, in order."""
        chosen = select(ConductEntry).where(ConductEntry.case_id == self.row.id)
        return self.session.scalars(chosen.order_by(ConductEntry.number)).all()

    def clients(self) -> list[str]:
        """Return the 客户号 of the clients concerned."""
        chosen = (
            select(Client.number)
            .join(ConductClient, ConductClient.client_id == Client.id)
            .where(ConductClient.case_id == self.row.id)
        )
        return list(self.session.scalars(chosen.order_by(Client.number)))

    def go(
        self, now: datetime, state: str, owes: int | None, due: date | None, **values: Any
    ) -> None:
        """Go to a state: somebody owes the next step until a day; he is told if it was not his."""
        before = self.row.owes_id
        changed = {"state": state, "since": now, "owes_id": owes, "due": due, **values}
        for name, value in changed.items():
            setattr(self.row, name, value)
        self.row.version += 1
        self.session.flush()
        if owes is not None and owes != before:
            self.tell(now, STEP, [owes])

    def tell(self, now: datetime, kind: str, people: Sequence[int]) -> None:
        """Tell people of the case as it stands."""
        place = f"{self.row.id}.{self.row.version}"
        notices.tell(self.session, now, kind, place, people, case=self.row.id)

    def role(self, me: int) -> str:
        """Return what somebody is to the case; NotYourCaseError for whom it does not concern."""
        row = self.row
        if me == row.accused_id:
            if row.state in SECRET:
                raise NotYourCaseError
            return ACCUSED
        if me == row.investigator_id or SEES_ALL in self.org.people[me].posts or self.rules_it(me):
            return FULL
        if me == row.reporter_id:
            return REPORTER
        raise NotYourCaseError

    def name(self, staff_id: int | None) -> str:
        """Return somebody's name; '' for nobody."""
        one = self.org.people.get(staff_id) if staff_id is not None else None
        return one.name if one else ""

    def rules_it(self, me: int) -> bool:
        """Tell whether somebody has a say in its ruling or appeal, or had one."""
        for number in (self.row.ruling_id, self.row.appeal_id):
            if number is not None:
                approval = self.session.get_one(Approval, number)
                case = machine.opened(self.session, self.org.day, approval)
                if case.seat(me) or any(
                    me in {one.staff_id, one.for_id} for one in case.decisions
                ):
                    return True
        return False

    def found(self, finding: str, **money: Any) -> Found:
        """Return what was found as the rules want it."""
        return Found(self.row.kind, finding, len(self.clients()), self._earlier(), **money)

    def _earlier(self) -> int:
        """Return how many rulings of the kind were in force against him before this case."""
        row = self.row
        chosen = select(func.count()).where(
            ConductCase.accused_id == row.accused_id,
            ConductCase.kind == row.kind,
            ConductCase.in_force,
            ConductCase.id != row.id,
        )
        return self.session.scalar(chosen) or 0


def opened(session: Session, today: date, number: int, *, held: bool = False) -> File:
    """Return a case by its id, `held` against others at the same moment; NotYourCaseError."""
    row = session.get(ConductCase, number, with_for_update=held or None)
    if row is None:
        raise NotYourCaseError
    return File(session, row, organisation.on(session, today))


def asked(
    session: Session, who: int, today: date, number: int, *, held: bool = False
) -> tuple[Viewer, File]:
    """Return who asks and a case that concerns him; UnknownPersonError, NotYourCaseError."""
    asking = organisation.viewer(session, who, today)
    file = opened(session, today, number, held=held)
    file.role(asking.staff_id)
    return asking, file


def owed(
    session: Session, who: int, now: datetime, number: int, version: int, *states: str
) -> tuple[Viewer, File]:
    """Return who asks and the case whose next step he owes; errors as of `asked`.

    CaseMovedOnError if it is in none of the states, another's step, or drawn before.
    """
    asking, file = asked(session, who, now.date(), number, held=True)
    row = file.row
    if row.version != version or row.state not in states or row.owes_id != asking.staff_id:
        raise CaseMovedOnError(number)
    return asking, file


def investigator(org: Organisation, accused: int, but: int) -> int:
    """Return who investigates: the branch's back office, else the general manager.

    The accused never does, the reporter only if nobody else can; NobodyInvestigatesError.
    """
    able = [one for one in candidates(org, accused) if one != but]
    found = able or candidates(org, accused)
    if not found:
        raise NobodyInvestigatesError
    return found[0]


def candidates(org: Organisation, accused: int) -> list[int]:
    """Return who may investigate: the branch's back office, else any, else the manager."""
    people = [
        one
        for one in organisation.sorted_people(org.people.values())
        if one.works_on(org.day) and one.staff_id != accused
    ]
    office = [one for one in people if BACK_OFFICE in one.posts]
    units = org.units
    branch = [one for one in office if one.unit in units and units[one.unit].kind == "branch"]
    manager = [one for one in people if SEES_ALL in one.posts]
    return [one.staff_id for one in branch or office or manager]


def held_by(row: ConductCase) -> bool:
    """Tell whether the case holds fixed pay and clients while it is open (Article 27.4)."""
    return row.kind == MALICIOUS
