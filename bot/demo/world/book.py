"""One person's client rows, made so that each month adds up to the figures of the story."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from bot.demo.world.clients import Client, Line, invent, opening_day
from bot.demo.world.months import SPAN, months
from bot.demo.world.people import Person
from bot.demo.world.sheet import Cell
from bot.demo.world.stories import OPENINGS, Figures, Opening, figures
from services.month import Month

_CENT = Decimal("0.01")
_TAX, _FEES = Decimal("0.0634"), Decimal("0.0000541")  # of net revenue, since 2023-08-28
_INSTITUTION = 3  # accounts that an institution counts
_SMALLEST = 6_000  # a new account's assets, clear of the 5 000 that do not count
_MOST_OLD, _FEWEST_OLD, _WORTH_OLD = 37, 6, 140_000
# What a client shows who is not effective yet: month-end assets, stocks and funds bought.
_NOT_YET = (("5000", "0"), ("3200.50", "5000"), ("1000", "0"), ("0", "0"), ("880", "1200"))


def net_rate(rate: Decimal) -> Decimal:
    """Return what a yuan of turnover brings: its figures since 2023-08-28."""
    return rate * (1 - _TAX) - _FEES


class Book:
    """A person's clients, carried from month to month."""

    def __init__(self, person: Person, last: Month) -> None:
        self._rng = Random(f"book {person.number}")  # noqa: S311 (a demo's figures, no secret)
        self._person, self._last = person, last
        self._opened = 0
        self._active: list[Client] = []
        self._idle: list[Client] = []

    def rows(self) -> Iterator[tuple[Month, list[Cell]]]:
        """Yield each month's rows: client rows under the headers of 客户月度."""
        told = figures(self._person)
        employed = months(self._last)[-len(told) :]
        if self._person.joined >= SPAN:
            self._open_before(employed[0], told[0])
        for month, target in zip(employed, told, strict=True):
            for line in self._month(month, target):
                yield month, line.cells(month, self._person.number)

    def _open_before(self, first: Month, target: Figures) -> None:
        """Add the clients of earlier times, who count for nobody, and two who may yet count."""
        many = min(_MOST_OLD, _FEWEST_OLD + int(target.assets) // _WORTH_OLD)
        for n in range(many + 2):
            back = self._rng.randint(1, min(60, self._person.joined - SPAN + 1))
            client = self._new("机构" if n % 17 == 1 and n < many else "个人", first.later(-back))
            client.worth = target.assets / many * self._rng.randint(30, 170) / 100
            (self._active if n < many else self._idle).append(client)

    def _month(self, month: Month, target: Figures) -> list[Line]:
        book = [Line(client, int(client.worth)) for client in self._active]
        fresh = self._fresh(month, target)
        if self._chance(35):
            self._idle.append(self._new("个人", month))
        idle = [self._not_yet(client) for client in self._idle]
        given = sum((line.end for line in idle), Decimal(0))
        self._spread_assets(book, fresh, target.assets - given)
        self._spread_revenue([*book, *fresh, *idle], target.revenue)
        self._active += [line.client for line in fresh]
        for line in [*book, *fresh]:
            line.client.worth = line.end
        return [*book, *fresh, *idle]

    def _fresh(self, month: Month, target: Figures) -> list[Line]:
        """Return the clients who become effective this month."""
        openings = OPENINGS.get(self._person.number) if month == self._last else None
        return [self._opening(month, o) for o in openings or self._openings(month, target)]

    def _openings(self, month: Month, target: Figures) -> list[Opening]:
        institution = target.accounts > _INSTITUTION and self._chance(55)
        kinds = ["机构"] * institution
        kinds += ["个人"] * (target.accounts - _INSTITUTION * institution)
        spare = target.value - _SMALLEST * len(kinds)
        parts = shares(spare, [self._rng.randint(1, 9) ** 2 for _ in kinds])
        return [
            Opening(_SMALLEST + p, k, self._subscribed(month))
            for p, k in zip(parts, kinds, strict=True)
        ]

    def _subscribed(self, month: Month) -> Decimal:
        """Return a share of new issues and funds, in the last month never above a half."""
        most = 40 if month == self._last else 90
        return Decimal(self._rng.randint(10, most)) / 100 if self._chance(20) else Decimal(0)

    def _opening(self, month: Month, opening: Opening) -> Line:
        client = self._awoken(month, opening) or self._new(opening.kind, month, opening.day)
        days = month.last_day.day
        there = days - client.opened.day + 1
        return Line(
            client,
            int(opening.assets * there / days) + 1,
            opening.assets,
            turnover=opening.bought,
            bought=opening.bought,
            subscribed=opening.subscribed,
        )

    def _awoken(self, month: Month, opening: Opening) -> Client | None:
        """Return an earlier client who counts only now; not in the first month, a baseline."""
        late = opening.kind == "个人" and month != months(self._last)[0]
        return self._idle.pop(0) if late and self._idle and self._chance(25) else None

    def _not_yet(self, client: Client) -> Line:
        end, bought = map(Decimal, self._rng.choice(_NOT_YET))
        mean = None if self._chance(50) else end
        return Line(client, 0, end, mean, turnover=bought, bought=bought)

    def _spread_assets(self, book: list[Line], fresh: list[Line], total: Decimal) -> None:
        lines = [*book, *fresh]
        for line, mean in zip(lines, shares(total, [x.weight for x in lines]), strict=True):
            line.mean = mean
        for line in book:
            empty = self._chance(3)
            mean = line.mean or Decimal(0)
            line.end = mean if empty else cents(mean * self._rng.randint(970, 1040) / 1000)
            line.mean = None if empty else line.mean

    def _spread_revenue(self, lines: list[Line], total: Decimal) -> None:
        given = sum((x.turnover * net_rate(x.client.rate) for x in lines), Decimal(0))
        free = [x for x in lines if x.weight and not x.turnover]
        busy = [x for x in free if x is free[0] or self._chance(60)]
        weights = [x.weight * self._rng.randint(1, 9) for x in busy]
        for line, part in zip(busy, shares(total - given, weights), strict=True):
            line.turnover = cents(part / net_rate(line.client.rate))
            line.bought = cents(line.turnover * self._rng.randint(40, 60) / 100)
            line.fee = Decimal(self._rng.randint(20, 180)) if self._chance(8) else Decimal(0)
        busy[0].fee = Decimal(self._rng.randint(50, 600))

    def _new(self, kind: str, month: Month, wished: int | None = None) -> Client:
        self._opened += 1
        number = f"8{self._person.number[2:]}{self._opened:04d}"
        return invent(self._rng, kind, number, opening_day(self._rng, month, wished))

    def _chance(self, percent: int) -> bool:
        return self._rng.randrange(100) < percent


def shares(total: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """Split a total by weights to the cent; the last part takes what rounding leaves."""
    if not weights:
        return []
    parts = [cents(total * weight / sum(weights)) for weight in weights[:-1]]
    return [*parts, total - sum(parts)]


def cents(amount: Decimal) -> Decimal:
    """Round to 0.01."""
    return amount.quantize(_CENT)
