"""A client's records: sealed they are on no screen, erased they are nowhere, pay stays.

Broken by a column that is left out, by files that keep their pieces, by a workbook that brings
the name back, by an erasure that needs no reason in law.
"""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.statements import as_json, of
from services import files
from services.appointments.naming import masked
from services.facts.save import import_file
from services.forgetting import acts, subjects, traces
from services.forgetting.acts import NotSealedError, RetainedError
from services.forgetting.subjects import StillRunningError, Subject, UnknownSubjectError
from services.store import Store, changes
from services.store.cells import CELLS
from services.store.clients import Appointment, AppointmentKey
from services.store.figures import ClientName
from services.store.privacy import PutAway, SealedCell
from services.store.vault import vault
from services.store.work import FileChunk
from tests.branch import NOW
from tests.forgetting.conftest import MONTH, NAME, PHONE, Known, appointment

LATER = NOW.replace(year=2047)
WHY = "客户要求"


def subject(store: Store, known: Known) -> Subject:
    return store.call(subjects.of_client, known.number)


def readable(session: Session) -> dict[str, str]:
    """Return all that opens, by place, but what the administrator alone opens."""
    found = {}
    for cells in CELLS:
        if cells.table.name in {"sealed_cells", "audit"}:
            continue
        for *key, sealed in session.execute(select(*cells.keys, cells.column).where(cells.filled)):
            place = cells.place(key)
            found[place] = vault().open_bytes(bytes(sealed), place).decode(errors="replace")
    return found


def naming(store: Store) -> set[str]:
    """Return in which columns the client's name or phone can be read, in some form."""
    escaped = NAME.encode("unicode_escape").decode()
    shapes = (NAME, PHONE, "139-1234-5678", escaped)
    found = store.call(readable).items()
    places = [place for place, said in found if any(shape in said for shape in shapes)]
    return {".".join(place.split(".")[:2]) for place in places}


WRITTEN = {  # what people wrote, for some days
    *("inbox.body_sealed", "notices.data_sealed", "drafts.answers_sealed", "jobs.data_sealed"),
    "attendance.note_sealed",
}
OF_CASES = {*("conduct_cases.what_sealed", "conduct_entries.note_sealed", "decisions.note_sealed")}


def test_the_name_is_everywhere_at_first(filled_store: Store, known: Known) -> None:
    assert known
    assert naming(filled_store) == {
        *WRITTEN,
        *OF_CASES,
        *("client_names.name_sealed", "appointments.name_sealed", "appointments.phone_sealed"),
        *("appointment_entries.note_sealed", "dispute_evidence.note_sealed"),
        *("decisions.note_sealed", "handovers.reason_sealed"),
        *("files.name_sealed", "file_chunks.content"),
    }


def test_sealed_it_is_on_no_screen_and_the_administrator_opens_it(
    filled_store: Store, known: Known
) -> None:
    whom = subject(filled_store, known)
    filled_store.call(acts.seal, NOW, whom, WHY)
    assert naming(filled_store) == {*WRITTEN, *OF_CASES, "file_chunks.content"}
    row = filled_store.call(lambda session: session.get_one(Appointment, known.appointment))
    assert (row.name, row.phone, masked(row.name)) == ("", "", "*")
    about_him = filled_store.call(subjects.files, whom)
    assert len(about_him) == 2
    for file in about_him:
        assert filled_store.call(files.name_of, file) == ""
        with pytest.raises(files.FileGoneError):
            filled_store.call(files.kept, file)
    opened = filled_store.call(acts.opened, NOW, whom, WHY)
    assert {NAME, PHONE, f"{NAME}.pdf"} <= {one.text for one in opened}
    place = f"files.name_sealed.{known.form}"
    assert filled_store.call(acts.file_of, place) == (known.form, 1)
    assert filled_store.call(keys_of, known) == 1, "a second registration is still found"


def keys_of(session: Session, known: Known) -> int:
    mine = AppointmentKey.appointment_id == known.appointment
    return len(session.scalars(select(AppointmentKey.digest).where(mine)).all())


def erased(store: Store, known: Known, when: datetime = LATER) -> Subject:
    whom = subject(store, known)
    words = store.call(traces.told_apart, whom, store.call(acts.words, whom))
    for cells in traces.SEARCHED:
        found = store.call(traces.search, cells, words)
        store.call(traces.blot, cells, found.rows, words)
    store.call(acts.erase, when, whom, WHY)
    return whom


@pytest.mark.parametrize("sealed_before", [False, True])
def test_erased_it_is_nowhere_and_pay_is_what_it_was(
    filled_store: Store,
    known: Known,
    sealed_before: bool,  # noqa: FBT001 - pytest's way
) -> None:
    before = filled_store.call(of, "JC031", MONTH, NOW.date())
    if sealed_before:
        filled_store.call(acts.seal, NOW, subject(filled_store, known), WHY)
    whom = erased(filled_store, known)
    assert naming(filled_store) == set()
    assert filled_store.call(left_of, known) == (0, 0, {b""}, None, "{}")
    with pytest.raises(files.FileGoneError):
        filled_store.call(files.kept, known.form)
    with pytest.raises(NotSealedError):
        filled_store.call(acts.opened, LATER, whom, WHY)
    row = filled_store.call(lambda session: session.get_one(Appointment, known.appointment))
    assert (row.client_id, row.assets) == (known.client, Decimal(300_000)), "number and money stay"
    assert as_json(filled_store.call(of, "JC031", MONTH, NOW.date())) == as_json(before)


def left_of(session: Session, known: Known) -> tuple[object, ...]:
    row = session.get_one(Appointment, known.appointment)
    indexes = select(ClientName.name_index).where(ClientName.client_id == known.client)
    chunks = session.scalars(select(FileChunk.file_id).where(FileChunk.file_id == known.form))
    cells = session.scalars(select(SealedCell.id)).all()
    return (
        len(cells) + len(chunks.all()),
        keys_of(session, known),
        set(session.scalars(indexes)),
        row.form_digest,
        row.checklist,
    )


def test_what_is_younger_than_twenty_years_needs_a_basis(
    filled_store: Store, known: Known
) -> None:
    whom = subject(filled_store, known)
    ends = NOW.replace(year=2046, month=11, day=5)
    with pytest.raises(RetainedError) as refused:
        filled_store.call(acts.erase, ends, whom, WHY)
    assert refused.value.until.year == 2046
    assert naming(filled_store) > {"client_names.name_sealed"}
    filled_store.call(acts.erase, NOW, whom, WHY, forced=True)
    assert "client_names.name_sealed" not in naming(filled_store)


def test_an_appointment_that_came_to_nothing_may_go_at_once(filled_store: Store) -> None:
    number = filled_store.call(came_to_nothing)
    whom = filled_store.call(subjects.of_appointment, number)
    assert whom == Subject(None, (number,))
    filled_store.call(acts.erase, NOW, whom, WHY)
    assert naming(filled_store) == set()


@changes
def came_to_nothing(session: Session) -> int:
    staff = session.scalars(select(ClientName.id)).first() and session.scalar(
        text("SELECT id FROM staff WHERE number = 'JC031'")
    )
    row = appointment(int(staff or 0), None)
    row.state, row.opened_on = "expired", None
    session.add(row)
    session.flush()
    return row.id


@changes
def become(session: Session, known: Known, table: str, state: str) -> None:
    session.execute(text(f"UPDATE {table} SET state = '{state}'"))  # noqa: S608 - ours
    assert known


@pytest.mark.parametrize(
    ("table", "state"),
    [
        *(
            ("appointments", one)
            for one in ("reserved", "opened", "signed", "returned", "stopped")
        ),
        ("disputes", "running"),
        ("conduct_cases", "investigating"),
    ],
)
def test_while_something_runs_nothing_is_put_away(
    filled_store: Store, known: Known, table: str, state: str
) -> None:
    filled_store.call(become, known, table, state)
    with pytest.raises(StillRunningError):
        filled_store.call(acts.seal, NOW, subject(filled_store, known), WHY)
    with pytest.raises(StillRunningError):
        filled_store.call(acts.erase, LATER, subject(filled_store, known), WHY)


def test_the_log_is_only_added_to(filled_store: Store, known: Known) -> None:
    erased(filled_store, known)
    states = filled_store.call(lambda session: session.scalars(select(PutAway.state)).all())
    assert sorted(states) == ["erased", "erased", "sealed", "sealed"]
    for statement in ("UPDATE put_away SET state = 'x'", "DELETE FROM put_away"):
        with pytest.raises(DBAPIError, match="only ever added"):
            filled_store.call(execute, statement)


@changes
def execute(session: Session, statement: str) -> None:
    session.execute(text(statement))


def test_a_name_that_somebody_else_has_is_not_blotted_out(
    filled_store: Store, known: Known
) -> None:
    whom = subject(filled_store, known)
    said = filled_store.call(traces.told_apart, whom, [NAME, PHONE, "张伟", "8899", "王"])
    assert said == {NAME, PHONE}
    filled_store.call(came_to_nothing)
    assert filled_store.call(traces.told_apart, whom, [NAME, PHONE]) == {PHONE}


def test_a_workbook_does_not_bring_the_name_back(
    filled_store: Store, known: Known, workbooks: list[Path]
) -> None:
    erased(filled_store, known)
    again = next(one for one in workbooks if "客户月度-2026-10" in one.name)
    import_file(filled_store, again, now=NOW, dry_run=False, progress=lambda _done, _all: None)
    named = select(ClientName.name_sealed).where(ClientName.client_id == known.client)
    assert set(filled_store.call(lambda session: session.scalars(named).all())) == {b""}


def test_nobody_is_found_by_a_number_that_is_nobodys(filled_store: Store) -> None:
    with pytest.raises(UnknownSubjectError):
        filled_store.call(subjects.of_client, "nobody")
    with pytest.raises(UnknownSubjectError):
        filled_store.call(subjects.of_appointment, 5)
