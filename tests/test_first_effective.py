"""In which month an imported client counts, and for whom: once in a life, from the baseline on."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services.month import Month
from services.payslips.book import Book, load
from services.payslips.client_rows import Row
from services.rulebook import packaged
from services.store import Store, changes
from services.store.figures import Batch, BatchMonth, Client, ClientMonth
from services.store.people import Staff
from tests.client_rows import MONTH, NONE, row

BEFORE = date(2026, 9, 30)
NEXT = MONTH.later(1)


@changes
def brought(session: Session, *rows: Row, says: dict[Row, Month] | None = None) -> None:
    """Store the rows as the figures of one released batch; `says` fills 首次有效月份."""
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    moments = dict.fromkeys(("made_at", "visible_at", "released_at"), moment)
    session.add(Batch(id=4, file_sealed=b"", digest=b"", state="visible", **moments))
    for staff in sorted({one.staff_id for one in rows}):
        session.add(Staff(id=staff, number=f"S{staff}"))
    clients = {name: Client(number=name) for name in sorted({one.client for one in rows})}
    session.add_all(clients.values())
    session.flush()
    for month in sorted({one.month for one in rows}):
        session.add(BatchMonth(batch_id=4, kind="client_months", month=month))
    for one in rows:
        values = {name: getattr(one, name) for name in Row.__slots__ if name != "client"}
        first = (says or {}).get(one)
        session.add(ClientMonth(client_id=clients[one.client].id, first_effective=first, **values))


def counted(
    store: Store, *rows: Row, staff: int = 1, says: dict[Row, Month] | None = None
) -> list[str]:
    """Store the rows and return in which months which clients count for the person."""
    store.call(brought, *rows, says=says)
    months = sorted({one.month for one in rows})
    book: Book = store.call(load, [staff], months[-1], packaged())
    return [f"{one.client} {month}" for month in months for one in book.new_clients(staff, month)]


def test_who_was_a_client_before_the_first_month_and_qualifies_counts_for_nobody(
    store: Store,
) -> None:
    old = row("C1", opened=BEFORE, end_assets="9000")
    assert counted(store, old, replace(old, month=NEXT)) == []


def test_who_was_a_client_before_and_does_not_qualify_yet_counts_when_he_does(
    store: Store,
) -> None:
    old = row("C1", opened=BEFORE, end_assets="5000")
    later = replace(old, month=NEXT, end_assets=Decimal("5000.01"))
    assert counted(store, old, later) == ["C1 2026-11"]


def test_who_opened_in_the_first_month_counts_in_it(store: Store) -> None:
    assert counted(store, row("C1", opened=MONTH.first_day, purchase="5001")) == ["C1 2026-10"]


def test_a_client_counts_once_in_his_life(store: Store) -> None:
    first = row("C1", end_assets="9000")
    lean = replace(first, month=NEXT, end_assets=NONE)
    again = replace(first, month=NEXT.later(1))
    assert counted(store, first, lean, again) == ["C1 2026-10"]


def test_an_old_account_seen_only_after_the_first_month_counts(store: Store) -> None:
    other = row("C2", opened=BEFORE)
    seen = row("C1", opened=BEFORE, month=NEXT, end_assets="9000")
    assert counted(store, other, seen) == ["C1 2026-11"]


def test_a_client_who_changed_hands_counts_for_whom_he_was_with_then(store: Store) -> None:
    first = row("C1", end_assets="9000", staff_id=2)
    handed = replace(first, month=NEXT, staff_id=1)
    assert counted(store, first, handed, staff=1) == []
    book = store.call(load, [2], NEXT, packaged())
    assert [one.client for one in book.new_clients(2, MONTH)] == ["C1"]


def test_the_first_effective_month_of_the_workbook_wins(store: Store) -> None:
    old = row("C1", opened=BEFORE, end_assets="9000")
    early = row("C2", end_assets="9000")
    says = {old: MONTH, early: MONTH.later(-4)}
    assert counted(store, old, early, says=says) == ["C1 2026-10"]


def test_it_wins_whichever_month_says_it(store: Store) -> None:
    first = row("C1", end_assets="9000")
    later = replace(first, month=NEXT)
    store.call(brought, first, later, says={later: MONTH.later(-5)})
    book = store.call(load, [1], MONTH, packaged())  # the later row itself is not read
    assert book.new_clients(1, MONTH) == []


def test_months_after_the_one_asked_for_are_not_read(store: Store) -> None:
    store.call(brought, row("C1"), row("C1", month=NEXT, end_assets="9000"))
    book = store.call(load, [1], MONTH, packaged())
    assert (book.months[0], book.effective, book.of(1, NEXT)) == (MONTH, {}, [])


def test_what_a_client_needs_is_that_of_the_month(store: Store) -> None:
    """The figures in force on each month's 1st decide, not those of the last month."""
    rows = [row("C1", end_assets="4000"), row("C1", month=NEXT, end_assets="4000")]
    store.call(brought, *rows)
    figure = packaged().figures["effective_account.assets"]
    lower = replace(figure.dated[-1], since=NEXT.first_day, value=Decimal(3000))
    rulebook = packaged().laid_over([("effective_account.assets", lower)])
    book = store.call(load, [1], NEXT, rulebook)
    assert book.effective == {"C1": NEXT}
