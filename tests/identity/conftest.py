"""The conversations' world, and what happens to accounts in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import accounts, organisation
from services.identity import claims, invitations, opening
from services.identity.opening import Opened, Opener
from services.store import Store, changes
from services.store.figures import Batch
from services.store.people import Account, Binding, Terms
from services.store.traffic import Notice
from tests.stage import BEGIN
from tests.world import SOURCE

DAY = timedelta(days=1)
STRANGER, OTHER = 900, 901
VISIBLE = {"state": "visible", "made_at": BEGIN, "visible_at": BEGIN, "released_at": BEGIN}
SAME = (*("staff_id", "unit", "posts", "superior_id", "grade", "contract", "fixed_pay", "joined"),)
# accounts of the world: the digits of the 工号
GENERAL_MANAGER, BACK_OFFICE, DIRECTOR, DISTRICT, STATION, MARKETER = 1, 6, 12, 15, 19, 31


@dataclass(frozen=True)
class House:
    """A store, and short words for what a test does with it."""

    store: Store
    ids: dict[str, int]

    def invite(self, number: str = "JC032", now: datetime = BEGIN) -> str:
        """Invite as the command line does; return the code."""
        (made,) = self.store.call(invitations.invite_by_number, now, [number], invitations.VALID)
        return made.code

    def open(
        self, code: str, who: int = STRANGER, now: datetime = BEGIN, shown: str = "丁 @ding"
    ) -> Opened:
        """Open an invitation with an account."""
        return self.store.call(opening.accept, who, Opener(shown, "en"), code, now)

    def claimed(self, number: str = "JC032", who: int = STRANGER, now: datetime = BEGIN) -> int:
        """Have an account claim to be somebody; return the claim."""
        self.open(self.invite(number, now), who, now)
        mine = select(Binding.id).where(
            Binding.telegram_id == who,
            Binding.staff_id == self.ids[number],
            Binding.state == "waiting",
        )
        return self.store.call(lambda session: session.scalars(mine).one())

    def confirmed(self, number: str = "JC032", who: int = STRANGER, by: int = STATION) -> None:
        """Have an account bound as people do it."""
        self.store.call(claims.confirm, by, BEGIN, self.claimed(number, who))

    def owner(self, who: int) -> str | None:
        """Return the 工号 of whoever has the account."""
        staff_id = self.store.call(accounts.staff_of, who)
        return next((number for number, one in self.ids.items() if one == staff_id), None)

    def told(self, kind: str) -> list[tuple[str, str]]:
        """Return the notices of a kind: to which 工号 (or account), in which state."""
        numbers = {one: number for number, one in self.ids.items()}
        rows = self.rows(Notice, Notice.kind == kind)
        return sorted(
            (numbers.get(one.staff_id) or f"account {one.chat_id}", one.state) for one in rows
        )

    def rows(self, table: Any, *where: Any) -> list[Any]:
        """Return rows of a table."""
        return self.store.call(lambda session: list(session.scalars(select(table).where(*where))))

    def change(self, work: Callable[[Session], object]) -> None:
        """Change something by hand."""
        self.store.call(changes(work))

    def leaves(self, number: str, last_day: Any) -> None:
        """Give the person new terms with a last day (none: without)."""
        self.reports(number, None, left=last_day)

    def reports(self, number: str, superior: str | None, **other: Any) -> None:
        """Change the person's terms from today on; a superior if one is given."""

        def work(session: Session) -> None:
            mine = select(Terms).where(Terms.staff_id == self.ids[number])
            old = session.scalars(mine.order_by(Terms.first_day.desc())).first()
            assert old
            above = {"superior_id": self.ids[superior]} if superior else {}
            if old.first_day < BEGIN.date():
                same = {name: getattr(old, name) for name in SAME}
                new = Terms(first_day=BEGIN.date(), **same, **SOURCE)
                new.name = old.name
                session.add(new)
                old = new
            for name, value in (above | other).items():
                setattr(old, name, value)
            session.add(Batch(file_sealed=b"", digest=b"", **VISIBLE))  # as an import would

        self.change(work)

    def unbind(self, *numbers: str) -> None:
        """Take accounts away without anything else happening."""

        def work(session: Session) -> None:
            for number in numbers:
                row = session.scalars(
                    select(Account).where(Account.staff_id == self.ids[number])
                ).one()
                session.delete(row)

        self.change(work)


@pytest.fixture
def house(peopled_store: Store) -> House:
    return House(peopled_store, numbers(peopled_store))


def numbers(store: Store) -> dict[str, int]:
    """Return everybody's staff id."""
    found = store.call(organisation.on, BEGIN.date()).people.values()
    return {one.number: one.staff_id for one in found}
