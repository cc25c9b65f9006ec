"""What the services of reports are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

REPORT = "guarded by who reads and who judges a report: tried over the matrix in tests/reports"
WRITES = "takes the account that asks: only one's own report"

REPORTS = {
    "reports.chase.overdue": INNER + "the timetable's",
    "reports.chase.remind": INNER + "the timetable's",
    "reports.computing.as_of": INNER + "a moment",
    "reports.computing.compute": HOUSE,
    "reports.computing.released": INNER + "which view a session has",
    "reports.handing_in.submit": WRITES,
    "reports.judging.accept": REPORT,
    "reports.judging.excuse": REPORT,
    "reports.judging.returnable": REPORT,
    "reports.judging.send_back": REPORT,
    "reports.lateness.mark": INNER + "returns nothing",
    "reports.own.drawn": HOUSE,
    "reports.own.mine": HOUSE,
    "reports.own.own": WRITES,
    "reports.reading.card": REPORT,
    "reports.reading.drawn": HOUSE,
    "reports.reading.overview": REPORT,
    "reports.reading.readable": HOUSE,
    "reports.reading.take": REPORT,
    "reports.reading.take_all": REPORT,
    "reports.rows.entries": HOUSE,
    "reports.rows.event_state": HOUSE,
    "reports.rows.note": INNER + "returns a number",
    "reports.rows.of": HOUSE,
    "reports.rows.opened": HOUSE,
    "reports.rows.standing": HOUSE,
    "reports.waiting.waits": WRITES,
    "reports.writing.answer": WRITES,
    "reports.writing.ask": WRITES,
    "reports.writing.clear": WRITES,
    "reports.writing.listens": WRITES,
}
