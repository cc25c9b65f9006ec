"""What the services of briefs are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

WEEK = "for the general manager and who decides in his place: tried with everybody in tests/briefs"

BRIEFS = {
    "briefs.asking.digest": INNER + "the timetable's",
    "briefs.asking.progress": INNER + "the timetable's",
    "briefs.asking.week": INNER + "the timetable's",
    "briefs.digest.computed": INNER + "what a job of nobody computes",
    "briefs.digest.period": INNER + "days",
    "briefs.digest.tell": INNER + "returns a number",
    "briefs.figures.branch": HOUSE,
    "briefs.figures.latest": INNER + "a month",
    "briefs.marks.before": HOUSE,
    "briefs.marks.set_": INNER + "returns nothing",
    "briefs.squads.lines": INNER + "what of a group each of its members may hear",
    "briefs.progress.computed": INNER + "what a job of nobody computes",
    "briefs.progress.tell": INNER + "returns a number",
    "briefs.week.ask": WEEK,
    "briefs.week.card": INNER + "what a job computes",
    "briefs.week.people": INNER + "what a job computes",
    "briefs.week.person": INNER + "what a job computes",
    "briefs.week.readers": INNER + "who reads it",
    "briefs.week.show": INNER + "what a job shows, for whom it asks anew",
    "briefs.week.tell": INNER + "returns a number",
    "briefs.week.waits": HOUSE,
}
