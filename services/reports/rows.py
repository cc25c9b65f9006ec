"""Rows of reports: found, opened, changed, and what was done with them in order."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.attendance.events import CANCELLED, RECORDED, UPHELD
from services.month import Month
from services.reports import duty
from services.reports.figures import Figures
from services.store import audit
from services.store.attendance import Event
from services.store.reports import Report, ReportEntry

DRAFT, SUBMITTED, ACCEPTED = "draft", "submitted", "accepted"
RETURNED, LATE, EXCUSED = "returned", "late", "excused"
HANDED = {SUBMITTED: True, ACCEPTED: True, RETURNED: False}
RECORDED_LATE = frozenset({RECORDED, UPHELD})
"""The states of an event that a director may excuse."""
SECTIONS = ("goals", "people", "bank", "promotion", "material", "market", "problems", "plan")
"""What a report says in words: goals against results and why, people, relations with the bank,
promotions, material, market, problems and proposals, the next month by week."""
REQUIRED = ("goals", "plan")
"""Ours, for the appendix's own fields are lost: assumed."""


@dataclass(frozen=True, slots=True)
class Content:
    """What was reported: the figures as they were then, and the answers by section."""

    figures: Figures
    answers: Mapping[str, str]

    def text(self) -> str:
        """Return it as JSON."""
        data = {"figures": self.figures.plain(), "answers": dict(self.answers)}
        return json.dumps(data, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "Content":
        """Read it from JSON."""
        data: dict[str, Any] = json.loads(text)
        return cls(Figures.read(data["figures"]), data["answers"])


@dataclass(frozen=True, slots=True)
class Standing:
    """How a report stands: its state, when it was handed in last, when and what the director said.

    `late`: it was; `excused`: that counts no more, by the director or after a contest.
    """

    state: str = DRAFT
    version: int = 0
    at: datetime | None = None
    judged_at: datetime | None = None
    returned: str | None = None
    late: bool = False
    excused: bool = False


def of(session: Session, staff_id: int, month: Month, *, locked: bool = False) -> Report | None:
    """Return a person's report on a month; `locked` to change it."""
    chosen = select(Report).where(Report.staff_id == staff_id, Report.month == month)
    return session.scalar(chosen.with_for_update() if locked else chosen)


def opened(session: Session, staff_id: int, month: Month) -> Report:
    """Return the report, locked; a new one is empty and at version 0."""
    found = of(session, staff_id, month, locked=True)
    if found is None:
        found = Report(staff_id=staff_id, month=month, state=DRAFT, version=0)
        found.answers, found.asking, found.asked_at = "", "", None
        found.late, found.event_id = False, None
        session.add(found)
        session.flush()
    return found


def answers(row: Report | None) -> dict[str, str]:
    """Return what was written so far, in the order of the sections."""
    text = row.answers if row else ""
    found: dict[str, str] = json.loads(text) if text else {}
    return {one: found[one] for one in SECTIONS if one in found}


def write(row: Report, section: str, text: str) -> None:
    """Keep an answer, in place of any before; '' takes it away."""
    found = answers(row) | {section: text}
    kept = {one: found[one] for one in SECTIONS if found.get(one)}
    row.answers = json.dumps(kept, ensure_ascii=False)


def note(  # noqa: PLR0913 - what is written down
    session: Session,
    now: datetime,
    row: Report,
    act: str,
    by: int | None,
    *,
    text: str = "",
) -> int:
    """Write down what was done with a report, by whom (None: the house); return its number."""
    last = select(func.max(ReportEntry.number)).where(ReportEntry.report_id == row.id)
    number = (session.scalar(last) or 0) + 1
    entry = ReportEntry(report_id=row.id, number=number, act=act, staff_id=by, at=now)
    entry.text = text
    session.add(entry)
    row.version += 1
    audit.record(
        session, now, by, f"report.{act}", report=row.id, staff=row.staff_id, month=str(row.month)
    )
    session.flush()
    return number


def entries(session: Session, report: int) -> Sequence[ReportEntry]:
    """Return what was done with a report, in order."""
    chosen = select(ReportEntry).where(ReportEntry.report_id == report)
    return session.scalars(chosen.order_by(ReportEntry.number)).all()


def content(done: Sequence[ReportEntry]) -> Content | None:
    """Return what was handed in last."""
    found = [one for one in done if one.act == SUBMITTED]
    return Content.read(found[-1].text) if found else None


def standing(session: Session, row: Report | None, done: Sequence[ReportEntry]) -> Standing:
    """Return how a report stands."""
    if row is None:
        return Standing()
    handed = [one for one in done if one.act == SUBMITTED]
    judged = [one for one in done if one.act in HANDED]
    last = judged[-1] if judged else None
    return Standing(
        row.state,
        row.version,
        handed[-1].at if handed else None,
        last.at if last else None,
        last.text if last and last.act == RETURNED else None,
        row.late,
        event_state(session, row) == CANCELLED,
    )


def event_state(session: Session, row: Report) -> str:
    """Return the state of what being late came to in 考勤; '' if it came to nothing."""
    event = session.get(Event, row.event_id) if row.event_id else None
    return event.state if event else ""


def was_in_time(done: Sequence[ReportEntry], month: Month) -> bool:
    """Tell whether the report lay with the director when it was due."""
    kept = [one for one in done if one.act in HANDED and not duty.is_late(month, one.at)]
    return bool(kept) and HANDED[kept[-1].act]
