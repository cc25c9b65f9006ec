"""Somebody files what he owes; filed again in time, it is changed and its readers hear so."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from services import notices
from services.duties import kinds, rows, when
from services.duties.kinds import MEETING, PLAN, PROGRESS, Kind
from services.duties.reading import Card, drawn
from services.organisation import Viewer, viewer
from services.reports.duty import judges
from services.store import audit, changes
from services.store.duties import Duty
from services.timetable import calendar

FILED = "duty_filed"
HELD, NOT_HELD = "held", "not_held"


class NothingOwedError(Exception):
    """The posts of whoever asks owe no such thing."""


@changes
def progress(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    period: int,
    done: str,
    problems: str | None,
    following: str,
) -> Card:
    """File a week's progress (Article 7.4); the week is the number of its Monday.

    UnknownPersonError, NothingOwedError, WrongPeriodError.
    """
    answers = {"done": done, "problems": problems or "", "following": following}
    return _file(session, who, now, PROGRESS, period, answers)


@changes
def plan(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    period: int,
    value: Decimal,
    accounts: int,
    measures: str,
) -> Card:
    """File a month's plan (Article 7.4): new custody value in yuan, new effective accounts.

    Errors of `progress`.
    """
    answers = {"value": f"{value:f}", "accounts": str(accounts), "measures": measures}
    return _file(session, who, now, PLAN, period, answers)


@changes
def meeting(  # noqa: PLR0913 - a form's answers
    session: Session,
    who: int,
    now: datetime,
    *,
    period: int,
    held: str,
    day: date | None,
    missing: str | None,
    reason: str | None,
) -> Card:
    """Say whether the week's meeting was held, or why not (Article 8.5); errors of `progress`."""
    told = {"day": day.isoformat() if day else "", "missing": missing or ""}
    answers = {"held": held} | (told if held == HELD else {"reason": reason or ""})
    return _file(session, who, now, MEETING, period, answers)


def open_for(session: Session, who: int, now: datetime, code: str, period: date) -> Card:
    """Return what somebody may file of a period, as it stands; errors of `progress`."""
    asking, kind = _owing(session, who, now, code)
    when.must_be_open(kind, calendar(session), now.date(), period)
    return drawn(session, now, asking, kind, asking.staff_id, period)


def _owing(session: Session, who: int, now: datetime, code: str) -> tuple[Viewer, Kind]:
    asking, kind = viewer(session, who, now.date()), kinds.named(code)
    if not kinds.owes(asking.me, kind):
        raise NothingOwedError
    return asking, kind


def _file(  # noqa: PLR0913, PLR0917 - whose, which, what
    session: Session,
    who: int,
    now: datetime,
    code: str,
    period: int,
    answers: Mapping[str, str],
) -> Card:
    asking, kind = _owing(session, who, now, code)
    first = date.fromordinal(period)
    when.must_be_open(kind, calendar(session), now.date(), first)
    row = rows.opened(session, asking.staff_id, code, first)
    row.answers, row.filed_at = json.dumps(answers, ensure_ascii=False), now
    row.version += 1
    session.flush()
    audit.record(session, now, asking.staff_id, f"duty.{code}", period=first, version=row.version)
    _tell(session, now, asking, row)
    return drawn(session, now, asking, kind, asking.staff_id, first)


def _tell(session: Session, now: datetime, asking: Viewer, row: Duty) -> None:
    notices.tell(
        session,
        now,
        FILED,
        f"{row.id}.{row.version}",
        judges(asking.organisation, row.staff_id),
        by_day=True,
        code=row.kind,
        staff=row.staff_id,
        period=row.period.isoformat(),
        name=asking.me.name,
        unit=asking.organisation.unit_name(asking.me),
        again=row.version > 1,
        answers=rows.answers(row),
    )
