"""What approvals are about: each topic declares what becomes of it and what is told of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from services.store.approvals import Approval

OWN_KINDS = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked: the kind of route, its subject's id, for whom, how large."""

    kind: str
    subject_id: int
    applicant_id: int
    size: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Settled:
    """How it ended, or that it went back to the applicant (`returned`)."""

    approval_id: int
    kind: str
    subject_id: int
    applicant_id: int
    state: str
    by: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Circle:
    """Of a closed kind: whose superiors are asked, and who may have no say in it."""

    about: int
    barred: frozenset[int]


Hook = Callable[[Session, datetime, Settled], None]
Shown = Callable[[Session, date, int], Any]
Circled = Callable[[Session, int], Circle]
HOOKS: dict[str, Hook] = {}
SHOWN: dict[str, Shown] = {}
SHOWN_DECIDING: dict[str, Shown] = {}
CIRCLES: dict[str, Circled] = {}
Barred = Callable[[Session, int], frozenset[int]]
BARRED: dict[str, Barred] = {}
UNASKED: set[str] = set()


def settles(*kinds: str) -> Callable[[Hook], Hook]:
    """Declare what becomes of the subjects of some kinds, in the transaction that decides."""

    def declare(hook: Hook) -> Hook:
        HOOKS.update(dict.fromkeys(kinds, hook))
        return hook

    return declare


def shows(*kinds: str) -> Callable[[Shown], Shown]:
    """Declare what is told of the subjects of some kinds: `(session, today, subject) → value`."""

    def declare(shown: Shown) -> Shown:
        SHOWN.update(dict.fromkeys(kinds, shown))
        return shown

    return declare


def shows_deciding(*kinds: str) -> Callable[[Shown], Shown]:
    """Declare what only whoever decides is told of the subjects of some kinds."""

    def declare(shown: Shown) -> Shown:
        SHOWN_DECIDING.update(dict.fromkeys(kinds, shown))
        return shown

    return declare


def closes(*kinds: str) -> Callable[[Circled], Circled]:
    """Declare kinds closed: seen only by who asks and who decides; `(session, subject) → circle`.

    The applicant's superiors, who see his figures, do not see these.
    """

    def declare(circled: Circled) -> Circled:
        CIRCLES.update(dict.fromkeys(kinds, circled))
        return circled

    return declare


def circle(session: Session, kind: str, subject_id: int) -> Circle | None:
    """Return the circle of a closed kind's subject; none of an open kind's."""
    return CIRCLES[kind](session, subject_id) if kind in CIRCLES else None


def told_of(session: Session, today: date, row: Approval, *, decides: bool) -> Any:
    """Return what is told of the subject: by its topic, else by the outlet's own kinds'."""
    shown = SHOWN.get(row.kind, SHOWN[OWN_KINDS])
    if decides:
        shown = SHOWN_DECIDING.get(row.kind, shown)
    return shown(session, today, row.subject_id)


def bars(*kinds: str) -> Callable[[Barred], Barred]:
    """Declare who has no say in subjects of some kinds: `(session, subject) → staff ids`."""

    def declare(barred: Barred) -> Barred:
        BARRED.update(dict.fromkeys(kinds, barred))
        return barred

    return declare


def barred(session: Session, row: Approval) -> frozenset[int]:
    """Return who has no say in an approval because of its subject."""
    return BARRED[row.kind](session, row.subject_id) if row.kind in BARRED else frozenset()


def unasked(*kinds: str) -> None:
    """Declare kinds that somebody never asks for himself: a proposal about him.

    He sees it and hears how it ends, but can neither withdraw it nor get it back.
    """
    UNASKED.update(kinds)
