"""Quiet hours, to the minute: not from 21:00 to 08:00, unless it is urgent.

Broken by a bound that is taken the wrong way, or the wrong day's morning.
"""

from datetime import datetime

import pytest

from services.quiet import allowed
from tests.stage import ZONE


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("2026-10-09 08:00", "2026-10-09 08:00"),
        ("2026-10-09 20:59:59", "2026-10-09 20:59:59"),
        ("2026-10-09 21:00", "2026-10-10 08:00"),
        ("2026-10-09 23:59", "2026-10-10 08:00"),
        ("2026-10-10 00:00", "2026-10-10 08:00"),
        ("2026-10-10 07:59:59", "2026-10-10 08:00"),
        ("2026-12-31 22:00", "2027-01-01 08:00"),
    ],
)
def test_it_waits_for_the_morning(wanted: str, goes: str) -> None:
    assert allowed(at(wanted), urgent=False) == at(goes)
    assert allowed(at(wanted), urgent=True) == at(wanted)
