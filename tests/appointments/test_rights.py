"""T-X1 for clients: who may not see a client's marketer learns nothing of him and changes nothing.

Broken by `seen` letting somebody through, `may_change` asking for no back office, or a list that
does not pass `seen_by`.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services import organisation
from services.appointments import behalf, changing, desk, reminding, renewing, view
from services.appointments.rows import EXPIRED, RESERVED
from services.drafts import Choice
from services.month import Month
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store
from services.store.clients import Appointment
from services.store.talk import Audit
from tests.appointments import clients
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.rights import EVERYBODY, account, may_see, misjudged, relations, tried
from tests.test_access import MATRIX

MONTH = Month.of(TODAY)
PLANNED = NOW + timedelta(1)
DAY = (NOW + timedelta(2)).replace(tzinfo=None)
REFUSED = (NotYoursError, UnknownPersonError)
SIGNERS = {"trading manager", "finance manager", "general manager"}
OFFICES = {"back office of the person's department", "back office of the branch"}
FIELD_POSTS = {"营销经理", "驻点经理", "区域经理"}
MOST = 500


def may_look(asker: Person | None, person: Person) -> bool:
    """Return who sees a client's card: who sees the person, and who signs for the branch."""
    return may_see(asker, person) or bool(SIGNERS & relations(asker, person))


def may_change(asker: Person | None, person: Person) -> bool:
    """Return who puts an appointment off: whose it is, and his back office."""
    return bool({"himself", *OFFICES} & relations(asker, person))


def may_know(asker: Person | None, person: Person) -> bool:
    """Return who is told the client's whole name: those, and who signs."""
    return may_change(asker, person) or bool(SIGNERS & relations(asker, person))


def may_renew(asker: Person | None, person: Person) -> bool:
    """Return who registers a client again: whose it is, as long as he has clients."""
    return "himself" in relations(asker, person) and bool(FIELD_POSTS & set(person.posts))


def may_register(asker: Person | None, person: Person) -> bool:
    """Return who registers for somebody: his back office, if he is here and has clients."""
    here = person.number != "JC061" and bool(FIELD_POSTS & set(person.posts))
    return here and bool(OFFICES & relations(asker, person))


def listed(session: Session, who: int, staff: int) -> None:
    page = desk.page(session, who, NOW, desk.ALL, RESERVED, 0, MOST)
    name = organisation.on(session, TODAY).people[staff].name
    mine = organisation.viewer(session, who, TODAY).staff_id
    if staff != mine and name not in {one.owner for one in page.found}:
        raise NotYoursError
    if staff == mine and not any(one.mine for one in page.found):
        raise NotYoursError


def offered(session: Session, who: int, staff: int) -> None:
    person = organisation.on(session, TODAY).people[staff]
    found = behalf.owners(session, who, TODAY, person.number)
    if person.number not in {one.code for one in found}:
        raise NotYoursError


def for_somebody(
    service: Callable[..., object], moment: object
) -> Callable[[Session, int, int], object]:
    def ask(session: Session, who: int, staff: int) -> object:
        person = organisation.on(session, TODAY).people[staff]
        answers: dict[str, Any] = {
            "name": "欧阳秀兰",
            "assets": Decimal(1),
            "day": DAY,
            "clock": None,
        }
        return service(session, who, moment, owner=Choice(person.number, ""), **answers)

    return ask


def reminded(session: Session, who: int, staff: int) -> None:
    """Ask who comes, everybody alone: whose client it is and his back office are told."""
    found = reminding.coming(session, who, NOW, PLANNED.date())
    name = organisation.on(session, TODAY).people[staff].name
    if name not in {one.owner for one in found}:
        raise NotYoursError


def today(session: Session, who: int, staff: int) -> None:
    session.execute(update(Appointment).values(planned=NOW))
    mine = organisation.viewer(session, who, TODAY).staff_id
    if staff != mine:
        raise NotYoursError
    assert len(desk.today(session, who, NOW).mine) == 1


def of(session: Session, staff: int, state: str = RESERVED) -> int:
    chosen = select(Appointment.id).where(Appointment.staff_id == staff)
    return session.scalars(chosen.where(Appointment.state == state)).one()


def change(
    service: Callable[..., object], **answers: Any
) -> Callable[[Session, int, int], object]:
    def ask(session: Session, who: int, staff: int) -> object:
        one = of(session, staff)
        return service(session, who, NOW, appointment=one, version=1, **answers)

    return ask


def renew(
    service: Callable[..., object], *when: object, **answers: Any
) -> Callable[[Session, int, int], object]:
    def ask(session: Session, who: int, staff: int) -> object:
        return service(session, who, *when, appointment=of(session, staff, EXPIRED), **answers)

    return ask


Agreed = Callable[[Person | None, Person], bool]
TRIED: dict[str, tuple[Callable[[Session, int, int], object], Agreed]] = {
    "view.card": (lambda s, who, staff: view.card(s, who, TODAY, of(s, staff)), may_look),
    "view.reveal": (lambda s, who, staff: view.reveal(s, who, NOW, of(s, staff)), may_know),
    "desk.page": (listed, may_see),
    "desk.today": (today, lambda asker, person: "himself" in relations(asker, person)),
    "reminding.coming": (reminded, may_change),
    "changing.rebook": (change(changing.rebook, day=DAY, reason="有事"), may_change),
    "changing.cancel": (change(changing.cancel, reason="有事"), may_change),
    "changing.accompany": (change(changing.accompany, accompanied=True), may_change),
    "changing.weigh": (
        lambda s, who, staff: changing.weigh(s, who, TODAY, appointment=of(s, staff), version=1),
        may_change,
    ),
    "changing.days": (
        lambda s, who, staff: changing.days(s, who, TODAY, MONTH, appointment=of(s, staff)),
        may_change,
    ),
    "renewing.again": (renew(renewing.again, NOW, day=DAY, accompanied=True), may_renew),
    "renewing.weigh": (renew(renewing.weigh, TODAY, day=DAY, accompanied=True), may_renew),
    "renewing.days": (renew(renewing.days, TODAY, MONTH), may_renew),
    "behalf.owners": (offered, may_register),
    "behalf.weigh": (for_somebody(behalf.weigh, TODAY), may_register),
    "behalf.register": (for_somebody(behalf.register, NOW), may_register),
    "behalf.days": (
        lambda s, who, _staff: behalf.days(s, who, TODAY, MONTH),
        lambda asker, _person: asker is not None and "后勤支持" in asker.posts,
    ),
}


@pytest.fixture(scope="module")
def store(databases: Databases, completed: str) -> Iterator[Store]:
    url = databases.copy(completed)
    with opened(url) as made:
        made.call(clients, NOW)
        yield made
    databases.drop(url)


@pytest.fixture(scope="module")
def ids(store: Store) -> dict[str, int]:
    """Return everybody's staff id."""
    people = store.call(organisation.on, TODAY).people.values()
    return {one.number: one.staff_id for one in people}


@pytest.mark.parametrize("name", TRIED)
def test_post_by_relation(name: str, store: Store, ids: dict[str, int]) -> None:
    ask, agreed = TRIED[name]

    def let(who: int, number: str) -> bool:
        return tried(store, lambda s: ask(s, who, ids[number]), REFUSED)

    pairs = [(a, p) for a, p in MATRIX if not (a and a.number == "JC061")]
    assert misjudged(pairs, let, agreed) == {}
    assert {agreed(*pair) for pair in pairs} == {True, False}


def let_in(store: Store, ask: Callable[[Session, int, int], object], who: int, staff: int) -> bool:
    return tried(store, lambda session: ask(session, who, staff), REFUSED)


def test_whoever_left_gets_nothing(store: Store, ids: dict[str, int]) -> None:
    who = account(EVERYBODY["JC061"])
    for name, (ask, _) in TRIED.items():
        for person in ("JC061", "JC062", "JC031"):
            assert not let_in(store, ask, who, ids[person]), name


def test_each_unmasking_is_on_record_and_no_looking_unmasks(
    store: Store, ids: dict[str, int]
) -> None:
    zhang = account(EVERYBODY["JC031"])

    def seen(session: Session) -> tuple[str, str, list[str]]:
        one = of(session, ids["JC031"])
        card = view.card(session, zhang, TODAY, one)
        view.reveal(session, zhang, NOW, one)
        session.flush()
        said = [entry.what for entry in session.scalars(select(Audit))]
        return card.name, card.tail, said

    with Session(store.writer) as session:
        name, tail, said = seen(session)
        session.rollback()
    assert (name, tail) == ("欧*", "21")
    assert said.count("client.unmasked") == 1
