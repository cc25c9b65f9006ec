"""Evidence: who may add it when, who sees it, and what the accused is never told of it.

Broken by a state too many in which it is taken, a reporter who may look, a name on a piece.
"""

from datetime import date, datetime

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from bot.demo.world.people import PEOPLE
from services import files
from services.attachments import Attached
from services.conduct import evidence
from services.conduct.evidence import Piece
from services.conduct.files import NotYourCaseError
from services.files import FileGoneError
from services.organisation import UnknownPersonError
from services.store import changes
from services.store.conduct import ConductEvidence
from services.store.work import File
from tests.branch import account
from tests.conduct.conftest import ACCUSED, CLIENT, INVESTIGATOR, REPORTER, RULER, Desk, at
from tests.conduct.test_time import told

NAMES = {one.number: one.name for one in PEOPLE}
PDF = b"%PDF-1.7 a record"


@changes
def sent(session: Session, now: datetime, name: str) -> Attached:
    """Keep a file as a form's draft would."""
    return Attached(files.keep(session, name, PDF, now, None), name)


@changes
def erase(session: Session) -> None:
    """Try to take evidence out of a case."""
    session.execute(delete(ConductEvidence))


def kept(session: Session) -> int:
    """Return how many files are kept."""
    return len(session.scalars(select(File.id)).all())


def adds(desk: Desk, number: str, now: datetime, name: str = "记录.pdf") -> bool:
    piece = desk.store.call(sent, now, name)
    who, case = account(number), desk.case
    return desk.store.call(evidence.add, who, now, case=case, piece=piece).done


def seen(desk: Desk, number: str, day: date = date(2026, 10, 12)) -> tuple[Piece, ...]:
    return desk.store.call(evidence.page, account(number), day, desk.case, 0, 9).pieces


def adders(desk: Desk, now: datetime) -> set[str]:
    """Return who may add evidence now, by trying."""
    able = set()
    for one in PEOPLE:
        try:
            if adds(desk, one.number, now):
                able.add(one.number)
        except (NotYourCaseError, UnknownPersonError):
            continue
    return able


def viewers(desk: Desk) -> set[str]:
    """Return who sees the evidence."""
    able = set()
    for one in PEOPLE:
        try:
            seen(desk, one.number)
        except NotYourCaseError:
            continue
        able.add(one.number)
    return able


def test_who_adds_and_who_sees_in_every_state(desk: Desk) -> None:
    full, told_ = {INVESTIGATOR, RULER}, {INVESTIGATOR, RULER, ACCUSED}
    desk.reports(at(9, 28), "malicious", CLIENT)
    assert (adders(desk, at(9, 28)), viewers(desk)) == ({INVESTIGATOR, REPORTER}, full)
    desk.begins(at(9, 28))
    assert (adders(desk, at(9, 28)), viewers(desk)) == ({INVESTIGATOR, REPORTER}, full)
    desk.asks(at(9, 29))
    assert (adders(desk, at(9, 29)), viewers(desk)) == ({ACCUSED}, told_)
    desk.states(at(9, 29))
    assert (adders(desk, at(9, 29)), viewers(desk)) == ({INVESTIGATOR}, told_)
    desk.proposes(at(10, 12), "proven")
    assert (adders(desk, at(10, 12)), viewers(desk)) == (set(), told_)
    desk.decides(at(10, 12), RULER)
    assert (adders(desk, at(10, 12)), viewers(desk)) == ({ACCUSED}, told_)
    desk.names_stand_in(at(10, 12), "JC012")
    desk.appeals(at(10, 12))
    assert (adders(desk, at(10, 12)), viewers(desk)) == (set(), {*told_, "JC012"})
    desk.decides(at(10, 12), "JC012", agrees=False)
    assert (adders(desk, at(10, 12)), viewers(desk)) == (set(), {*told_, "JC012"})
    assert len(seen(desk, RULER)) == 7, "2, 2, 1, 1 and 1 in the states that took some"


def test_what_cannot_be_taken_leaves_no_file(desk: Desk) -> None:
    desk.reports(at(9, 28), "malicious", CLIENT)
    before, version = desk.store.call(kept), desk.row()["version"]
    assert not adds(desk, RULER, at(9, 28)), "he sees the case, but it is not his step"
    assert (desk.store.call(kept), desk.row()["version"]) == (before, version)


def test_the_accused_sees_what_is_held_against_him_and_not_who_reported_it(desk: Desk) -> None:
    desk.reports(at(9, 28), "malicious", CLIENT)
    adds(desk, REPORTER, at(9, 28), f"{NAMES[REPORTER]}的截图.pdf")
    desk.begins(at(9, 28))
    adds(desk, INVESTIGATOR, at(9, 28), "记录.pdf")
    desk.asks(at(9, 29))
    adds(desk, ACCUSED, at(9, 29), "我的.pdf")
    his = [(one.name, one.by) for one in seen(desk, ACCUSED)]
    number = desk.row()["number"]
    assert his == [
        (f"{number}-1.pdf", ""),
        (f"{number}-2.pdf", NAMES[INVESTIGATOR]),
        ("我的.pdf", NAMES[ACCUSED]),
    ]
    assert [(one.by, one.at) for one in seen(desk, RULER)] == [
        (NAMES[REPORTER], at(9, 28)),
        (NAMES[INVESTIGATOR], at(9, 28)),
        (NAMES[ACCUSED], at(9, 29)),
    ]
    assert NAMES[REPORTER] not in repr(desk.card(ACCUSED, date(2026, 9, 29)))


def test_who_is_told_of_it(desk: Desk) -> None:
    desk.reports(at(9, 28), "malicious", CLIENT)
    ids = desk.ids()

    def news() -> list[int]:
        people = (REPORTER, INVESTIGATOR, ACCUSED)
        return [desk.store.call(told, "conduct_told", ids[one]) for one in people]

    adds(desk, REPORTER, at(9, 28))
    assert news() == [0, 1, 0]
    desk.begins(at(9, 28))
    adds(desk, INVESTIGATOR, at(9, 28))
    assert news() == [0, 1, 0], "the accused knows of nothing yet"
    desk.asks(at(9, 29))
    adds(desk, ACCUSED, at(9, 29))
    assert news() == [0, 2, 0]
    desk.states(at(9, 29))
    adds(desk, INVESTIGATOR, at(9, 29))
    assert news() == [0, 2, 1], "what comes after he was heard he is told of"


def test_a_piece_is_the_file_that_was_sent_and_stays(desk: Desk) -> None:
    desk.reports(at(9, 28), "malicious", CLIENT)
    adds(desk, REPORTER, at(9, 28))
    who, day = account(RULER), date(2026, 9, 28)
    one = desk.store.call(evidence.piece, who, day, desk.case, 1)
    assert desk.store.call(files.piece, one.file_id, 0) == PDF
    with pytest.raises(FileGoneError):
        desk.store.call(evidence.piece, who, day, desk.case, 2)
    with pytest.raises(NotYourCaseError):
        desk.store.call(evidence.piece, account(REPORTER), day, desk.case, 1)
    with pytest.raises(DatabaseError):
        desk.store.call(erase)
    assert len(seen(desk, RULER)) == 1
