"""A number that remembers how it came about, and the few ways to make one from others."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Literal

Status = Literal["confirmed", "assumed", "conflicting", "unset"]
Unit = Literal[
    "yuan",
    "assets",
    "ratio",
    "rate",
    "points",
    "count",
    "accounts",
    "people",
    "days",
    "months",
    "times",
    "events",
    "flag",
]
Rule = Literal[
    "given",
    "sum",
    "difference",
    "product",
    "quotient",
    "mean",
    "capped",
    "at_least",
    "same",
    "chosen",
]
ZERO = Decimal(0)
FEN = 2
WIDE = Context(prec=60)
SNAP = Decimal(1).scaleb(-20)


def half_up(value: Decimal, places: int = FEN) -> Decimal:
    """Round half up to so many places."""
    # thirds that add up to a tie arrive as …4999…9 in 28 digits; 20 places make it a tie again
    snapped = value.quantize(SNAP, ROUND_HALF_EVEN, WIDE)
    return snapped.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, WIDE)


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a parameter stands: its status, the day it holds from, and what it rests on."""

    status: Status
    since: date
    basis: str
    own: bool = False  # set by the outlet, not packaged


@dataclass(frozen=True, slots=True)
class Source:
    """The imported row that an input came from."""

    batch: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an explanation: what it is (a code), its value, the article, and why.

    A value of None is absent for want of an `unset` parameter below it. `reason` is the code
    of why something is zero or does not apply; the figures of that reason are in `because`.
    """

    what: str
    value: Decimal | None
    article: str | None = None
    because: tuple["Step", ...] = ()
    unit: Unit = "yuan"
    rule: Rule = "given"
    reason: str | None = None
    cited: Cited | None = None
    source: Source | None = None
    assumed: bool = field(init=False, compare=False, repr=False)
    """Whether a value of ours, not of the regulation, went into it."""

    def __post_init__(self) -> None:
        """Note whether anything below is assumed: asked of every line that is drawn."""
        own = self.cited is not None and self.cited.status in {"assumed", "conflicting"}
        object.__setattr__(self, "assumed", own or any(part.assumed for part in self.because))

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "Step"]]:
        """Yield this step and all below it, each with its depth, in reading order."""
        yield depth, self
        for step in self.because:
            yield from step.walk(depth + 1)

    def once(self) -> Iterator["Step"]:
        """Yield this step and all below it, each once, in reading order.

        A step that goes into several others stands in the tree as often; a walk meets it so.
        """
        waiting, seen = [self], set[int]()
        while waiting:
            step = waiting.pop()
            if id(step) not in seen:
                seen.add(id(step))
                yield step
                waiting += reversed(step.because)

    @property
    def known(self) -> Decimal:
        """The value; only for a step that cannot be absent."""
        if self.value is None:
            raise AbsentError(self)
        return self.value

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the unset parameters for want of which it is absent."""
        found = (s.what for s in self.once() if s.cited and s.value is None)
        return tuple(dict.fromkeys(found)) if self.value is None else ()


class AbsentError(Exception):
    """A value was needed that is absent."""


def given(what: str, value: Decimal | int, unit: Unit = "yuan") -> Step:
    """Return a plain input."""
    return Step(what, Decimal(value), unit=unit)


def nothing(what: str, reason: str, *because: Step, article: str, unit: Unit = "yuan") -> Step:
    """Return a zero that says why."""
    return Step(what, ZERO, article, because, unit=unit, reason=reason)


def because_zero(step: Step, reason: str) -> Step:
    """Give the step the reason if its value is zero."""
    return replace(step, reason=reason) if step.value == 0 and step.reason is None else step


def _made(  # noqa: PLR0913, PLR0917 - the parts of a step that is made of others
    what: str,
    rule: Rule,
    parts: tuple[Step, ...],
    value: Decimal | None,
    article: str | None = None,
    unit: Unit | None = None,
) -> Step:
    """Return a step of other ones, in the unit of the first unless another is given."""
    if unit is None:
        unit = parts[0].unit if parts else "yuan"
    return Step(what, value, article, parts, unit, rule)


def _values(parts: tuple[Step, ...]) -> list[Decimal] | None:
    values = [part.value for part in parts if part.value is not None]
    return values if len(values) == len(parts) else None


def total(what: str, *parts: Step, article: str | None = None, unit: Unit = "yuan") -> Step:
    """Add the parts up."""
    values = _values(parts)
    return _made(what, "sum", parts, None if values is None else sum(values, ZERO), article, unit)


def difference(what: str, first: Step, *less: Step, article: str | None = None) -> Step:
    """Take the others from the first."""
    values = _values((first, *less))
    value = None if values is None else values[0] - sum(values[1:], ZERO)
    return _made(what, "difference", (first, *less), value, article)


def product(
    what: str,
    *factors: Step,
    article: str | None = None,
    places: int | None = FEN,
    unit: Unit = "yuan",
) -> Step:
    """Multiply the factors, rounded half up once (`places=None`: not at all)."""
    values = _values(factors)
    value = None
    if values is not None:
        value = Decimal(1)
        for factor in values:
            value *= factor
        value = value if places is None else half_up(value, places)
    return _made(what, "product", factors, value, article, unit)


def chosen(what: str, choice: Step, *by: Step) -> Step:
    """Return the figure chosen from a table by the others; absent if one of them is."""
    values = _values((choice, *by))
    return _made(what, "chosen", (choice, *by), choice.value if values is not None else None)


def rounded(what: str, step: Step, places: int) -> Step:
    """Round the step half up."""
    return _made(
        what, "same", (step,), None if step.value is None else half_up(step.value, places)
    )


def quotient(what: str, first: Step, second: Step, unit: Unit = "ratio") -> Step:
    """Divide, not rounded."""
    values = _values((first, second))
    value = None if values is None else values[0] / values[1]
    return _made(what, "quotient", (first, second), value, unit=unit)


def mean(what: str, parts: tuple[Step, ...], article: str | None = None) -> Step:
    """Return the mean of the parts, not rounded; of none it is 0."""
    values = _values(parts)
    value = None if values is None else sum(values, ZERO) / len(values) if values else ZERO
    return _made(what, "mean", parts, value, article)


def capped(what: str, amount: Step, cap: Step, article: str | None = None) -> Step:
    """Return the amount, at most the cap."""
    values = _values((amount, cap))
    return _made(what, "capped", (amount, cap), None if values is None else min(values), article)


def at_least(what: str, amount: Step, floor: Step, article: str | None = None) -> Step:
    """Return the amount, at least the floor."""
    values = _values((amount, floor))
    value = None if values is None else max(values)
    return _made(what, "at_least", (amount, floor), value, article)
