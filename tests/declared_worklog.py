"""What the services of weeks are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

LOG = "guarded by who is above the author: tried over the matrix in tests/worklog"
MINE = "takes the account that asks: only one's own log"

WORKLOG = {
    "worklog.asked.asked": HOUSE,
    "worklog.chase.ask": INNER + "the timetable's",
    "worklog.chase.chase": INNER + "the timetable's",
    "worklog.chase.missing": INNER + "the timetable's",
    "worklog.duty.owing": HOUSE,
    "worklog.own.current": INNER + "a week",
    "worklog.own.file": MINE,
    "worklog.own.own": MINE,
    "worklog.reading.card": LOG,
    "worklog.reading.overview": LOG,
    "worklog.reading.questions": LOG,
    "worklog.rows.filed": HOUSE,
    "worklog.rows.of": HOUSE,
    "worklog.when.asked_at": INNER + "a moment",
}
FOR_WEEKS = {LOG, MINE}
