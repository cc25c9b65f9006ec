"""The conversations' world with a kind of request that goes by a long route."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from services import organisation, requests
from services.approvals import deciding, view
from services.rulebook import routes
from services.store import Store, changes
from services.store.people import Terms
from services.store.remembered import Memory
from tests.branch import account, bind
from tests.stage import BEGIN

ROUTES = """
seal:
  title: {zh: 用章, en: Seal}
  routes:
    - steps:
        - {post: superior, scope: line, days: 1, escalates: 2, to: project_director}
        - {post: district_manager, scope: line, days: 1, escalates: 2, to: general_manager}
        - {post: back_office, scope: unit, days: 1, escalates: 2, to: general_manager}
        - {post: general_manager, scope: branch, days: 1, escalates: 3, to: back_office}
"""


@pytest.fixture(autouse=True)
def own_kind() -> Iterator[None]:
    """Let the outlet have a kind of its own."""
    routes.use(ROUTES, "routes.yaml")
    yield
    routes.use("{}", "routes.yaml")


@changes
def left(session: Session, staff_id: int, now: datetime) -> None:
    """Have somebody's last day be yesterday."""
    gone = now.date() - timedelta(days=1)
    session.execute(update(Terms).where(Terms.staff_id == staff_id).values(left=gone))


@dataclass
class Desk:
    """Asks and decides by 工号, as the services see it."""

    store: Store
    now: datetime = BEGIN

    @property
    def ids(self) -> dict[str, int]:
        """Everybody's staff id."""
        people = self.store.call(organisation.on, BEGIN.date()).people.values()
        return {one.number: one.staff_id for one in people}

    def asks(self, number: str) -> int:
        """Ask for the seal; return the approval."""
        who, kind = account(number), requests.number_of(routes.kind("seal"))
        return self.store.call(requests.ask, who, self.now, kind=kind, text="一份合同")

    def card(self, number: str, approval: int) -> view.Card:
        """Return the card as somebody sees it."""
        return self.store.call(view.card, account(number), self.now, approval)

    def approves(self, number: str, approval: int, version: int | None = None) -> bool:
        """Approve on the card as it is, or of a version; tell whether it counted."""
        at = self.card(number, approval).version if version is None else version
        return self.store.call(deciding.approve, account(number), self.now, approval, at).done

    def leaves(self, number: str) -> None:
        """Have somebody's last day be yesterday; nothing is remembered of before."""
        self.store.call(left, self.ids[number], self.now)
        self.store = replace(self.store, memory=Memory())

    def waits(self, number: str) -> list[int]:
        """Return the approvals that wait for somebody."""
        return [one.id for one in self.store.call(view.waiting, account(number), self.now)]


@pytest.fixture
def desk(peopled_store: Store) -> Desk:
    peopled_store.call(bind)
    return Desk(peopled_store)
