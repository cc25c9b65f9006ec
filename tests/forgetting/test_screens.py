"""What screens are drawn from, once a client was put away: all of it is there, nothing of him.

Broken by a card that asks for the name of a file that is gone, or by a text that is not emptied.
"""

from collections.abc import Callable
from dataclasses import asdict

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.appointments import view
from services.conduct import evidence
from services.disputes import view as disputes
from services.forgetting import acts, subjects
from services.ownership import form, printing
from services.ownership import view as ownership
from services.store import Store, changes
from services.store.clients import Dispute
from services.store.conduct import ConductCase
from services.store.people import Account, Staff
from tests.branch import NOW
from tests.forgetting.conftest import NAME, PHONE, Known

ACCOUNT, TODAY = 31_031, NOW.date()
LATER = NOW.replace(year=2047)


@changes
def bind(session: Session, number: str, who: int) -> None:
    staff = session.scalars(select(Staff.id).where(Staff.number == number)).one()
    for one in session.scalars(select(Account).where(Account.staff_id == staff)):
        session.delete(one)
    session.flush()
    session.add(Account(telegram_id=who, staff_id=staff, bound_at=NOW))


def screens(known: Known) -> dict[str, Callable[[Store], object]]:
    """Return what each screen about the client asks for."""
    one = known.appointment

    def number(store: Store, kind: type[Dispute] | type[ConductCase]) -> int:
        asked = select(kind.id).order_by(kind.id.desc())
        if kind is ConductCase:
            asked = asked.where(ConductCase.number == 1_000)
        return store.call(lambda session: session.scalars(asked.limit(1)).one())

    return {
        "card": lambda store: store.call(view.card, ACCOUNT, TODAY, one),
        "list": lambda store: store.call(view.mine, ACCOUNT, TODAY, 0, 5),
        "chain": lambda store: store.call(ownership.chain, ACCOUNT, TODAY, one),
        "form": lambda store: store.call(form.look, ACCOUNT, NOW, one),
        "print": lambda store: store.call(printing.filled, ACCOUNT, NOW, one),
        "reveal": lambda store: store.call(view.reveal, ACCOUNT, NOW, one),
        "dispute": lambda store: store.call(disputes.card, ACCOUNT, NOW, number(store, Dispute)),
        "pieces": lambda store: store.call(
            disputes.pieces, ACCOUNT, TODAY, number(store, Dispute), 0, 5
        ),
        "case": lambda store: store.call(
            evidence.page, ACCOUNT, TODAY, number(store, ConductCase), 0, 5
        ),
    }


def shown(one: object) -> str:
    """Return what a screen is drawn from as text, fields that are not printed too."""
    return str(asdict(one)) if hasattr(one, "__dataclass_fields__") else repr(one)  # type: ignore[call-overload]


@pytest.fixture
def branch(filled_store: Store) -> Store:
    """Return the demo's branch with the marketer bound."""
    filled_store.call(bind, "JC031", ACCOUNT)
    return filled_store


def test_screens_show_the_client_at_first(branch: Store, known: Known) -> None:
    said = {name: shown(ask(branch)) for name, ask in screens(known).items()}
    assert {name for name, text in said.items() if NAME in text or PHONE in text} >= {
        *("print", "reveal", "pieces", "form"),
    }


@pytest.mark.parametrize("gone", [False, True], ids=["sealed", "erased"])
def test_put_away_every_screen_is_drawn_and_shows_nothing_of_him(
    branch: Store, known: Known, *, gone: bool
) -> None:
    whom = branch.call(subjects.of_client, known.number)
    if gone:
        branch.call(acts.erase, LATER, whom, "-")
    else:
        branch.call(acts.seal, NOW, whom, "-")
    for name, ask in screens(known).items():
        text = shown(ask(branch))
        assert (NAME in text, PHONE in text, NAME[:1] in text) == (False, False, False), name
