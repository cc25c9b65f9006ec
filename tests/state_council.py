"""Schedules as the State Council published them: days off and make-up days, written by hand.

2024: 国办发明电〔2023〕7号 of 2023-10-25; 2025: 国办发明电〔2024〕12号 of 2024-11-12;
2026: the notice of 2025-11-04; 2019: 国办发明电〔2018〕15号 of 2018-12-04 (its New Year only).
"""

from datetime import date, timedelta

OFF = {  # from … to …, both in
    2024: (
        (date(2024, 1, 1), date(2024, 1, 1)),
        (date(2024, 2, 10), date(2024, 2, 17)),
        (date(2024, 4, 4), date(2024, 4, 6)),
        (date(2024, 5, 1), date(2024, 5, 5)),
        (date(2024, 6, 10), date(2024, 6, 10)),
        (date(2024, 9, 15), date(2024, 9, 17)),
        (date(2024, 10, 1), date(2024, 10, 7)),
    ),
    2025: (
        (date(2025, 1, 1), date(2025, 1, 1)),
        (date(2025, 1, 28), date(2025, 2, 4)),
        (date(2025, 4, 4), date(2025, 4, 6)),
        (date(2025, 5, 1), date(2025, 5, 5)),
        (date(2025, 5, 31), date(2025, 6, 2)),
        (date(2025, 10, 1), date(2025, 10, 8)),
    ),
    2026: (
        (date(2026, 1, 1), date(2026, 1, 3)),
        (date(2026, 2, 15), date(2026, 2, 23)),
        (date(2026, 4, 4), date(2026, 4, 6)),
        (date(2026, 5, 1), date(2026, 5, 5)),
        (date(2026, 6, 19), date(2026, 6, 21)),
        (date(2026, 9, 25), date(2026, 9, 27)),
        (date(2026, 10, 1), date(2026, 10, 7)),
    ),
}
MAKE_UP = {
    2024: {
        date(2024, 2, 4),
        date(2024, 2, 18),
        date(2024, 4, 7),
        date(2024, 4, 28),
        date(2024, 5, 11),
        date(2024, 9, 14),
        date(2024, 9, 29),
        date(2024, 10, 12),
    },
    2025: {
        date(2025, 1, 26),
        date(2025, 2, 8),
        date(2025, 4, 27),
        date(2025, 9, 28),
        date(2025, 10, 11),
    },
    2026: {
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    },
}
# a month's pay, on the 10th of the next or the working day that follows: (month, day)
PAY_DAYS = {
    2025: (
        *((1, 10), (2, 10), (3, 10), (4, 10), (5, 12), (6, 10)),
        *((7, 10), (8, 11), (9, 10), (10, 10), (11, 10), (12, 10)),
    ),
    2026: (
        *((1, 12), (2, 10), (3, 10), (4, 10), (5, 11), (6, 10)),
        *((7, 10), (8, 10), (9, 10), (10, 10), (11, 10), (12, 10)),
    ),
}
WEDNESDAYS_OFF = {
    date(2025, 1, 1),
    date(2025, 1, 29),
    date(2025, 10, 1),
    date(2025, 10, 8),
    date(2026, 2, 18),
    date(2026, 10, 7),
}
FIRST_WEDNESDAY, LAST_WEDNESDAY = date(2025, 1, 1), date(2026, 12, 30)


def days_off(year: int) -> set[date]:
    """Return the days of the year's notice that are off, the weekends in them included."""
    spans = OFF[year]
    return {a + timedelta(n) for a, b in spans for n in range((b - a).days + 1)}
