"""T-X1 for clients: post × service × relation; whole names and settling have rights of their own.

Broken by a service that does not ask whose client it is, `may_reveal` letting a superior through,
or whoever's own clients being his to hand over.
"""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services import organisation, rulebook_values
from services.clients import counting, export, handing, listing, owners, settling, taking, view
from services.clients.handing import NothingToHandOverError
from services.clients.transfer import CannotTakeError
from services.drafts import Choice
from services.month import Month
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store, changes
from services.store.clients import Handover, HandoverClient
from services.store.figures import Client
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.rights import EVERYBODY, LEFT, account, may_see, misjudged, relations, tried
from tests.test_access import MATRIX

TAKER = EVERYBODY["JC034"]
REFUSED = (NotYoursError, UnknownPersonError)
THERE = (CannotTakeError, NothingToHandOverError)
OFFICES = {"back office of the person's department", "back office of the branch"}


class About:
    """Somebody's staff id, a client of his, and an offer of that client to TAKER."""

    def __init__(self, staff: int, client: int, handover: int) -> None:
        self.staff, self.client, self.handover = staff, client, handover


def _found(session: Session, who: int, one: About) -> None:
    page = listing.find(session, who, TODAY, f"7{one.staff}")
    if one.client not in {each.id for each in page.clients}:
        raise NotYoursError


def _exported(session: Session, who: int, one: About) -> None:
    if one.client not in {each.one.id for each in export.lines(session, who, TODAY, export.ALL)}:
        raise NotYoursError


def _asked(who: int, one: About) -> dict[str, object]:
    number = next((each.number for each in EVERYBODY.values() if account(each) == who), "")
    taker = Choice(number, "")
    return {"staff": one.staff, "client": one.client, "taker": taker, "day": TODAY, "reason": "-"}


Service = Callable[[Session, int, About], object]
SEEN: dict[str, Service] = {
    "listing.page": lambda s, who, one: listing.page(s, who, TODAY, one.staff, 0, 6),
    "view.card": lambda s, who, one: view.card(s, who, TODAY, one.client),
    "export.count": lambda s, who, one: export.count(s, who, TODAY, one.staff),
    "export.lines": lambda s, who, one: export.lines(s, who, TODAY, one.staff),
    "export.log": lambda s, who, one: export.log(s, who, NOW, one.staff),
}
ANSWERED_FOR: dict[str, Service] = {
    "handing.days": lambda s, who, one: handing.days(
        s, who, TODAY, Month(2026, 11), staff=one.staff
    ),
    "handing.weigh": lambda s, who, one: handing.weigh(s, who, TODAY, **_asked(who, one)),
    "handing.offer": lambda s, who, one: handing.offer(s, who, NOW, **_asked(who, one)),
    "taking.withdraw": lambda s, who, one: taking.withdraw(
        s, who, NOW, handover=one.handover, version=1
    ),
}


@changes
def furnish(session: Session) -> None:
    """Give everybody a client of record, who is offered to one; have ownership be required."""
    people = organisation.on(session, TODAY).people
    taker = next(one.staff_id for one in people.values() if one.number == TAKER.number)
    for staff_id in people:
        client = Client(number=f"7{staff_id}")
        row = Handover(
            from_id=staff_id,
            to_id=taker,
            made_by=staff_id,
            made_at=NOW,
            state="offered",
            version=1,
            first_day=TODAY,
            reason_sealed=b"",
        )
        session.add_all([client, row])
        session.flush()
        session.add(HandoverClient(handover_id=row.id, number=1, client_id=client.id))
        first = date(2026, 9, 1)
        owners.add(
            session,
            NOW,
            [client.id],
            staff_id,
            first_day=first,
            ground=owners.RECORDED,
            by=None,
        )
    rulebook_values.set_value(session, counting.REQUIRED, "true", date(2026, 9, 1), "-", NOW)


@pytest.fixture(scope="module")
def branch(databases: Databases, completed: str) -> Iterator[Store]:
    url = databases.copy(completed)
    with opened(url) as store:
        store.call(furnish)
        yield store
    databases.drop(url)


@pytest.fixture(scope="module")
def about(branch: Store) -> dict[str, About]:
    def read(session: Session) -> dict[str, About]:
        clients = dict(session.execute(select(Client.number, Client.id)).all())
        offers = dict(session.execute(select(Handover.from_id, Handover.id)).all())
        people = organisation.on(session, TODAY).people.values()
        return {
            one.number: About(one.staff_id, clients[f"7{one.staff_id}"], offers[one.staff_id])
            for one in people
        }

    return branch.call(read)


def judged(
    store: Store,
    about: dict[str, About],
    service: Service,
    agreed: Callable[[Person | None, Person], bool],
) -> dict[tuple[str | None, str], str]:
    def let(who: int, number: str) -> bool:
        return tried(store, lambda s: service(s, who, about[number]), REFUSED, THERE)

    return misjudged(MATRIX, let, agreed)


@pytest.mark.parametrize("name", SEEN)
def test_who_sees_whose_clients(name: str, branch: Store, about: dict[str, About]) -> None:
    assert judged(branch, about, SEEN[name], may_see) == {}


@pytest.mark.parametrize("name", ANSWERED_FOR)
def test_who_hands_over_whose(name: str, branch: Store, about: dict[str, About]) -> None:
    def agreed(asker: Person | None, person: Person) -> bool:
        return may_see(asker, person) and asker is not person

    assert judged(branch, about, ANSWERED_FOR[name], agreed) == {}


@pytest.mark.parametrize("among", [_found, _exported])
def test_among_everybodys_are_those_whom_one_sees(
    among: Service, branch: Store, about: dict[str, About]
) -> None:
    pairs = [*{relations(*pair): pair for pair in MATRIX}.values()][::6]  # each reads whole lists

    def let(who: int, number: str) -> bool:
        return tried(branch, lambda s: among(s, who, about[number]), REFUSED)

    assert misjudged(pairs, let, may_see) == {}


def test_who_learns_a_whole_name(branch: Store, about: dict[str, About]) -> None:
    def agreed(asker: Person | None, person: Person) -> bool:
        return asker is person is not LEFT or bool(OFFICES & relations(asker, person))

    def reveal(session: Session, who: int, one: About) -> None:
        view.reveal(session, who, NOW, one.client)

    assert judged(branch, about, reveal, agreed) == {}


def test_who_sees_an_offer_and_who_answers_it(branch: Store, about: dict[str, About]) -> None:
    def offer(session: Session, who: int, one: About) -> None:
        taking.offer(session, who, TODAY, one.handover)

    def answer(session: Session, who: int, one: About) -> None:
        taking.answer(session, who, NOW, handover=one.handover, version=1, takes=False)

    def sees(asker: Person | None, person: Person) -> bool:
        return may_see(asker, person) or asker is TAKER

    assert judged(branch, about, offer, sees) == {}
    assert judged(branch, about, answer, lambda asker, _: asker is TAKER) == {}


@pytest.mark.parametrize(
    "asker", [None, *EVERYBODY.values()], ids=lambda one: one.number if one else "-"
)
def test_only_the_back_office_settles_and_its_own_people_s(
    asker: Person | None, branch: Store
) -> None:
    who = account(asker)
    office = asker is not None and "后勤支持" in asker.posts
    work: tuple[Callable[[Session], object], ...] = (
        lambda s: settling.page(s, who, TODAY, 0, 5),
        lambda s: settling.weigh(s, who, TODAY, client=0),
        lambda s: settling.settle(s, who, NOW, client=0, reason="-"),
    )
    assert [tried(branch, one, REFUSED) for one in work] == [office] * 3
    if asker and office:
        listed = branch.call(settling.page, who, TODAY, 0, 1000).clients
        names = {one.name for one in EVERYBODY.values() if may_see(asker, one)}
        assert {one.owner for one in listed} <= names
        assert listed
