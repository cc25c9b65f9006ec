"""Screens of what services remember: drawn once, as long as it is the very same that is shown."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from handlers.screen import Screen

V = TypeVar("V")


def once(most: int) -> Callable[[Callable[[V], Screen]], Callable[[V], Screen]]:
    """Draw a frozen value once; of more than `most` the one not shown for longest is forgotten."""

    def decorate(draw: Callable[[V], Screen]) -> Callable[[V], Screen]:
        drawn: OrderedDict[int, tuple[V, Screen]] = OrderedDict()  # the value keeps its number

        @wraps(draw)
        def screen(value: V) -> Screen:
            found = drawn.get(id(value))
            if found is None:
                found = drawn[id(value)] = value, draw(value)
            drawn.move_to_end(id(value))
            while len(drawn) > most:
                drawn.popitem(last=False)
            return found[1]

        return screen

    return decorate
