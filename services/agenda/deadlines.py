"""What is due from somebody: his report, his word, records, answers, what leavers leave."""

from collections.abc import Iterator
from datetime import date

from services import timetable
from services.agenda.entry import Asking, Entry, at, by
from services.approvals.machine import running
from services.approvals.view import waiting
from services.conduct import view as conduct
from services.disputes import view as contested
from services.history import history
from services.leave import ledger
from services.leave.view import wants_certificate
from services.month import Month
from services.reports import duty, rows
from services.reports.rows import DRAFT
from services.resignation import waiting as leaving

REPORTED = 2  # months whose reports can be due in 31 days


def reports(asking: Asking) -> Iterator[Entry]:
    """Yield when one's reports are due, as far as they are not handed in (Article 28.4)."""
    for later in range(REPORTED):
        month = duty.month_of(asking.today).later(later)
        due = duty.due(month)
        if not asking.today <= due.date() <= asking.last:
            continue
        row = rows.of(asking.session, asking.me, month)
        if (row is None or row.state == DRAFT) and _owes(asking, month):
            yield at("report", month.first_day.toordinal(), due, month=month)


def _owes(asking: Asking, month: Month) -> bool:
    return duty.owes(history(asking.session), asking.me, month, asking.today)


def approvals(asking: Asking) -> Iterator[Entry]:
    """Yield what waits for one's word, by when: the step's working days."""
    shown = {one.id: one for one in waiting(asking.session, asking.who, asking.now)}
    days = timetable.calendar(asking.session)
    for case in running(asking.session, asking.today):
        one = shown.get(case.row.id)
        if one:
            since = case.row.since.astimezone(asking.now.tzinfo).date()
            day = days.likely_later(since, max(1, case.steps[case.row.step].days))
            told = {"kind": one.kind, "title": one.title, "name": one.applicant.name}
            yield by(asking, "decide", one.id, day, **told)


def certificates(asking: Asking) -> Iterator[Entry]:
    """Yield the hospital's records that one still owes (Article 29.1)."""
    for row in ledger.holding(asking.session, asking.me):
        if wants_certificate(row) and row.certificate_due and _near(asking, row.certificate_due):
            yield by(asking, "certificate", row.id, row.certificate_due)


def cases(asking: Asking) -> Iterator[Entry]:
    """Yield the cases whose next step one owes."""
    for one in conduct.waiting(asking.session, asking.who, asking.today):
        if one.due and _near(asking, one.due):
            told = {"number": one.number, "kind": one.kind}
            yield by(asking, "case", one.id, one.due, **told)


def disputes(asking: Asking) -> Iterator[Entry]:
    """Yield the disputes in which one has not answered yet."""
    for one in contested.owed(asking.session, asking.who, asking.now):
        if _near(asking, one.until):
            yield by(asking, "dispute", one.id, one.until)


def handovers(asking: Asking) -> Iterator[Entry]:
    """Yield what waits because people leave."""
    for one in leaving.waits(asking.session, asking.who, asking.today):
        if _near(asking, one.by):
            yield by(asking, f"leaving_{one.what}", one.row, one.by, name=one.name)


def _near(asking: Asking, day: date) -> bool:
    return day <= asking.last
