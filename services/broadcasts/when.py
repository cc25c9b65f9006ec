"""When a notice may go out: not between 21:00 and 08:00 in the outlet's zone, unless urgent."""

from datetime import datetime, time, timedelta

QUIET_FROM, QUIET_UNTIL = time(21), time(8)


def is_quiet(moment: datetime) -> bool:
    """Tell whether people are left alone at the moment (in the outlet's zone)."""
    return not QUIET_UNTIL <= moment.time() < QUIET_FROM


def allowed(moment: datetime, *, urgent: bool) -> datetime:
    """Return the moment, or the end of the quiet hours that it lies in."""
    if urgent or not is_quiet(moment):
        return moment
    day = moment if moment.time() < QUIET_UNTIL else moment + timedelta(days=1)
    return datetime.combine(day.date(), QUIET_UNTIL, moment.tzinfo)
