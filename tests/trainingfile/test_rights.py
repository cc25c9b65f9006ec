"""Who keeps, reads, concludes and issues: post × relation, nobody else learns of a file.

The back office keeps its people's, the office and the branch's back office everybody's; the
general manager reads; everybody reads his own and nobody keeps it. Finance takes finance's copy,
trading trading's. Broken by a post more in `desk`, a service that does not ask it.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services import files, organisation
from services.licences import reading as licences
from services.licences import recording as licensing
from services.organisation import NotYoursError, UnknownPersonError
from services.store import Store, changes
from services.store.trainingfile import Licence, StaffNotice, TrainingFile
from services.trainingfile import concluding, issuing, reading, recording, rows
from services.trainingfile.recording import MovedOnError
from services.trainingfile.rights import FINANCE, TRADING
from services.trainingfile.rows import CONTRACT, CONTRACTED, LISTED
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.rights import EVERYBODY, LEFT, account, misjudged, relations, tried
from tests.test_access import ASKERS
from tests.trainingfile import FILLED

REFUSED = (NotYoursError, UnknownPersonError)
KEPT_BY = {"back office of the person's department", "back office of the branch", "office"}
SUBJECTS = [one for one in EVERYBODY.values() if one is not LEFT]
EVERY: list[tuple[Person | None, Person]] = [(a, p) for a in ASKERS for p in SUBJECTS]
PAIRS = list(
    {(a and a.posts, relations(a, p), p.posts): (a, p) for a, p in reversed(EVERY)}.values()
)
Ids = dict[str, tuple[int, int, int]]
Try = Callable[[Session, int, int, int, int], object]


def keeps(asker: Person | None, person: Person) -> bool:
    return asker is not person and bool(KEPT_BY & relations(asker, person))


def reads(asker: Person | None, person: Person) -> bool:
    found = relations(asker, person)
    return keeps(asker, person) or bool({"himself", "general manager"} & found)


def concludes(asker: Person | None, person: Person) -> bool:
    office = {"office", "back office of the branch"}
    return asker is not person and bool(office & relations(asker, person))


def takes(copy: str) -> Callable[[Person | None, Person], bool]:
    def agreed(asker: Person | None, person: Person) -> bool:
        post = "finance manager" if copy == FINANCE else "trading manager"
        allowed = {"general manager", "office", "back office of the branch", post}
        return asker is not person and bool(allowed & relations(asker, person))

    return agreed


@changes
def fill(session: Session) -> None:
    """Give everybody a file with a contract and a licence, and some a notice that was issued."""
    people = organisation.on(session, TODAY).people
    chen = next(one for one in people if people[one].number == "JC001")
    for at, one in enumerate(people):
        row = rows.opened(session, NOW, one, None)
        row.state, row.exam_on = CONTRACTED, TODAY
        text = {"contract": "full_time", "first_day": TODAY.isoformat()}
        rows.note(session, NOW, row, CONTRACT, None, TODAY, **text)
        licence = Licence(staff_id=one, kind="adviser", issued=TODAY, expires=TODAY, made_at=NOW)
        licence.made_by, licence.file_id, licence.text = chen, None, '{"title":"","number":"S1"}'
        session.add(licence)
        notice = StaffNotice(file_id=row.id, year=2025, number=at, staff_id=chen, at=NOW)
        notice.finance_id = notice.trading_id = _file(session, chen)
        notice.text = FILLED.text()
        session.add(notice)


def _file(session: Session, by: int) -> int:
    return files.keep(session, "x.pdf", b"%PDF-", NOW, by)


@pytest.fixture(scope="module")
def filed(databases: Databases, completed: str) -> Iterator[Store]:
    url = databases.copy(completed)
    with opened(url) as store:
        store.call(fill)
        yield store
    databases.drop(url)


@pytest.fixture(scope="module")
def ids(filed: Store) -> Ids:
    """Return everybody's staff id, file and licence."""

    def found(session: Session) -> Ids:
        kept = {}
        licences_ = {one.staff_id: one.id for one in session.query(Licence)}
        for one in organisation.on(session, TODAY).people.values():
            if row := rows.of(session, one.staff_id):
                kept[one.number] = one.staff_id, row.id, licences_[one.staff_id]
        return kept

    return filed.call(found)


def in_list(session: Session, who: int, staff: int, _file: int, _licence: int) -> None:
    found = reading.listing(session, who, TODAY, 0, 99)
    if staff not in {one.person.staff_id for one in found.lines}:
        raise NotYoursError


def in_expiring(session: Session, who: int, staff: int, _file: int, _licence: int) -> None:
    found, _total = licences.expiring(session, who, TODAY, 0, 99)
    if staff not in {one.person.staff_id for one in found}:
        raise NotYoursError


def a_level(session: Session, who: int, _staff: int, file: int, _licence: int) -> None:
    told: dict[str, Any] = {"level": 0, "day": TODAY, "trainer": "何晓燕"}
    recording.record_level(session, who, NOW, file=file, **told)


def an_exam(session: Session, who: int, _staff: int, file: int, _licence: int) -> None:
    recording.record_exam(session, who, NOW, file=file, day=TODAY, passed=True)


def a_contract(session: Session, who: int, _staff: int, file: int, _licence: int) -> None:
    told: dict[str, Any] = {"contract": "full_time", "signed": TODAY, "first_day": TODAY}
    concluding.conclude(session, who, NOW, file=file, **told)


def a_notice(session: Session, who: int, _staff: int, file: int, _licence: int) -> None:
    found = issuing.prepare(session, who, TODAY, file)
    assert found.filled.name


def a_licence(session: Session, who: int, staff: int, _file: int, _licence: int) -> None:
    told: dict[str, Any] = {"kind": "broker", "number": "S2", "issued": TODAY}
    licensing.record(session, who, NOW, staff=staff, **told)


def names(session: Session, who: int, staff: int, file: int, _licence: int) -> None:
    row = session.get_one(TrainingFile, file)
    row.state = rows.PASSED
    rows.note(session, NOW, row, "exam", None, TODAY, passed=True, score="")
    found = concluding.names(session, who, TODAY)
    if staff not in {one.person.staff_id for one in found.lines}:
        raise NotYoursError
    assert concluding.hand_in(session, who, NOW, found.mark).done
    assert session.get_one(TrainingFile, file).state == LISTED


TRIES: dict[str, tuple[Try, Callable[[Person | None, Person], bool]]] = {
    "card": (lambda s, who, _one, file, _l: reading.card(s, who, TODAY, file), reads),
    "of_person": (lambda s, who, one, _f, _l: reading.of_person(s, who, TODAY, one), reads),
    "open_file": (lambda s, who, one, _f, _l: recording.open_file(s, who, NOW, one), keeps),
    "record_level": (a_level, keeps),
    "record_exam": (an_exam, keeps),
    "names": (names, keeps),
    "conclude": (a_contract, concludes),
    "prepare": (a_notice, concludes),
    "finance": (lambda s, who, _o, f, _l: issuing.take(s, who, NOW, f, FINANCE), takes(FINANCE)),
    "trading": (lambda s, who, _o, f, _l: issuing.take(s, who, NOW, f, TRADING), takes(TRADING)),
    "licences": (lambda s, who, one, _f, _l: licences.of_person(s, who, TODAY, one), reads),
    "current": (lambda s, who, _o, _f, own: licences.current(s, who, TODAY, own), reads),
    "reveal": (lambda s, who, _o, _f, own: licensing.reveal(s, who, NOW, own), reads),
    "record": (a_licence, keeps),
}


@pytest.mark.parametrize("what", TRIES)
def test_post_by_relation(what: str, filed: Store, ids: Ids) -> None:
    work, agreed = TRIES[what]

    def let(who: int, number: str) -> bool:
        asked = lambda session: work(session, who, *ids[number])  # noqa: E731 - one line
        return tried(filed, asked, REFUSED, (MovedOnError,))

    assert misjudged(PAIRS, let, agreed) == {}


@pytest.mark.parametrize("seen", [in_list, in_expiring])
def test_lists_have_those_whom_one_reads_but_oneself(seen: Try, filed: Store, ids: Ids) -> None:
    def let(who: int, number: str) -> bool:
        return tried(filed, lambda session: seen(session, who, *ids[number]), REFUSED)

    def agreed(asker: Person | None, person: Person) -> bool:
        return asker is not person and reads(asker, person)

    assert misjudged(PAIRS, let, agreed) == {}


def test_the_pairs_have_a_yes_and_a_no_of_each() -> None:
    for _work, agreed in TRIES.values():
        assert {agreed(*pair) for pair in PAIRS} == {True, False}


def test_no_file_is_like_a_file_of_others(filed: Store) -> None:
    who = account(EVERYBODY["JC002"])
    for work in (reading.card, issuing.prepare):
        with pytest.raises(NotYoursError):
            filed.call(work, who, date(2026, 11, 5), 12345)
