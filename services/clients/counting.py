"""Whether a client counts: recorded and undisputed first (Article 31), and what is waited for."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from services.appointments import rows as states
from services.clients.owners import Owners
from services.clients.won import won
from services.facts.live import live, view
from services.recurrence import day_of
from services.rulebook import Rulebook
from services.store.approvals import Approval
from services.store.clients import (
    Appointment,
    ClientOwner,
    CountedClient,
    Dispute,
    LateClient,
)
from services.store.figures import Client, ClientName
from services.store.remembered import source
from services.store.vault import vault

REQUIRED = "ownership_required_from"
DISPUTED, UNREGISTERED, LATE = "disputed", "unregistered", "late"
RUNNING = "running"
DONE = (states.RECORDED, states.ARCHIVED)
UNRECORDED = (
    states.RESERVED,
    states.OPENED,
    states.RETURNED,
    states.SIGNED,
    states.REJECTED,
)
"""An appointment in one of these may be the client's, though no 客户号 says so yet."""
OWNERSHIP = source(
    frozenset(
        {
            *("client_owners", "appointments", "disputes", "approvals"),
            *("late_clients", "counted_clients"),
        },
    ),
    select(func.count(ClientOwner.id)),
    select(func.count(Appointment.id)),
    select(func.sum(Appointment.version)),  # raised with every change
    select(func.count(Dispute.id) + func.count(case((Dispute.state == RUNNING, 1)))),
    select(func.count(LateClient.id)),
    select(func.count(CountedClient.id)),
    select(func.sum(Approval.version)),
)
"""Whose clients are, and how far their appointments have come."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Why a client does not count: a code, and the post or the month that it hangs on."""

    why: str
    on: str = ""

    @property
    def reason(self) -> str:
        """The reason of a step."""
        return f"unowned@{self.why}@{self.on}"


@dataclass(frozen=True, slots=True)
class _Booked:
    id: int
    client: str | None
    staff_id: int
    state: str
    made_on: date
    name: bytes  # what equal names have in common; empty where the 客户号 says who it is
    post: str

    def waits(self, disputed: Collection[int]) -> Waits | None:
        """Return why it lets the client not count; None if it is recorded and undisputed."""
        if self.id in disputed:
            return Waits(DISPUTED)
        return None if self.state in DONE else Waits(self.state, self.post)


@dataclass(frozen=True, slots=True)
class Opened:
    """What the workbook says of a client: whose, and when the account was opened."""

    client: str
    staff_id: int
    opened: date


def waiting(
    session: Session,
    clients: Select[Any],
    opened: Iterable[Opened],
    owners: Owners,
    book: Rulebook,
) -> dict[str, Waits]:
    """Return by 客户号 which of the clients do not count yet, and why (Article 31).

    `clients` has their ids, `opened` a line for each of them that counts otherwise. Without an
    appointment the workbook decides, unless the client was opened since the day on which the
    outlet requires one. Who counted in a closed month waits for nothing any more.
    """
    lines = {one.client: one for one in opened}
    booked = _booked(session, clients, lines.values())
    disputed = _disputed(session) if booked else frozenset()
    by_client = _by_client(session, clients, booked, lines)
    found = dict(_late(session, clients))
    for client, line in lines.items():
        waits = _of(by_client.get(client, ()), disputed)
        if by_client.get(client) is None and not owners.confirmed(client):
            waits = Waits(UNREGISTERED) if required(book, line.opened) else None
        if waits:
            found.setdefault(client, waits)
    counted = _counted(session, clients) if found else frozenset()
    return {client: waits for client, waits in found.items() if client not in counted}


def required(book: Rulebook, opened: date) -> bool:
    """Tell whether a client opened on the day counts only with an appointment (Article 31)."""
    return bool(book.on(opened)[REQUIRED].value)


def _of(booked: Iterable[_Booked], disputed: Collection[int]) -> Waits | None:
    """Return what is waited for: a dispute before all, nothing once one is recorded."""
    found = [one.waits(disputed) for one in booked]
    contested = next((one for one in found if one and one.why == DISPUTED), None)
    if contested or not found or None in found:
        return contested
    return found[-1]


def _booked(session: Session, clients: Select[Any], lines: Iterable[Opened]) -> list[_Booked]:
    """Return the appointments of the clients, and those that may be, for want of a 客户号.

    One that a ruling put in another's place once more, as that other.
    """
    row, instead = Appointment, won(session)
    people = or_(row.staff_id.in_({one.staff_id for one in lines}), row.id.in_(instead))
    unnamed = row.client_id.is_(None) & row.state.in_(UNRECORDED) & people
    chosen = (
        select(row, Client.number, Approval.steps, Approval.step)
        .outerjoin(Client, Client.id == row.client_id)
        .outerjoin(Approval, Approval.id == row.approval_id)
        .where(or_(row.client_id.in_(clients), unnamed), row.state != states.TRANSFERRED)
        .order_by(row.made_at)
    )
    found = [
        _Booked(
            id=one.id,
            client=number,
            staff_id=one.staff_id,
            state=one.state,
            made_on=day_of(one.made_at),
            name=b"" if number else vault().index(one.name),
            post=_post(one.state, steps, step),
        )
        for one, number, steps, step in session.execute(chosen)
    ]
    return found + [
        replace(one, staff_id=lost.staff_id, name=lost.name, made_on=lost.made_on)
        for one in found
        if one.client is None
        for lost in instead.get(one.id, ())
    ]


def _post(state: str, steps: str | None, step: int | None) -> str:
    """Return the post whose word is waited for."""
    if state == states.SIGNED:
        return "trading_manager"
    route = json.loads(steps) if steps and state == states.OPENED else []
    return str(route[step]["post"]) if step is not None and step < len(route) else ""


def _by_client(
    session: Session,
    clients: Select[Any],
    booked: Iterable[_Booked],
    lines: Mapping[str, Opened],
) -> dict[str, list[_Booked]]:
    """Match by 客户号; before that by name and whose, where it was opened after registering."""
    found: dict[str, list[_Booked]] = {}
    unnamed: dict[tuple[bytes, int], list[_Booked]] = {}
    for one in booked:
        if one.client is not None:
            found.setdefault(one.client, []).append(one)
        else:
            unnamed.setdefault((one.name, one.staff_id), []).append(one)
    for client, name in _names(session, clients) if unnamed else ():
        line = lines.get(client)
        if line is None or client in found:
            continue
        same = unnamed.get((name, line.staff_id), ())
        if meant := [one for one in same if one.made_on <= line.opened]:
            found[client] = meant
    return found


def _names(session: Session, clients: Select[Any]) -> Iterable[tuple[str, bytes]]:
    chosen = (
        select(Client.number, ClientName.name_index)
        .join(ClientName, ClientName.client_id == Client.id)
        .where(Client.id.in_(clients), live(ClientName, view(session)))
    )
    return [(number, name) for number, name in session.execute(chosen)]


def _disputed(session: Session) -> frozenset[int]:
    """Return the appointments about which a dispute runs."""
    chosen = select(Dispute.later_id, Dispute.earlier_id).where(Dispute.state == RUNNING)
    return frozenset(one for pair in session.execute(chosen) for one in pair)


def _counted(session: Session, clients: Select[Any]) -> frozenset[str]:
    chosen = select(Client.number).join(CountedClient, CountedClient.client_id == Client.id)
    return frozenset(session.scalars(chosen.where(Client.id.in_(clients))))


def _late(session: Session, clients: Select[Any]) -> Iterable[tuple[str, Waits]]:
    chosen = (
        select(Client.number, LateClient.paid_in)
        .join(LateClient, LateClient.client_id == Client.id)
        .where(Client.id.in_(clients))
    )
    return [(number, Waits(LATE, str(month))) for number, month in session.execute(chosen)]
