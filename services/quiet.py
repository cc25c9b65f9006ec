"""When people are left alone: from 21:00 to 08:00 in the outlet's zone; what is urgent goes."""

from datetime import datetime, time, timedelta

QUIET_FROM, QUIET_UNTIL = time(21), time(8)


def is_quiet(moment: datetime) -> bool:
    """Tell whether people are left alone at the moment (in the outlet's zone)."""
    return not QUIET_UNTIL <= moment.time() < QUIET_FROM


def woken(now: datetime) -> datetime:
    """Return when the quiet hours ended last."""
    day = now if now.time() >= QUIET_UNTIL else now - timedelta(days=1)
    return datetime.combine(day.date(), QUIET_UNTIL, now.tzinfo)


def allowed(moment: datetime, *, urgent: bool) -> datetime:
    """Return the moment, or the end of the quiet hours that it lies in."""
    if urgent or not is_quiet(moment):
        return moment
    day = moment if moment.time() < QUIET_UNTIL else moment + timedelta(days=1)
    return datetime.combine(day.date(), QUIET_UNTIL, moment.tzinfo)
