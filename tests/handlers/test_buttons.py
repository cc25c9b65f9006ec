"""Buttons come back as they were packed, and nothing else does."""

from dataclasses import dataclass
from random import Random
from typing import ClassVar

import pytest

from handlers.buttons import Button, StaleError
from services.month import Month


@dataclass(frozen=True)
class Sample(Button):
    """A button with a field of each kind."""

    tag: ClassVar[str] = "s"
    number: int
    text: str
    month: Month
    on: bool


@pytest.mark.parametrize("text", ["", ":", "~", "~1:~0", "王:女士", "a\nb", "%3A"])
@pytest.mark.parametrize("number", [0, -1, 2**62 - 1])
def test_a_button_comes_back_as_it_was(text: str, number: int) -> None:
    button = Sample(number, text, Month(2026, 10), on=True)
    assert Sample.parse(button.packed()) == button


def test_four_ids_fit() -> None:
    @dataclass(frozen=True)
    class Ids(Button):
        """The most that a card needs."""

        tag: ClassVar[str] = "four"
        a: int
        b: int
        c: int
        version: int

    most = 2**62 - 1
    assert len(Ids(most, most, most, most).packed()) <= 64


def test_too_much_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        Sample(1, "长" * 20, Month(2026, 10), on=False).packed()


@pytest.mark.parametrize(
    "data",
    [
        *("s", "s:", "s:1:a:2026-10", "s:1:a:2026-10:1:1", "s:x!:a:2026-10:1", "s:1:a:2026-13:1"),
        *("s:01:a:2026-10:1", "s:+1:a:2026-10:1", "s:A:a:2026-10:1", "s:1:a:2026-10:2"),
        *("s:1:~:2026-10:1", "s:1:~2:2026-10:1", "s: 1:a:2026-10:1", "s:1:a:２０２６-10:1"),
    ],
)
def test_forged_data_is_no_button(data: str) -> None:
    with pytest.raises(StaleError):
        Sample.parse(data)


def test_random_data_is_a_button_or_stale_and_nothing_else() -> None:
    rng = Random(11)  # noqa: S311 - the same each time
    for _ in range(10_000):
        data = "s:" + "".join(rng.choices("0129az:~-王 ", k=rng.randrange(20)))
        try:
            assert Sample.parse(data).packed() == data
        except StaleError:
            continue
