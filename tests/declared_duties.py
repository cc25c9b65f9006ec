"""What the services of duties are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

FILES = "takes the account that asks: only one's own, of a kind that one's posts owe"
OF_ONES_POSTS = "takes the account that asks: figures of the regulation and of oneself"
FILED = "guarded by who reads what a person files: tried in tests/duties/test_rights"
CLOCK = INNER + "the timetable's"

DUTIES = {
    "duties.chase.ask_plan": CLOCK,
    "duties.chase.ask_week": CLOCK,
    "duties.chase.chase_begun": CLOCK,
    "duties.chase.chase_plan": CLOCK,
    "duties.chase.chase_week": CLOCK,
    "duties.filing.meeting": FILES,
    "duties.filing.open_for": FILES,
    "duties.filing.plan": FILES,
    "duties.filing.progress": FILES,
    "duties.reading.card": FILED,
    "duties.reading.drawn": HOUSE,
    "duties.reading.home": FILES,
    "duties.reading.overview": FILED,
    "duties.reading.waits": FILES,
    "duties.rows.of": HOUSE,
    "duties.rows.opened": HOUSE,
    "duties.when.is_asked": INNER + "a day",
    "role.fines": OF_ONES_POSTS,
    "role.role": OF_ONES_POSTS,
}
