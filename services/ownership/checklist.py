"""What is looked at when an account is opened (real name, own hand, suitability, told before)."""

import json
from collections.abc import Iterable

ITEMS = ("real_name", "own_hand", "suitability", "told")
ALL = "all"
"""Every point was seen to."""


class ChecklistError(ValueError):
    """It names none of the points."""


def read(text: str) -> str:
    """Return the points that were not seen to, in their order, one blank between; ALL: none.

    Read from their codes, or from their numbers from 1: 13, 1 3. ChecklistError.
    """
    if text == ALL:
        return ALL
    words = text.split()
    if words and set(words) <= set(ITEMS):
        named = set(words)
    else:
        digits = [one for one in text if one.isdigit()]
        other = [one for one in text if not one.isdigit() and one not in " ,，、;；和"]
        if not digits or other or not all(one in "1234" for one in digits):
            raise ChecklistError
        named = {ITEMS[int(one) - 1] for one in digits}
    return " ".join(one for one in ITEMS if one in named)


def kept(said: str) -> str:
    """Return the JSON that an appointment keeps of what `read` returned."""
    noes = set(said.split())
    return json.dumps({one: one not in noes for one in ITEMS})


def noes(kept_: str) -> tuple[str, ...]:
    """Return the points that were not seen to, of what an appointment keeps."""
    answers = json.loads(kept_)
    return tuple(one for one in ITEMS if answers.get(one) is False)


def told(points: Iterable[str]) -> str:
    """Return the points as `read` does."""
    return " ".join(points) or ALL
