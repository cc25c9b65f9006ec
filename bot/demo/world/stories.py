"""What each person brings in, month by month: the figures that the client rows must add up to."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from bot.demo.world.months import SPAN
from bot.demo.world.people import Person

_WAN = 10_000

# 工号 | mean assets in 万元 | new effective accounts | new custody value in 万元 | net revenue.
# Several figures are the months themselves, the last one last; a single one is varied by month.
_STORIES = """
JC015 | 1080 1096 1110 1125 1142 1150 | 8 8 9 8 8 9 | 102 101 110 104 108 105 | 11000
JC016 | 640 | 5 | 80 | 5600
JC017 | 690 | 6 | 84 | 6400
JC018 | 615 625 622 618 611 606 | 5 6 5 6 6 5 | 70 82 78 81 80 76 | 5900
JC019 | 690 696 705 712 720 728 | 6 6 7 6 6 7 | 80 82 84 80 81 85 | 6100 6230 6350 6280 6410 6500
JC020 | 760 | 6 | 90 | 7000
JC021 | 330 | 5 | 55 | 2400
JC022 | 310 | 5 | 52 | 2200
JC023 | 650 | 5 | 75 | 5200
JC024 | 350 | 5 | 56 | 2600
JC025 | 320 | 4 | 48 | 1900
JC026 | 670 | 6 | 82 | 6300
JC027 | 300 | 4 | 50 | 2100
JC028 | 54 66 | 4 4 | 60 25 | 180 420
JC029 | 1090 1120 1150 1175 1210 1460 | 8 9 8 9 8 8 | 105 112 108 120 110 4626.02 | 13800
JC030 | 178 186 193 199 203 209 | 4 5 4 5 5 6 | 30 33 31 34 33 36 | 560 610 640 690 720 760
JC031 | 228 231 236 234 240 238 | 5 6 5 5 6 4 | 51 54 50 52 56 55.5 | 2200 2350 2100 2050 2280 1800
JC032 | 668 650 632 614 590 575 | 6 5 6 5 4 4 | 80 72 85 66 60 58 | 6900 6600 6300 6100 5700 5400
JC033 | 200 200 200 200 200 200 | 5 5 5 5 5 5 | 50 50 50 50 50 50 | 2000 2000 2000 2000 2000 2000
JC034 | 212 | 5 5 6 5 5 5 | 50 52 51 50 53 49.9 | 2060 2110 2150 2080 2120 1999.99
JC035 | 230 228 226 224 221 219 | 4 4 3 4 3 1 | 45 41 38 42 36 6 | 1700 1600 1500 1520 1400 300
JC036 | 196 201 206 210 214 221 | 5 5 5 6 5 5 | 48 50 52 51 54 56 | 1500 1700 1850 1990 2080 2240
JC037 | 88 | 4 4 5 4 4 4 | 31 30 34 30 32 41.8 | 520
JC038 | 1190 1215 1230 1260 1300 1335 | 9 8 9 9 8 10 | 130 126 140 135 128 190 | 21000
JC039 | 245 | 5 | 58 | 2500
JC040 | 260 | 5 5 6 5 5 6 | 55 52 60 58 54 68 | 6000
JC041 | 225 | 4 | 46 | 1850
JC042 | 76 | 3 | 26 | 480
JC043 | 30 45 55 64 | 3 3 4 3 | 33 18 16 21 | 60 150 240 310
JC044 | 905 930 955 980 1005 1030 | 7 8 8 9 8 9 | 85 90 96 92 104 110 | 8200
JC045 | 20 34 | 2 2 | 30 15 | 50 120
JC046 | 219 217 214 213 211 209 | 4 3 4 3 2 2 | 42 36 40 32 20 20 | 1500 1400 1450 1300 1000 950
JC047 | 64 | 4 | 31 | 540
JC048 | 20 28 35 40 | 2 2 2 3 | 24 11 12 14 | 30 70 110 130
JC049 | 255 | 5 | 54 | 2600
JC050 | 95 | 4 | 30 | 620
JC051 | 213 212 210 209 207 206 | 3 2 2 1 2 1 | 24 15 12 6 8 5 | 1200 1150 1020 980 900 860
JC052 | 72 | 3 | 28 | 510
JC053 | 218 | 4 | 47 | 1900
JC054 | 81 | 3 | 25 | 470
JC055 | 58 | 3 | 24 | 430
JC056 | 262 | 5 | 60 | 2700
JC057 | 110 | 4 | 32 | 700
JC058 | 640 | 5 | 74 | 5800
JC059 | 90 | 4 | 30 | 600
JC060 | 12 | 2 | 16 | 150
"""


@dataclass(frozen=True)
class Figures:
    """A person's month: yuan, and new effective accounts (an institution is three)."""

    assets: Decimal
    accounts: int
    value: Decimal
    revenue: Decimal


@dataclass(frozen=True)
class Opening:
    """A client who becomes effective: assets at the month's end, and what is special."""

    assets: Decimal
    kind: str = "个人"
    subscribed: Decimal = Decimal(0)  # 新股开基占比
    bought: Decimal = Decimal(0)  # effective by purchase
    day: int | None = None


def _opening(assets: str, **special: str) -> Opening:
    return Opening(
        Decimal(assets),
        special.get("kind", "个人"),
        Decimal(special.get("subscribed", "0")),
        Decimal(special.get("bought", "0")),
        int(special["day"]) if "day" in special else None,
    )


# The last month's openings where the bands of the award and the excess value are the story.
OPENINGS = {
    "JC029": (
        _opening("6000"),
        _opening("50000"),
        _opening("200000"),
        _opening("1000000"),
        _opening("4200", bought="12600"),
        _opening("45000000", kind="机构", day="30"),
    ),
    "JC031": (
        _opening("5000.01"),
        _opening("49999.99"),
        _opening("120000"),
        _opening("380000", subscribed="0.65"),
    ),
    "JC034": (
        _opening("49999.99"),
        _opening("50000"),
        _opening("199999.99"),
        _opening("194000.02"),
        _opening("5000", bought="5000.01"),
    ),
    "JC037": (_opening("300000", kind="机构"), _opening("118000", subscribed="0.5")),
    "JC038": (
        _opening("1200000", kind="机构", subscribed="0.2"),
        _opening("350000", kind="机构"),
        _opening("180000"),
        _opening("90000"),
        _opening("52000"),
        _opening("28000", subscribed="0.8"),
    ),
}


def figures(person: Person) -> tuple[Figures, ...]:
    """Return the person's months, the last one last: those of employment, at most six."""
    rng = Random(person.number)  # noqa: S311 (a demo's figures, no secret)
    assets, accounts, value, revenue = _TABLE[person.number]
    months = zip(
        _months(assets, rng, (86, 89, 92, 94, 97, 100), 1),
        _months(accounts, rng, (100,) * SPAN, 22),
        _months(value, rng, (100,) * SPAN, 16),
        _months(revenue, rng, (94, 96, 97, 98, 99, 100), 9),
        strict=False,
    )
    employed = min(SPAN, person.joined + 1)
    return tuple(
        Figures(_WAN * a, round(n), round(_WAN * v, 2) if round(n) else Decimal(0), round(r, 2))
        for a, n, v, r in list(months)[-employed:]
    )


def has_book(person: Person) -> bool:
    """Tell whether the person brings in clients."""
    return person.number in _TABLE


def _months(told: str, rng: Random, trend: tuple[int, ...], spread: int) -> list[Decimal]:
    """Return six figures: those told (zeros before), or the one told along a trend."""
    given = [Decimal(figure) for figure in told.split()]
    if len(given) > 1:
        return [Decimal(0)] * (SPAN - len(given)) + given
    return [given[0] * (t + rng.randint(-spread, spread)) / 100 for t in trend]


def _columns(line: str) -> tuple[str, list[str]]:
    number, *columns = line.split("|")
    return number.strip(), columns


_TABLE = dict(_columns(line) for line in _STORIES.strip().splitlines())
