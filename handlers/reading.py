"""Reads what people type: days, halves of them, months and money, the ways they write them."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from services.month import MONTHS, Month

FEN = Decimal("0.01")
MOST = Decimal(10) ** 12
DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "〇": 0,
}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
LETTERS = {"w": "万", "k": "千", "元": "", "块": "", "¥": "", "￥": "", ",": "", " ": ""}
NEAR = {
    "前天": -2,
    "昨天": -1,
    "yesterday": -1,
    "今天": 0,
    "today": 0,
    "明天": 1,
    "tomorrow": 1,
    "后天": 2,
    "大后天": 3,
}
THIS_MONTH = {"本月", "这个月", "this", "this month"}
LAST_MONTH = {"上月", "上个月", "last", "last month"}
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAY = re.compile(r"(下?)(?:周|星期|礼拜)([一二三四五六日天])")
DAY_OF_WEEK = re.compile(r"(next )?(mon|tue|wed|thu|fri|sat|sun)[a-z]*")
DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")
MONTH = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})月?")
CLOCK = re.compile(
    r"(?:(上午|早上|中午|下午|傍晚|晚上|am|pm)\s*)?(\d{1,2}|[一二两三四五六七八九十]{1,3})"
    r"(?:\s*[:点时.]\s*(\d{1,2}|半|一刻|三刻)?分?)?\s*(am|pm)?"
)
KEPT = re.compile(r"^(\d\d:\d\d):\d\d$")  # as a draft keeps it
LATER = {"下午", "傍晚", "晚上", "pm"}
MIDDAY, AFTER_MIDDAY = "中午", 3  # 中午1点 is 13:00, 中午11点 is 11:00
PARTS_OF_HOUR = {"半": 30, "一刻": 15, "三刻": 45}
NOON, MOST_HOURS, MINUTES = 12, 24, 60
TEN = 10
NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+|[零〇一二两三四五六七八九十百千万亿]")


class UnreadableError(ValueError):
    """What was typed cannot be read."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


class UnreadableDateError(UnreadableError):
    """It is no day."""


class UnreadableMonthError(UnreadableError):
    """It is no month."""


class UnreadableClockError(UnreadableError):
    """It is no time of a day."""


class UnreadableMoneyError(UnreadableError):
    """It is no amount."""


class UnreadableWeekdayError(UnreadableError):
    """It is no weekday."""


class Weekday(int):
    """A weekday from Monday = 0; a draft keeps it by its name, which a digit is not."""

    def __str__(self) -> str:
        """Return what `weekday` reads."""
        return WEEKDAYS[self]


def weekday(typed: str, _today: date) -> Weekday:
    """Read 周三, 星期三, wed, from Monday = 0."""
    text = _tidied(typed)
    found = _weekday(text)
    if found is None or found[0]:
        raise UnreadableWeekdayError(typed)
    return Weekday(found[1])


def day(typed: str, today: date) -> date:
    """Read 2026-11-25, 11-25 (the nearest one), 11月25日, 明天, 周三, 下周三, next wednesday."""
    text = _tidied(typed)
    if text in NEAR:
        return today + timedelta(NEAR[text])
    if (week := _weekday(text)) is not None:
        next_week, weekday = week
        if next_week:
            return today + timedelta(7 - today.weekday() + weekday)
        return today + timedelta((weekday - today.weekday()) % 7)
    found = DAY.fullmatch(text)
    if not found:
        raise UnreadableDateError(typed)
    years = [int(found[1])] if found[1] else [today.year + step for step in (-1, 0, 1)]
    days = [one for year in years if (one := _day(year, int(found[2]), int(found[3])))]
    if not days:
        raise UnreadableDateError(typed)
    return min(days, key=lambda one: abs(one - today))


def day_and_clock(typed: str, today: date) -> date:
    """Read a day, or a day and a time of it in one: 明天上午10点, 周三 14:30, 11-25 10点."""
    text = _tidied(typed)
    for at in range(len(text), 0, -1):
        try:
            found = day(text[:at], today)
        except UnreadableDateError:
            continue
        rest = text[at:].strip().removeprefix("at ")
        return datetime.combine(found, clock(rest)) if rest else found
    raise UnreadableDateError(typed)


def clock(typed: str, _today: date | None = None) -> time:
    """Read 10:00, 10点, 十点半, 下午3点, 中午12点, 3pm."""
    found = CLOCK.fullmatch(KEPT.sub(r"\1", _tidied(typed)))
    if not found or (hour := _hour(found[2])) is None:
        raise UnreadableClockError(typed)
    if {found[1], found[4]} & LATER and hour < NOON:
        hour += NOON
    if found[1] == MIDDAY and hour <= AFTER_MIDDAY:
        hour += NOON
    minute = _minute(found[3])
    if hour >= MOST_HOURS or minute >= MINUTES:
        raise UnreadableClockError(typed)
    return time(hour, minute)


def month(typed: str, today: date) -> Month:
    """Read 2026-10, 2026年10月, 10 or 10月 (the last one that has begun), 上月, last, 本月."""
    text = _tidied(typed)
    now = Month.of(today)
    if text in THIS_MONTH:
        return now
    if text in LAST_MONTH:
        return now.later(-1)
    found = MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= MONTHS:
        raise UnreadableMonthError(typed)
    if found[1] == "0000":
        raise UnreadableMonthError(typed)
    if found[1]:
        return Month(int(found[1]), int(found[2]))
    this_year = Month(now.year, int(found[2]))
    return this_year if this_year <= now else this_year.later(-MONTHS)


def money(typed: str) -> Decimal:
    """Read 300000, 300,000.50, 30万, 30w, 1.5万, 2亿, 三十万, full-width digits, in yuan."""
    text = _tidied(typed)
    for letter, meant in LETTERS.items():
        text = text.replace(letter, meant)
    tokens = NUMBER.findall(text)
    if not tokens or "".join(tokens) != text:
        raise UnreadableMoneyError(typed)
    amount = _counted(tokens, typed)
    if amount > MOST or amount != amount.quantize(FEN):
        raise UnreadableMoneyError(typed)
    return amount


def words(longest: int, unfit: type[Exception]) -> Callable[[str, date], str]:
    """Return what reads words in one line, so many characters at most; none or more: `unfit`."""

    def read(typed: str, _today: date) -> str:
        text = " ".join(typed.split())
        if not 0 < len(text) <= longest:
            raise unfit
        return text

    return read


def _counted(tokens: list[str], typed: str) -> Decimal:
    """Add up numbers and units: 一亿二千万, 1亿2000万, 三万五 (35 000)."""
    total, section, number, last = Decimal(0), Decimal(0), None, 1
    for part in tokens:
        if part in SMALL:
            section += (1 if number is None else number) * SMALL[part]
            number, last = None, SMALL[part]
        elif part in LARGE:
            if number is None and not section:
                raise UnreadableMoneyError(typed)
            section += number or 0
            total += section * LARGE[part]
            section, number, last = Decimal(0), None, LARGE[part]
        elif number:
            raise UnreadableMoneyError(typed)
        else:
            number = Decimal(DIGITS.get(part, 0)) if part in DIGITS else Decimal(part)
            last = 1 if part in "零〇" else last
    if number is not None and tokens[-1] in DIGITS and last > 1:
        number *= last // 10  # 三万五 is 35 000
    return total + section + (number or 0)


def _hour(text: str) -> int | None:
    """Read 9, 九, 十, 十二, 二十; none for what is no number, such as 九十九."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return None
    return (DIGITS[tens] if tens else len(ten)) * (TEN if ten else 1) + DIGITS.get(ones, 0)


def _minute(text: str | None) -> int:
    return PARTS_OF_HOUR.get(text or "") or int(text or 0)


def _tidied(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip().lower()


def _weekday(text: str) -> tuple[bool, int] | None:
    """Return whether next week is meant, and the weekday from Monday = 0."""
    if found := WEEKDAY.fullmatch(text):
        return bool(found[1]), "一二三四五六日".index(found[2].replace("天", "日"))
    if found := DAY_OF_WEEK.fullmatch(text):
        return bool(found[1]), WEEKDAYS.index(found[2])
    return None


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
