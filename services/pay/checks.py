"""Figures held against bounds: what a review or a post demands, what holds, what lacks."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from services.step import Step

T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class Condition:
    """A figure held against a bound: at least it, or (`below`) less than it."""

    what: str
    value: Step
    bound: Step
    below: bool = False

    @property
    def holds(self) -> bool | None:
        """Whether it holds; None if a figure is absent."""
        if self.value.value is None or self.bound.value is None:
            return None
        return (self.value.value < self.bound.value) == self.below

    @property
    def gap(self) -> Decimal | None:
        """How much the figure lacks to the bound; negative: how much it is above."""
        if self.value.value is None or self.bound.value is None:
            return None
        return self.bound.value - self.value.value


@dataclass(frozen=True, slots=True)
class Check(Generic[T]):
    """A test: the outcome that it has if all its conditions hold."""

    outcome: T
    article: str
    conditions: tuple[Condition, ...]
    to: str | None = None

    @property
    def holds(self) -> bool | None:
        """Whether all conditions hold; None if that hangs on an absent figure."""
        found = [condition.holds for condition in self.conditions]
        if self.outcome == "demote" and self.to is None:
            found.append(None)  # to which grade hangs on an unset threshold
        return False if False in found else None if None in found else True
