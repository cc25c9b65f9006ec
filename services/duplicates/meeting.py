"""Which appointments are of the same client, or may be: told by the digests that they share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from services.appointments.rows import ARCHIVED, LIVE, RECORDED, STOPPED
from services.duplicates.keys import HALF, NAME, NEAR, PHONE, SURNAME, TAIL, digests
from services.facts.live import OFFICE, live
from services.store.clients import Appointment, AppointmentKey
from services.store.figures import ClientName
from services.store.vault import vault

HELD = (*LIVE, RECORDED, ARCHIVED)
"""In these an appointment stands: the client is spoken for, or somebody's already."""
SAME, LIKE = "same", "like"
WIDE = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class Sought:
    """A client who is looked for."""

    name: str
    phone: str
    institution: bool


@dataclass(frozen=True, slots=True)
class Met:
    """An appointment of the SAME client, or of one LIKE it."""

    id: int
    staff_id: int
    state: str
    made_at: datetime
    how: str


def sought(row: Appointment) -> Sought:
    """Return the client of an appointment."""
    return Sought(row.name, row.phone, row.institution)


def met(session: Session, one: Sought, besides: int = 0) -> list[Met]:
    """Return what stands, or was stopped, for the same client or one like it, earliest first."""
    own = digests(one.name, one.phone)
    shared = _sharing(session, own, besides)
    tails, tail = _tails(session, shared), dict(own).get(TAIL)
    chosen = select(Appointment).where(
        Appointment.id.in_(shared), Appointment.state.in_((*HELD, STOPPED))
    )
    found: list[Met] = []
    for row in session.scalars(chosen.order_by(Appointment.made_at, Appointment.id)):
        both = tail is not None and row.id in tails
        alike = shared[row.id] | ({TAIL} if both and tails[row.id] == tail else set())
        if how := judged(alike, (one.institution, row.institution), tails=both):
            found.append(Met(row.id, row.staff_id, row.state, row.made_at, how))
    return found


def judged(alike: Iterable[str], institutions: tuple[bool, bool], *, tails: bool) -> str | None:
    """Tell whether two clients are the SAME, LIKE one another, or neither.

    By the kinds of digests that they share, whether each is an institution, and whether the
    phones' `tails` of both are known.
    """
    shared = set(alike)
    if PHONE in shared and institutions[0] == institutions[1]:
        return SAME
    if NAME in shared and (any(institutions) or TAIL in shared or not tails):
        return SAME
    if shared & NEAR and TAIL in shared:
        return SAME
    if {NAME, PHONE, HALF} & shared:
        return LIKE
    return LIKE if shared & (NEAR - {SURNAME}) and not tails else None


def standing(found: Iterable[Met], staff_id: int) -> Met | None:
    """Return the earliest of others that keeps somebody from registering the client."""
    others = (one for one in found if one.staff_id != staff_id)
    return next((one for one in others if one.how == SAME and one.state in HELD), None)


def is_known(session: Session, name: str) -> bool:
    """Tell whether a client of exactly that name was ever imported."""
    bare = "".join(name.split())
    spellings = {name, bare, name.translate(WIDE), bare.translate(WIDE)}
    signs = [vault().index(one) for one in spellings]
    alike = ClientName.name_index.in_(signs)
    chosen = select(ClientName.id).where(alike, live(ClientName, OFFICE))
    return session.scalar(chosen.limit(1)) is not None


def number_is_taken(session: Session, client_id: int, besides: int) -> bool:
    """Tell whether another appointment was recorded for the client with this 客户号."""
    chosen = select(Appointment.id).where(
        Appointment.client_id == client_id,
        Appointment.id != besides,
        Appointment.state.in_((RECORDED, ARCHIVED)),
    )
    return session.scalar(chosen.limit(1)) is not None


def _sharing(
    session: Session, own: Iterable[tuple[str, bytes]], besides: int
) -> dict[int, set[str]]:
    """Return the appointments that share a digest, with the kinds; a tail alone is too little."""
    kinds: dict[str, list[bytes]] = {}
    for kind, digest in own:
        kinds.setdefault(kind, []).append(digest)
    shared = (
        and_(AppointmentKey.kind == kind, AppointmentKey.digest.in_(found))
        for kind, found in kinds.items()
        if kind != TAIL
    )
    chosen = select(AppointmentKey.appointment_id, AppointmentKey.kind).where(or_(*shared))
    found: dict[int, set[str]] = {}
    for number, kind in session.execute(chosen.where(AppointmentKey.appointment_id != besides)):
        found.setdefault(number, set()).add(kind)
    return found


def _tails(session: Session, numbers: Iterable[int]) -> dict[int, bytes]:
    """Return the digests of the phones' tails, as far as they are known."""
    chosen = select(AppointmentKey.appointment_id, AppointmentKey.digest).where(
        AppointmentKey.kind == TAIL, AppointmentKey.appointment_id.in_(numbers)
    )
    return dict(session.execute(chosen).all())
