"""T-X1 for the sign-off: every public service by every post; 0 wrong answers.

Broken by a service that takes an appointment's number as it comes, or `looks`, `records`,
`_sees` letting somebody through.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import Person
from services.appointments.rows import RECORDED, RESERVED, RETURNED, SIGNED
from services.month import Month
from services.organisation import NotYoursError, UnknownPersonError
from services.ownership import archiving, form, mending, opening, printing, recording, view
from services.ownership.opening import AccompaniesError
from services.ownership.rows import sealed_by
from services.store.clients import Appointment
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.declared_clients import OWNERSHIP
from tests.declared_clients import SIGNED as TRIED
from tests.ownership.conftest import Desk, change
from tests.rights import EVERYBODY, LEFT, account, relations, tried

REFUSED = (NotYoursError, UnknownPersonError)
OWNER, NOVEMBER = "JC031", Month(2026, 11)
OFFICES = {"back office of the person's department", "back office of the branch"}
ABOVE = {"direct superior", "superior's superior", "general manager"}
SIGNERS = {"general manager", "finance manager", "trading manager"}
SEES = {"himself", *OFFICES, *ABOVE, *SIGNERS}
LOOKS = {"himself", *OFFICES, *SIGNERS}
REPORTS = {"himself", *OFFICES}
KEEPS = {"trading manager"}
FILES = {"himself", *OFFICES, *ABOVE, *SIGNERS}

Service = Callable[..., object]


def _answers(one: int) -> dict[str, Any]:
    return {
        "today": TODAY,
        "appointment": one,
        "day": TODAY,
        "form": None,
        "checklist": "all",
    }


def _report(session: Session, who: int, one: int) -> object:
    answers = _answers(one)
    answers["now"] = NOW
    del answers["today"]
    return opening.report(session, who, **answers)


def _must(found: bool) -> None:  # noqa: FBT001
    if not found:
        raise NotYoursError


def _recording(session: Session, who: int, one: int) -> None:
    _must(one in {each.id for each in recording.waiting(session, who, TODAY, 0, 99)[0]})


def _archiving(session: Session, who: int, one: int) -> None:
    _must(one in {each.id for each in archiving.waiting(session, who, TODAY, 0, 99).cases})


def _archive_all(session: Session, who: int, one: int) -> None:
    version = session.get_one(Appointment, one).version
    _must(bool(archiving.archive_all(session, who, NOW, sealed_by([(one, version)]))))


def _owners(session: Session, who: int, one: int) -> None:
    whose = session.get_one(Appointment, one).staff_id
    _must(whose in {each.staff for each in archiving.owners(session, who, TODAY, 0, 99)[0]})


def _shelf(session: Session, who: int, one: int) -> None:
    whose = session.get_one(Appointment, one).staff_id
    archiving.shelf(session, who, TODAY, staff=whose, first=0, most=9)


def _owed(session: Session, who: int, one: int) -> None:
    _must(one in {each for each, _ in view.owed(session, who, TODAY)})


ASKED: dict[str, tuple[str, set[str], Service]] = {
    "opening.begin": (
        RESERVED,
        REPORTS,
        lambda session, who, one: opening.begin(session, who, TODAY, one),
    ),
    "opening.days": (
        RESERVED,
        REPORTS,
        lambda session, who, one: opening.days(session, who, TODAY, NOVEMBER, appointment=one),
    ),
    "opening.weigh": (
        RESERVED,
        REPORTS,
        lambda session, who, one: opening.weigh(session, who, **_answers(one)),
    ),
    "opening.report": (RESERVED, REPORTS, _report),
    "mending.begin": (
        RETURNED,
        {"himself"},
        lambda session, who, one: mending.begin(session, who, TODAY, one),
    ),
    "mending.days": (
        RETURNED,
        {"himself"},
        lambda session, who, one: mending.days(session, who, TODAY, NOVEMBER, appointment=one),
    ),
    "mending.weigh": (
        RETURNED,
        {"himself"},
        lambda session, who, one: mending.weigh(session, who, TODAY, appointment=one),
    ),
    "mending.mend": (
        RETURNED,
        {"himself"},
        lambda session, who, one: mending.mend(
            session, who, NOW, appointment=one, checklist="all"
        ),
    ),
    "view.chain": (SIGNED, SEES, lambda session, who, one: view.chain(session, who, TODAY, one)),
    "form.look": (SIGNED, LOOKS, lambda session, who, one: form.look(session, who, NOW, one)),
    "printing.filled": (
        SIGNED,
        LOOKS,
        lambda session, who, one: printing.filled(session, who, NOW, one),
    ),
    "recording.begin": (
        SIGNED,
        KEEPS,
        lambda session, who, one: recording.begin(session, who, TODAY, one),
    ),
    "recording.weigh": (
        SIGNED,
        KEEPS,
        lambda session, who, one: recording.weigh(
            session, who, TODAY, appointment=one, number="90001"
        ),
    ),
    "recording.record": (
        SIGNED,
        KEEPS,
        lambda session, who, one: recording.record(
            session, who, NOW, appointment=one, number="90001"
        ),
    ),
    "recording.waiting": (SIGNED, KEEPS, _recording),
    "archiving.archive": (
        RECORDED,
        KEEPS,
        lambda session, who, one: archiving.archive(session, who, NOW, one),
    ),
    "archiving.archive_all": (RECORDED, KEEPS, _archive_all),
    "archiving.waiting": (RECORDED, KEEPS, _archiving),
    "archiving.owners": ("archived", FILES, _owners),
    "archiving.shelf": ("archived", FILES, _shelf),
    "view.owed": (RETURNED, {"himself"}, _owed),
}


@pytest.fixture(scope="module")
def desk(databases: Databases, completed: str) -> Iterator[Desk]:
    url = databases.copy(completed)
    with opened(url) as store:
        yield Desk(store, NOW)
    databases.drop(url)


@pytest.fixture(scope="module")
def appointment(desk: Desk) -> int:
    """Return an appointment that nobody accompanies, signed by nobody; its state is put right."""
    return desk.reports(desk.books(accompanied=False))


def _in_state(desk: Desk, appointment: int, state: str) -> None:
    filed = {"archive_number": 1 if state == "archived" else None}
    desk.store.call(change, Appointment, Appointment.id == appointment, {"state": state, **filed})


def _askers() -> list[Person | None]:
    """Return somebody of each relation to the owner and of each post."""
    owner = EVERYBODY[OWNER]
    every: list[Person | None] = [*EVERYBODY.values(), None]
    found = {(relations(one, owner), one and one.posts): one for one in reversed(every)}
    return list(found.values())


@pytest.mark.parametrize("name", ASKED)
def test_who_may(name: str, desk: Desk, appointment: int) -> None:
    state, may, service = ASKED[name]
    _in_state(desk, appointment, state)
    owner, wrong = EVERYBODY[OWNER], []
    for asker in _askers():
        asked = partial(service, who=account(asker), one=appointment)
        # the form of these tests is none: who comes so far was let through
        let = tried(desk.store, lambda session: asked(session), REFUSED, (AttributeError,))  # noqa: B023, PLW0108
        if let is not (asker is not LEFT and bool(relations(asker, owner) & may)):
            wrong.append((asker and asker.number, relations(asker, owner)))
    assert wrong == []


def test_every_service_of_the_sign_off_is_tried() -> None:
    mine = {name.removeprefix("ownership.") for name, how in OWNERSHIP.items() if how == TRIED}
    by_turn = {
        name for name in mine if name.startswith("signing.")
    }  # tests/ownership/test_signing
    assert mine - by_turn == set(ASKED)


def test_who_accompanies_reports_himself(desk: Desk) -> None:
    made = desk.books(name="许振东")
    desk.now += timedelta(hours=1)
    with pytest.raises(AccompaniesError):
        desk.store.call(opening.begin, account(EVERYBODY["JC009"]), TODAY, made)
