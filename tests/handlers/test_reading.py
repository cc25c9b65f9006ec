"""What people type, and what it is read as. 2026-10-09 is a Friday."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from handlers import reading
from handlers.i18n import SOURCE, say
from handlers.questions import half, moment_reads
from handlers.render import plain
from services.half_days import Half, Moment
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
TOMORROW = date(2026, 10, 10)
MOMENTS = {
    "11-25": Moment(date(2026, 11, 25)),
    "11-25 下午": Moment(date(2026, 11, 25), Half.AFTERNOON),
    "明天上午": Moment(TOMORROW, Half.MORNING),
    "明天全天": Moment(TOMORROW),
    "11月25日下午": Moment(date(2026, 11, 25), Half.AFTERNOON),
    "下周三 PM": Moment(date(2026, 10, 14), Half.AFTERNOON),
    "tomorrow morning": Moment(TOMORROW, Half.MORNING),
    "today": Moment(TODAY),
    "monday": Moment(date(2026, 10, 12)),
}
HALVES = {
    "全天": Half.WHOLE,
    "day": Half.WHOLE,
    "All day": Half.WHOLE,
    " 上午 ": Half.MORNING,
    "AM": Half.MORNING,
    "下午": Half.AFTERNOON,
    "afternoon": Half.AFTERNOON,
}
NO_MOMENTS = ["", "下午", "13-1 上午", "明天半天", "day", "pm 11-25"]
NO_HALVES = ["", "半天", "晚上", "上午下午", "明天上午"]
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


@pytest.mark.parametrize(("typed", "moment"), MOMENTS.items())
def test_days_and_halves_of_them(typed: str, moment: Moment) -> None:
    assert reading.moment(typed, TODAY) == moment


@pytest.mark.parametrize(("typed", "half"), HALVES.items())
def test_halves(typed: str, half: Half) -> None:
    assert reading.half(typed) == half


def test_a_question_takes_only_the_halves_that_it_offers() -> None:
    question = half("half", say("甲"), say("甲"), (Half.WHOLE, Half.MORNING))
    assert [text for _, text in question.picks(TODAY)] == ["day", "am"]
    assert question.read("上午", TODAY) is Half.MORNING
    with pytest.raises(reading.UnreadableHalfError):
        question.read("下午", TODAY)


def test_a_moment_reads() -> None:
    assert plain(moment_reads(Moment(TODAY)), SOURCE) == "2026年10月9日"
    assert plain(moment_reads(Moment(TODAY, Half.AFTERNOON)), SOURCE) == "2026年10月9日 下午"


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
        (lambda typed: reading.moment(typed, TODAY), NO_MOMENTS, reading.UnreadableDateError),
        (reading.half, NO_HALVES, reading.UnreadableHalfError),
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
    for one in Half:
        assert reading.half(str(one)) == one
        moment = Moment(TODAY, one)
        assert reading.moment(str(moment), date(2020, 1, 1)) == moment
    assert reading.month(str(Month(2026, 10)), date(2020, 1, 1)) == Month(2026, 10)
    assert reading.money(f"{reading.money('2.5亿'):f}") == Decimal(250000000)
