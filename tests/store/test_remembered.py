"""What readers remember is recalled while something is changed, as long as it is still so.

Broken by a value recalled past one's own change, or past another's that was published meanwhile,
and by a changing service that remembers what it saw.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services import rulebook_values
from services.rulebook import Rulebook, packaged
from services.store import Store, changes
from services.store.figures import RulebookValue
from services.store.remembered import Mark, Memory, Service
from tests.branch import NOW

FIGURE, DAY = "fixed_pay.manager", date(2027, 1, 1)


def value(book: Rulebook) -> Decimal | None:
    return book.on(DAY)[FIGURE].value


def add(session: Session, amount: str) -> None:
    rulebook_values.set_value(session, FIGURE, amount, DAY, "-", NOW)


@changes
def seen(session: Session) -> Rulebook:
    """Return the rulebook as a changing service sees it that has changed nothing yet."""
    return rulebook_values.in_force(session)


@changes
def seen_after(session: Session, amount: str) -> Rulebook:
    """Return the rulebook as a changing service sees it that has set a value itself."""
    add(session, amount)
    return rulebook_values.in_force(session)


def test_what_readers_remember_is_recalled(store: Store) -> None:
    book = store.call(rulebook_values.in_force)
    assert store.call(seen) is book


def test_not_past_a_change_of_its_own(store: Store) -> None:
    store.call(rulebook_values.in_force)
    assert value(store.call(seen_after, "1600")) == 1600
    assert value(store.call(seen)) == value(store.call(rulebook_values.in_force)) == 1600


def test_what_a_changing_service_saw_is_not_remembered(store: Store) -> None:
    book = store.call(rulebook_values.in_force)

    @changes
    def fails(session: Session) -> None:
        assert value(seen_after(session, "1600")) == 1600
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.call(fails)
    assert store.call(rulebook_values.in_force) is book
    store.call(seen_after, "1800")
    assert value(store.call(rulebook_values.in_force)) == 1800, "its mark is that of the 1600"


@dataclass(frozen=True, eq=False)
class Overtaken(Memory):
    """Has the mark that it is asked for; another has published a value since it was read."""

    book: Rulebook = field(default_factory=packaged)
    sessions: list[Session] = field(default_factory=list)

    def recall(self, service: Service, key: Hashable, mark: Mark) -> tuple[Mark, Any] | None:  # noqa: ARG002 - as its class
        """Return the book for the mark, once another value is there."""
        for session in self.sessions:
            session.add(
                RulebookValue(figure=FIGURE, value="1700", first_day=DAY, basis="-", made_at=NOW)
            )
            session.flush()
        return mark, self.book


def test_not_past_what_was_published_since(store: Store) -> None:
    store.call(rulebook_values.in_force)
    memory = Overtaken(shelves=store.memory.shelves)

    @changes
    def looks(session: Session, *, overtaken: bool) -> Rulebook:
        memory.sessions[:] = [session] * overtaken
        return rulebook_values.in_force(session)

    store = replace(store, memory=memory)
    assert store.call(looks, overtaken=False) is memory.book
    assert value(store.call(looks, overtaken=True)) == 1700
