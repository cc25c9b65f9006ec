"""Days that are counted in whole months: a month ahead, six months after, the last pay day."""

import calendar
from datetime import date

from services.month import Month
from services.rulebook import Rules
from services.working_days import UnpublishedYearError, WorkingDays

PAID_ON = 10


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later; the month's last day where there is none."""
    month = Month.of(day).later(months)
    last = calendar.monthrange(month.year, month.number)[1]
    return date(month.year, month.number, min(day.day, last))


def earliest(asked_on: date, rules: Rules) -> date:
    """Article 28.7: return the first last day for which the notice is long enough."""
    return months_later(asked_on, int(rules["resignation.notice_months"].known))


def refund_day(last_day: date, rules: Rules) -> date:
    """Article 25: return the day on which the risk fund is refunded."""
    return months_later(last_day, int(rules["risk_fund.refund_months"].known))


def withholds(rules: Rules) -> bool:
    """Article 28.7: tell whether a month's pay is kept back where the rules of leaving are not."""
    return bool(rules["resignation.withhold_month"].value)


def pay_day(month: Month, days: WorkingDays) -> tuple[date, bool]:
    """Article 16: return when the month is paid: on the 10th after it, or the next working day.

    And whether that is known: in a year whose holidays are not published it may still move.
    """
    then = month.later(1)
    tenth = date(then.year, then.number, PAID_ON)
    try:
        return days.on_or_after(tenth), True
    except UnpublishedYearError:
        return tenth, False


def still_paid(today: date, last_day: date, days: WorkingDays) -> tuple[Month, ...]:
    """Return the months that are still to be paid to whoever leaves with the last day."""
    first = Month.of(today)
    if today <= pay_day(first.later(-1), days)[0]:
        first = first.later(-1)
    return tuple(first.later(n) for n in range(Month.of(last_day).since(first) + 1))
