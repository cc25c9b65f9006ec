"""What people type, and what it is read as. 2026-10-09 is a Friday."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from handlers import reading
from services.month import Month

TODAY = date(2026, 10, 9)
DAYS = {
    "2026-11-25": date(2026, 11, 25),
    "2026/11/25": date(2026, 11, 25),
    "2026.1.5": date(2026, 1, 5),
    "2026年11月25日": date(2026, 11, 25),
    "11-25": date(2026, 11, 25),
    "11月25日": date(2026, 11, 25),
    " １１－２５ ": date(2026, 11, 25),
    "1-5": date(2027, 1, 5),
    "今天": TODAY,
    "明天": date(2026, 10, 10),
    "后天": date(2026, 10, 11),
    "昨天": date(2026, 10, 8),
    "Tomorrow": date(2026, 10, 10),
    "周五": TODAY,
    "周三": date(2026, 10, 14),
    "下周三": date(2026, 10, 14),
    "下周日": date(2026, 10, 18),
    "下星期天": date(2026, 10, 18),
    "下礼拜一": date(2026, 10, 12),
    "next wednesday": date(2026, 10, 14),
    "sat": date(2026, 10, 10),
}
MOMENTS = {
    "明天上午10点": (date(2026, 10, 10), time(10)),
    "明天 10 点": (date(2026, 10, 10), time(10)),
    "周三 14:30": (date(2026, 10, 14), time(14, 30)),
    "11-25 10点": (date(2026, 11, 25), time(10)),
    "11月25日十点半": (date(2026, 11, 25), time(10, 30)),
    "下周三下午两点半": (date(2026, 10, 14), time(14, 30)),
    "今天中午1点": (TODAY, time(13)),
    "今天中午12点": (TODAY, time(12)),
    "今天中午11点": (TODAY, time(11)),
    "后天晚上7点一刻": (date(2026, 10, 11), time(19, 15)),
    "大后天二十点": (date(2026, 10, 12), time(20)),
    "next wednesday 10:00": (date(2026, 10, 14), time(10)),
    "tomorrow at 3pm": (date(2026, 10, 10), time(15)),
    "2026-11-25 10:00:00": (date(2026, 11, 25), time(10)),  # as a draft keeps it
}
NO_MOMENTS = {
    "10点": reading.UnreadableDateError,
    "明": reading.UnreadableDateError,
    "": reading.UnreadableDateError,
    "明天 x": reading.UnreadableClockError,
    "明天24点": reading.UnreadableClockError,
    "明天10:60": reading.UnreadableClockError,
    "明天九十九点": reading.UnreadableClockError,
    "明天十十点": reading.UnreadableClockError,
    "下周三上午": reading.UnreadableClockError,
}
MONTHS = {
    "2026-10": Month(2026, 10),
    "2026-9": Month(2026, 9),
    "2026年3月": Month(2026, 3),
    "10": Month(2026, 10),
    "10月": Month(2026, 10),
    "１１": Month(2025, 11),
    "本月": Month(2026, 10),
    "上月": Month(2026, 9),
    "Last": Month(2026, 9),
}
AMOUNTS = {
    "300000": "300000",
    "300,000.50": "300000.5",
    "¥300,000元": "300000",
    "30万": "300000",
    "30w": "300000",
    "30W": "300000",
    "３０万": "300000",
    "1.5万": "15000",
    "2亿": "200000000",
    "1亿2000万": "120000000",
    "三十万": "300000",
    "十五万": "150000",
    "一百二十万": "1200000",
    "三万五": "35000",
    "三百五": "350",
    "两千零五十": "2050",
    "一万零五": "10005",
    "五": "5",
    "0": "0",
    "零": "0",
    "0.01": "0.01",
    "5k": "5000",
}
NO_DAYS = [
    "",
    "2-29",
    "昨",
    "2026-02-30",
    "13-1",
    "25",
    "下周八",
    "2026-11-25x",
    "0-0",
    "99999-1-1",
    "0000-1-1",
]
NO_MONTHS = ["", "0000-10", "0", "13", "2026-13", "2026", "十月", "2026-10-09", "-1"]
NO_AMOUNTS = [
    "",
    "很多",
    "-5",
    "1.234",
    "1 2 3x",
    "万",
    "十万亿x",
    "1..2",
    "3 0 万 万",
    "二二",
    "½",
]


@pytest.mark.parametrize(("typed", "day"), DAYS.items())
def test_days(typed: str, day: date) -> None:
    assert reading.day(typed, TODAY) == day


@pytest.mark.parametrize(("typed", "month"), MONTHS.items())
def test_months(typed: str, month: Month) -> None:
    assert reading.month(typed, TODAY) == month


@pytest.mark.parametrize(("typed", "amount"), AMOUNTS.items())
def test_amounts(typed: str, amount: str) -> None:
    assert reading.money(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("read", "refused", "error"),
    [
        (lambda typed: reading.day(typed, TODAY), NO_DAYS, reading.UnreadableDateError),
        (lambda typed: reading.month(typed, TODAY), NO_MONTHS, reading.UnreadableMonthError),
        (reading.money, NO_AMOUNTS, reading.UnreadableMoneyError),
    ],
)
def test_anything_else_is_refused(
    read: Callable[[str], object], refused: list[str], error: type[Exception]
) -> None:
    for typed in refused:
        with pytest.raises(error):
            read(typed)


def test_what_was_read_reads_itself() -> None:
    assert reading.day(str(TODAY), date(2020, 1, 1)) == TODAY
    assert reading.month(str(Month(2026, 10)), date(2020, 1, 1)) == Month(2026, 10)
    assert reading.money(f"{reading.money('2.5亿'):f}") == Decimal(250000000)


@pytest.mark.parametrize("typed", MOMENTS)
def test_a_day_and_its_time_in_one(typed: str) -> None:
    assert reading.day_and_clock(typed, TODAY) == datetime.combine(*MOMENTS[typed])
    assert reading.day_and_clock(f"　{typed} ", TODAY) == datetime.combine(*MOMENTS[typed])


def test_a_day_alone_stays_a_day() -> None:
    found = reading.day_and_clock("明天", TODAY)
    assert found == date(2026, 10, 10)
    assert not isinstance(found, datetime)


@pytest.mark.parametrize("typed", NO_MOMENTS)
def test_what_is_no_moment(typed: str) -> None:
    with pytest.raises(NO_MOMENTS[typed]):
        reading.day_and_clock(typed, TODAY)
