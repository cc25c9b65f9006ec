"""The audit as a chain: each entry's hash covers the entry and the hash before it.

The hashes are made with a key that is not in the database. The last one of each day goes out to
people, so that an end that was cut off is missed too.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services import notices, organisation
from services.store import changes
from services.store.talk import Audit, AuditHead, AuditSeal
from services.store.vault import vault

AT_ONCE = 5_000
START = bytes(32)
KEEPERS = ("admin", "general_manager")


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: how many entries it has, and the last hash."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: `edited`, `missing` or `cut`, at which place of the chain."""

    kind: str
    number: int


@changes
def seal(session: Session) -> None:
    """Chain the entries that are not yet in it, in the order of their moments."""
    last = session.scalar(select(AuditSeal).order_by(AuditSeal.number.desc()).limit(1))
    number, before = (last.number, last.hash) if last else (0, START)
    loose = (
        select(Audit)
        .outerjoin(AuditSeal, AuditSeal.audit_id == Audit.id)
        .where(AuditSeal.number.is_(None))
        .order_by(Audit.at, Audit.id)
        .limit(AT_ONCE)
    )
    for entry in session.scalars(loose).all():
        number, before = number + 1, _hash(before, entry)
        session.add(AuditSeal(number=number, audit_id=entry.id, hash=before))


@changes
def send_head(session: Session, now: datetime, due: datetime) -> None:
    """Seal what is there and tell the administrators and the general manager the day's end."""
    seal(session)
    session.flush()
    end, day = head(session), due.date()
    if session.get(AuditHead, day) is None:
        session.add(AuditHead(day=day, number=end.number, hash=bytes.fromhex(end.hash)))
    keepers = {one for post in KEEPERS for one in organisation.holding(session, day, post)}
    notices.tell(
        session,
        now,
        "audit_head",
        day,
        keepers,
        day=day.isoformat(),
        number=end.number,
        hash=end.hash,
    )


def head(session: Session) -> Head:
    """Return the end of the chain as it is now."""
    last = session.scalar(select(AuditSeal).order_by(AuditSeal.number.desc()).limit(1))
    return Head(last.number, last.hash.hex()) if last else Head(0, START.hex())


def verify(session: Session, known: Head | None = None) -> tuple[list[Finding], int]:
    """Return what is wrong with the chain, and how many entries it has.

    `known` is an end of the chain as it was told to somebody: the chain must lead through it.
    """
    rows = session.execute(
        select(AuditSeal, Audit)
        .outerjoin(Audit, Audit.id == AuditSeal.audit_id)
        .order_by(AuditSeal.number)
        .execution_options(yield_per=1000)
    )
    heads = {one.number: one.hash for one in session.scalars(select(AuditHead))}
    if known is not None:
        heads[known.number] = bytes.fromhex(known.hash)
    found, count, before = [], 0, START
    for link, entry in rows:
        count += 1
        if link.number != count or entry is None:
            found.append(Finding("missing", count))
            count = link.number
        elif _hash(before, entry) != link.hash or heads.get(link.number, link.hash) != link.hash:
            found.append(Finding("edited", link.number))
        before = link.hash
    found += [Finding("cut", number) for number in sorted(heads) if number > count]
    return found, count


def unsealed(session: Session) -> int:
    """Return how many entries are not in the chain yet."""
    entries = session.scalar(select(func.count()).select_from(Audit)) or 0
    return entries - (session.scalar(select(func.count()).select_from(AuditSeal)) or 0)


def last_head(session: Session) -> date | None:
    """Return the day whose end was last told."""
    return session.scalar(select(func.max(AuditHead.day)))


def _hash(before: bytes, entry: Audit) -> bytes:
    moment = int(entry.at.timestamp() * 1_000_000)
    sealed = entry.detail_sealed
    first = (
        vault().inside(sealed, Audit.detail.place(entry)) or sealed
    )  # under a later key's layer
    parts = (str(entry.id), str(moment), entry.actor, entry.what, first.hex())
    return vault().link(before, "\n".join(parts))
