"""What a job does with a workbook: keeps it, checks it, saves it; each may be killed anywhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services import files, jobs
from services.facts import discard, save
from services.facts.findings import Code, Finding
from services.facts.preview import Change, Preview, SheetPreview
from services.facts.remarks import remarked
from services.facts.workbook import MOST_BYTES_IN_CHAT, Progress
from services.imports import CHECK, SAVE, office
from services.jobs import Job
from services.store import Store, changes, work
from services.store.audit import record

SHOWN = 8  # findings and changes that are kept for the card
KEPT_FOR = timedelta(days=7)  # in which somebody may decide


@changes
def keep(session: Session, job: Job, content: bytes, now: datetime) -> Job:
    """Keep the file that the job is about; JobLostError, FileTooLargeError."""
    by = office(session, job.telegram_id, now.date()).staff_id
    file_id = files.keep(session, job.data["name"], content, now, by)
    return jobs.note(session, job, {"file": file_id})


Checked = tuple[save.Prepared, bytes | None]


def check(
    store: Store,
    job: Job,
    *,
    today: date,
    progress: Progress,
    wording: Callable[[Finding], str],
) -> Checked:
    """Check a kept workbook; return what was found, and the workbook with remarks if it is wrong.

    Raises a `WorkbookRefusedError`.
    """
    with files.unsealed(store, job.data["file"]) as path:
        prepared = save.prepare(
            store,
            path,
            job.data["name"],
            today=today,
            most_bytes=MOST_BYTES_IN_CHAT,
            progress=progress,
            overwrite=True,
        )
        wrong = prepared.blocked and any(one.row for one in prepared.findings)
        return prepared, remarked(path, prepared.findings, wording) if wrong else None


@changes
def checked(session: Session, job: Job, found: Checked, now: datetime) -> Mapping[str, Any]:
    """Return what the card shows (JSON); a file that cannot be saved is forgotten."""
    prepared, remarks = found
    by = office(session, job.telegram_id, now.date()).staff_id
    changed = prepared.preview.changes if prepared.preview else 0
    if not changed:
        files.drop(session, job.data["file"])
    back = None
    if remarks is not None:
        back = files.keep(session, job.data["name"], remarks, now, by)
        record(session, now, by, "import.remarks", file=job.data["name"])
    return {
        "file": job.data["file"],
        "name": prepared.name,
        "mark": prepared.mark,
        "today": str(now.date()),
        "changes": changed,
        "found": prepared.found,
        "findings": [asdict(one) for one in _first(prepared.findings)],
        "preview": asdict(_brief(prepared.preview)) if prepared.preview else None,
        "remarks": back,
    }


def _first(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return the findings for the card; first what was decided in chat and would be undone."""
    return sorted(findings, key=lambda one: one.code is not Code.OVERWRITES)[:SHOWN]


def _brief(preview: Preview) -> Preview:
    """Keep the first changes, of all sheets together."""
    sheets, left = [], SHOWN
    for sheet in preview.sheets:
        sheets.append(replace(sheet, samples=sheet.samples[:left]))
        left -= len(sheets[-1].samples)
    return replace(preview, sheets=tuple(sheets))


def findings_of(result: Mapping[str, Any]) -> list[Finding]:
    """Return the findings of a check's result."""
    return [Finding(**{**one, "code": Code(one["code"])}) for one in result["findings"]]


def preview_of(result: Mapping[str, Any]) -> Preview | None:
    """Return the preview of a check's result; none if something blocks."""
    kept = result["preview"]
    if kept is None:
        return None
    sheets = [
        SheetPreview(**{**one, "samples": tuple(Change(**change) for change in one["samples"])})
        for one in kept["sheets"]
    ]
    return Preview(**{**kept, "sheets": tuple(sheets), "people": tuple(kept["people"])})


def keep_rows(store: Store, job: Job, *, now: datetime, progress: Progress) -> Job:
    """Save what was shown and end the job with the batch, both or neither.

    What a killed try staged goes first. Raises `OutdatedPreviewError` if anything came between,
    UnknownPersonError or NotBackOfficeError if he may no longer, JobLostError.
    """
    if "batch" in job.data:
        discard.discard(store, job.data["batch"])
    with files.unsealed(store, job.data["file"]) as path:
        today = date.fromisoformat(job.data["today"])
        prepared = save.prepare(
            store, path, job.data["name"], today=today, progress=progress, overwrite=True
        )
    if [*prepared.mark] != job.data["mark"]:
        raise save.OutdatedPreviewError
    job = store.call(begin, job, prepared, now)
    with save.discarded_if_outdated(store, job.data["batch"]):
        save.stage_all(store, prepared, job.data["batch"], progress)
        return store.call(jobs.finish, job, publish, job, prepared, now)


@changes
def begin(session: Session, job: Job, prepared: save.Prepared, now: datetime) -> Job:
    """Open the batch, and remember it for whoever has to take the job over; JobLostError."""
    office(session, job.telegram_id, now.date())
    return jobs.note(session, job, {"batch": save.begin(session, prepared, now, job.data["by"])})


@changes
def publish(
    session: Session, job: Job, prepared: save.Prepared, now: datetime
) -> Mapping[str, Any]:
    """Make the batch visible to the back office, and forget the file."""
    batch_id = job.data["batch"]
    save.publish(session, batch_id, prepared, now, job.data["by"], hold=True)
    files.drop(session, job.data["file"])
    return {"batch": batch_id}


def sweep(store: Store, now: datetime) -> None:
    """Let go what dead imports staged, and files that nobody decided on for a week."""
    discard.discard_dead(store, now)
    store.call(forget, now - KEPT_FOR)


@changes
def forget(session: Session, before: datetime) -> None:
    """Forget the checks that nobody decided on, with their files."""
    old = work.Job.kind.in_([CHECK, SAVE]) & (work.Job.settled_at < before)
    for row in session.scalars(select(work.Job).where(old)):
        job = jobs.asked(session, row.id, row.kind, row.telegram_id)
        for file_id in (job.data.get("file"), (job.result or {}).get("remarks")) if job else ():
            if file_id is not None:
                files.drop(session, file_id)
        session.delete(row)
