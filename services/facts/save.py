"""A workbook is brought in: read, checked, compared, staged in chunks, published at once."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import repeat
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services import corrections
from services.facts.check import check
from services.facts.compare import Difference, Differences, compare
from services.facts.discard import discard
from services.facts.findings import Finding, Findings
from services.facts.known import Mark, known, lock, mark
from services.facts.live import AT_ONCE, STAGED, VISIBLE
from services.facts.preview import Preview, preview
from services.facts.records import insert_rows
from services.facts.workbook import MOST_BYTES, Book, Progress, read, silent
from services.identity.offboarding import offboard_due
from services.month import Month
from services.store import Store, changes
from services.store.audit import record
from services.store.figures import Batch, BatchMonth, Client, ClientName
from services.store.people import Staff
from services.store.vault import new_id, vault

ORGANISATION = {"units", "people"}
CHUNK = 10_000  # rows of a transaction: well under a second
Rows = list[tuple[Any, ...]]


class OutdatedPreviewError(Exception):
    """Another file became visible, or was taken back, since this one was checked."""


@dataclass(frozen=True)
class Prepared:
    """A file that was read and checked: what was found, what it would change."""

    name: str
    digest: bytes
    book: Book
    findings: tuple[Finding, ...]
    found: int  # how many findings, those beyond the kept ones included
    blocked: bool
    mark: Mark
    differences: Differences
    preview: Preview | None  # none if something blocks


@dataclass(frozen=True)
class Outcome:
    """What came of a file: findings; a preview if nothing blocks; the batch if rows were saved."""

    findings: tuple[Finding, ...]
    found: int
    blocked: bool
    preview: Preview | None
    batch_id: int | None


def import_file(  # noqa: PLR0913 - the words of the command
    store: Store,
    path: Path,
    *,
    now: datetime,
    dry_run: bool,
    progress: Progress,
    hold: bool = False,
) -> Outcome:
    """Read, check and, unless something blocks or nothing differs, save a workbook.

    `hold` keeps its figures from the staff until the batch is released. `now` is in the outlet's
    zone. Raises a `WorkbookRefusedError` if the file is not read at all, `OutdatedPreviewError`
    if another file came between.
    """
    prepared = prepare(store, path, path.name, today=now.date())
    batch_id = None
    if prepared.preview and prepared.preview.changes and not dry_run:
        batch_id = store.call(begin, prepared, now, None)
        with discarded_if_outdated(store, batch_id):
            stage_all(store, prepared, batch_id, progress)
            store.call(publish, batch_id, prepared, now, None, hold=hold)
    found = prepared.findings, prepared.found, prepared.blocked
    return Outcome(*found, prepared.preview, batch_id)


def prepare(  # noqa: PLR0913 - the file, its name, its limits
    store: Store,
    path: Path,
    name: str,
    *,
    today: date,
    most_bytes: int = MOST_BYTES,
    progress: Progress = silent,
) -> Prepared:
    """Read and check a workbook and compare it with what is there; saves nothing."""
    findings = Findings()
    book = read(path, findings, most_bytes, progress)
    there = store.call(known, book, today)
    check(book, there, today, findings)
    blocked, differences, shown = findings.blocking > 0, Differences(), None
    if not blocked:
        differences = compare(book, there, today)
        shown = preview(differences, there, len(differences.new.names))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
    ordered, count = findings.ordered(book.titles), findings.count
    return Prepared(name, digest, book, ordered, count, blocked, there.mark, differences, shown)


@contextmanager
def discarded_if_outdated(store: Store, batch_id: int) -> Iterator[None]:
    """Stage and publish a batch in here: its rows go if it turns out to be outdated."""
    try:
        yield
    except (IntegrityError, OutdatedPreviewError) as error:
        discard(store, batch_id)
        # broken integrity: somebody else named the same client or person first
        raise OutdatedPreviewError from error


@changes
def begin(session: Session, prepared: Prepared, now: datetime, by: int | None) -> int:
    """Open a batch for the file; nobody sees its rows yet."""
    batch = Batch(file_sealed=b"", digest=prepared.digest, state=STAGED, made_at=now, made_by=by)
    session.add(batch)
    session.flush()
    batch.file = prepared.name
    return batch.id


def stage_all(store: Store, prepared: Prepared, batch_id: int, progress: Progress) -> None:
    """Stage the rows in short transactions; `progress` is told rows done and rows in all."""
    found, total, done = prepared.differences, prepared.differences.count, 0
    for table, columns, rows in _staged(found, batch_id):
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            store.call(stage, table, columns, chunk)
            done += len(chunk)
            progress(done, total)


@changes
def stage(session: Session, table: Table, columns: Sequence[str], rows: Rows) -> None:
    """Add some of a batch's rows."""
    insert_rows(session, table, columns, rows)


@changes
def publish(  # noqa: PLR0913 - the words of the audit
    session: Session,
    batch_id: int,
    prepared: Prepared,
    now: datetime,
    by: int | None,
    *,
    hold: bool,
) -> None:
    """Make a staged batch visible; OutdatedPreviewError if it was compared with another state.

    Without figures there is nothing to hold back: it is released with it.
    """
    lock(session)
    batch = session.get_one(Batch, batch_id)
    if batch.state != STAGED or mark(session) != prepared.mark:
        raise OutdatedPreviewError
    batch.state, batch.visible_at = VISIBLE, now
    figures = any(_waits(sheet) for sheet in prepared.differences.sheets)
    if not (hold and figures):
        batch.released_at, batch.released_by = now, by
    counts = {
        sheet.kind: {"new": sheet.new, "changed": sheet.changed}
        for sheet in (prepared.preview.sheets if prepared.preview else ())
    }
    for sheet in prepared.differences.sheets:
        session.add_all(BatchMonth(batch_id=batch_id, **about) for about in _months(sheet))
    what = corrections.SAVED if hold or not figures else corrections.IMPORTED
    corrections.ask(session, now, what, batch_id)
    record(session, now, by, "import", batch=batch_id, file=batch.file, sheets=counts)
    if ORGANISATION & {sheet.loaded.sheet.kind for sheet in prepared.differences.sheets}:
        offboard_due(session, now, by)


def _waits(sheet: Difference) -> bool:
    return bool(sheet.rows) and sheet.target.table not in AT_ONCE


def _staged(found: Differences, batch_id: int) -> Iterator[tuple[Table, list[str], Rows]]:
    """Yield what is to be inserted: tables in the order of their references."""
    for kind, numbers in ((Staff, found.new.staff), (Client, found.new.clients)):
        yield _table(kind), ["id", "number"], [(one, name) for name, one in numbers.items()]
    columns = ["id", "client_id", "batch_id", "name_sealed", "name_index"]
    yield _table(ClientName), columns, _names(found, batch_id)
    for sheet in found.sheets:
        yield _rows(sheet, batch_id)


def _table(kind: Any) -> Table:
    table: Table = kind.__table__
    return table


def _names(found: Differences, batch_id: int) -> Rows:
    seal = vault().seal
    ids = sorted(new_id() for _ in found.new.names)
    return [
        (one, client, batch_id, seal(name, f"client_names.name_sealed.{one}"), sign)
        for one, (client, name, sign) in zip(ids, found.new.names, strict=True)
    ]


def _months(sheet: Difference) -> list[dict[str, Any]]:
    kind, name = sheet.loaded.sheet.kind, sheet.loaded.sheet.key[0]
    if name not in {"month", "day"}:
        return []
    place = sheet.target.fields.index(name)
    months = {str(row[place])[:7] for row in sheet.rows}
    return [{"kind": kind, "month": Month.parse(month)} for month in sorted(months)]


def _rows(sheet: Difference, batch_id: int) -> tuple[Table, list[str], Rows]:
    target = sheet.target
    columns = [target.column(field) for field in target.fields]
    rows: Any = sheet.rows
    if target.keyed:
        columns = ["id", *columns]
        ids = sorted(new_id() for _ in sheet.rows)
        rows = map(target.sealed_row, ids, sheet.rows)
    origins = zip(repeat(batch_id), repeat(sheet.loaded.title), sheet.numbers)
    stored = [origin + row for origin, row in zip(origins, rows, strict=False)]
    return _table(target.table), ["batch_id", "sheet", "row", *columns], stored
