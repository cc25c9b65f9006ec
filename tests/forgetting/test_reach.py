"""Erasing reaches whatever is sealed in a row that hangs on the client, also where no name stands.

Broken by a table of clients that erasing does not know, or one that the client here has no row in.
"""

from collections.abc import Iterator

from sqlalchemy import Table, select, text
from sqlalchemy.orm import Session

from services.forgetting import acts, subjects, traces
from services.forgetting.subjects import Subject
from services.store import Store, changes
from services.store.cells import CELLS
from services.store.clients import Handover, HandoverClient
from services.store.figures import Client
from services.store.people import Staff
from services.store.schema import METADATA
from services.store.vault import vault
from tests.branch import NOW
from tests.forgetting.conftest import CALLED, NAME, PHONE, Known, handed_over
from tests.forgetting.test_forgetting import came_to_nothing, subject

OUTSIDE = {"staff", "batches"}  # rows that are about much else
BESIDE = {"files": "file_chunks", "approvals": "decisions"}  # the part of them that is of the row
OWN = {"put_away.reason_sealed"}  # the administrator's words
AT_FIRST = {"sealed_cells.text_sealed"}  # empty before something is put away


def tied() -> set[str]:
    """Return the tables that hang on clients or appointments, by their foreign keys."""
    found, seen = {"clients", "appointments"}, set[str]()
    while found - seen:
        seen |= found
        for name in seen:
            found |= {*_above(METADATA.tables[name]), *_below(name)}
    return found


def _above(table: Table) -> Iterator[str]:
    names = {key.column.table.name for key in table.foreign_keys}
    yield from names - OUTSIDE


def _below(name: str) -> Iterator[str]:
    if name in BESIDE:
        yield BESIDE[name]
        return
    for table in METADATA.sorted_tables:
        if name in {key.column.table.name for key in table.foreign_keys}:
            yield table.name


def said(session: Session) -> set[str]:
    """Return in which places of those tables he is meant, by name, phone or what he is called."""
    found = set()
    for cells in CELLS:
        if cells.table.name in tied():
            for *key, sealed in session.execute(select(*cells.keys, cells.column)):
                text = vault().open_bytes(sealed, cells.place(key)).decode() if sealed else ""
                if any(one in text for one in (NAME, PHONE, CALLED)):
                    found.add(cells.place(key))
    return found


def test_erased_no_text_in_a_row_of_his_is_left(filled_store: Store, known: Known) -> None:
    columns = {one.name for one in CELLS if one.table.name in tied()} - OWN
    there = {".".join(place.split(".")[:2]) for place in filled_store.call(said)}
    assert there == columns - AT_FIRST, "he has a text in each"
    filled_store.call(acts.erase, NOW, subject(filled_store, known), "客户要求", forced=True)
    assert filled_store.call(said) == set()


def reasons(session: Session) -> list[str]:
    return [one.reason for one in session.scalars(select(Handover).order_by(Handover.id))]


@changes
def handed(session: Session, *clients: int, appointments: tuple[int, ...] = ()) -> int:
    """Write a handover of several down; return it."""
    staff = session.scalars(select(Staff.id).where(Staff.number == "JC031")).one()
    things = [{"client_id": one} for one in clients]
    things += [{"appointment_id": one} for one in appointments]
    made = handed_over(session, staff, **things[0])
    session.add_all(
        HandoverClient(handover_id=made, number=number, **one)
        for number, one in enumerate(things[1:], start=2)
    )
    return made


def reason(store: Store, handover: int) -> str:
    return store.call(lambda session: session.get_one(Handover, handover).reason)


def test_a_reason_for_several_goes_with_the_last_of_them(
    filled_store: Store, known: Known
) -> None:
    chosen = select(Client.number).where(Client.id != known.client).limit(1)
    number = filled_store.call(lambda session: session.scalars(chosen).one())
    other = filled_store.call(subjects.of_client, number)
    both = filled_store.call(handed, known.client, other.client or 0)
    filled_store.call(acts.erase, NOW, subject(filled_store, known), "x", forced=True)
    assert CALLED in reason(filled_store, both), "it is the other's too"
    filled_store.call(acts.erase, NOW, other, "x", forced=True)
    assert reason(filled_store, both) == ""


def test_a_reason_for_an_appointment_goes_with_it_and_no_other(filled_store: Store) -> None:
    mine, another = (filled_store.call(came_to_nothing) for _ in range(2))
    his, others = (filled_store.call(handed, appointments=(one,)) for one in (mine, another))
    filled_store.call(acts.erase, NOW, Subject(None, (mine,)), "x")
    assert reason(filled_store, his) == ""
    assert CALLED in reason(filled_store, others)


def test_sealed_the_reason_is_on_no_screen(filled_store: Store, known: Known) -> None:
    whom = subject(filled_store, known)
    filled_store.call(acts.seal, NOW, whom, "x")
    assert filled_store.call(reasons) == [""]
    opened = {
        one.place.split(".")[0]: one.text for one in filled_store.call(acts.opened, NOW, whom, "x")
    }
    assert CALLED in opened["handovers"]


REFUSING = {
    "sqlite": "SELECT tbl_name FROM sqlite_master "
    "WHERE type = 'trigger' AND sql LIKE '%UPDATE ON%'",
    "postgresql": "SELECT event_object_table FROM information_schema.triggers "
    "WHERE event_manipulation = 'UPDATE'",
}


def test_nothing_is_blotted_where_the_database_refuses_it(store: Store) -> None:
    with store.reader.connect() as connection:
        refusing = set(connection.scalars(text(REFUSING[connection.dialect.name])))
    assert {"licences", "decisions"} <= refusing
    assert not refusing & {cells.table.name for cells in traces.SEARCHED}
