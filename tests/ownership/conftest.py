"""The demo's branch, and clients walked through the sign-off by 工号 as the services see it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services import files, organisation
from services.appointments import registering
from services.approvals import deciding
from services.approvals import view as approvals
from services.attachments import Attached
from services.ownership import archiving, mending, opening, recording, view
from services.ownership.checklist import ALL
from services.store import Store, changes
from services.store.approvals import Approval
from services.store.clients import Appointment
from services.store.people import Terms
from services.store.remembered import Memory
from services.store.talk import Audit
from tests.branch import NOW, account

ZHANG, OFFICE, TRADING, FINANCE, CHIEF = "JC031", "JC009", "JC004", "JC003", "JC001"
CHAIN = (OFFICE, TRADING, FINANCE, CHIEF)
PHOTO = b"\xff\xd8\xff a signed form"
LATER = b"\xff\xd8\xff a clearer one"


@changes
def change(session: Session, table: Any, key: Any, values: dict[str, Any]) -> None:
    """Write columns as no service would."""
    session.execute(update(table).where(key).values(**values))


@changes
def _register(session: Session, who: int, now: datetime, wanted: dict[str, Any]) -> int:
    return registering.register(session, who, now, **wanted).id


@dataclass
class Desk:
    """Does what people do about a client; `now` is the moment."""

    store: Store
    now: datetime = NOW
    known: dict[str, int] = field(default_factory=dict)

    @property
    def ids(self) -> dict[str, int]:
        """Everybody's staff id."""
        if not self.known:
            people = self.store.call(organisation.on, self.now.date()).people.values()
            self.known = {one.number: one.staff_id for one in people}
        return self.known

    def row(self, appointment: int) -> Appointment:
        """Return the appointment as its row is."""
        return self.store.call(lambda session: session.get_one(Appointment, appointment))

    def approval(self, appointment: int) -> Approval:
        """Return the approval that it waits for."""
        number = self.row(appointment).approval_id or 0
        return self.store.call(lambda session: session.get_one(Approval, number))

    def books(self, number: str = ZHANG, name: str = "王秀兰", *, accompanied: bool = True) -> int:
        """Register a client and return the appointment."""
        wanted = {"name": name, "assets": Decimal(300_000), "clock": None}
        wanted |= {"day": self.now + timedelta(hours=1), "accompanied": accompanied}
        return self.store.call(_register, account(number), self.now, wanted)

    def file(self, content: bytes = PHOTO) -> Attached:
        """Keep a file as the form's draft would."""
        return Attached(self.store.call(files.keep, "", content, self.now, None), "")

    def reports(
        self,
        appointment: int,
        number: str = ZHANG,
        *,
        day: date | None = None,
        checklist: str = ALL,
        content: bytes = PHOTO,
    ) -> int:
        """Report the opening and return the appointment."""
        row = self.store.call(
            opening.report,
            account(number),
            self.now,
            appointment=appointment,
            day=day or self.now.date(),
            form=self.file(content),
            checklist=checklist,
            note=None,
        )
        return row.id

    def opened(self, number: str = ZHANG, name: str = "王秀兰", **how: Any) -> int:
        """Register a client, report the opening, return the appointment."""
        return self.reports(self.books(number, name), number, **how)

    def card(self, number: str, appointment: int) -> approvals.Card:
        """Return the approval's card as somebody sees it."""
        approval = self.row(appointment).approval_id or 0
        return self.store.call(approvals.card, account(number), self.now, approval)

    def chain(self, number: str, appointment: int) -> view.Chain:
        """Return how far it is as somebody sees it."""
        return self.store.call(view.chain, account(number), self.now.date(), appointment)

    def signs(self, number: str, appointment: int) -> bool:
        """Agree on the card as it is; tell whether it counted."""
        one = self.approval(appointment)
        done = deciding.approve
        return self.store.call(done, account(number), self.now, one.id, one.version).done

    def decides(
        self, service: Callable[..., Any], number: str, appointment: int, **how: Any
    ) -> bool:
        """Refuse or return on the card as it is; tell whether it counted."""
        one = self.approval(appointment)
        done: bool = self.store.call(
            service,
            account(number),
            self.now,
            approval=one.id,
            version=one.version,
            reason="照片不清",
            **how,
        ).done
        return done

    def signed(self, number: str = ZHANG, name: str = "王秀兰") -> int:
        """Have a client signed by all four, return the appointment."""
        made = self.opened(number, name)
        for one in self.signers(number):
            assert self.signs(one, made)
        return made

    def signers(self, number: str) -> tuple[str, ...]:
        """Return who signs for somebody of the first or the second department."""
        unit = self.store.call(organisation.on, self.now.date()).people[self.ids[number]].unit
        first = {"WD01", "WD02", "WD03", "WD04", "WD05", "QY1", "QY2"}
        return (OFFICE if unit in first else "JC010", *CHAIN[1:])

    def records(self, appointment: int, client: str, number: str = TRADING) -> recording.Recorded:
        """Record the client under a number."""
        return self.store.call(
            recording.record, account(number), self.now, appointment=appointment, number=client
        )

    def archives(self, appointment: int, number: str = TRADING) -> archiving.Filed:
        """Archive it."""
        return self.store.call(archiving.archive, account(number), self.now, appointment)

    def mends(self, appointment: int, number: str = ZHANG, **how: Any) -> Appointment:
        """Mend what was given back."""
        return self.store.call(
            mending.mend, account(number), self.now, appointment=appointment, **how
        )

    def holds(self, number: str, posts: str) -> None:
        """Give somebody other posts; nothing is remembered of before."""
        key = Terms.staff_id == self.ids[number]
        self.store.call(change, Terms, key, {"posts": " ".join(sorted(posts.split()))})
        self.store = replace(self.store, memory=Memory())

    def leaves(self, number: str) -> None:
        """Have somebody's last day be yesterday."""
        gone = {"left": self.now.date() - timedelta(days=1)}
        self.store.call(change, Terms, Terms.staff_id == self.ids[number], gone)
        self.store = replace(self.store, memory=Memory())

    def audited(self, what: str) -> list[str]:
        """Return who did something that is on record, sorted."""
        chosen = select(Audit.actor).where(Audit.what == what)
        names = {str(one): number for number, one in self.ids.items()}
        actors = self.store.call(lambda session: list(session.scalars(chosen)))
        return sorted(names[one] for one in actors)


@pytest.fixture
def desk(filled_store: Store) -> Desk:
    return Desk(filled_store)
