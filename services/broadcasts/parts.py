"""A text cut into as many messages as it takes, and its first words as its title."""

import re

PART = 3600
"""Units of UTF-16 in a message: Telegram's 4,096 less what is said around the text."""
LONGEST = 10 * PART
TITLE, LABEL = 30, 16


def units(text: str) -> int:
    """Return how long Telegram takes the text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def tidied(text: str) -> str:
    """Return a text without blanks around it, with one empty line at most between two others."""
    return re.sub(r"\n\s*\n", "\n\n", text.strip())


def parts(text: str) -> list[str]:
    """Cut a text at ends of paragraphs, else of lines, else anywhere; nothing of it is lost."""
    found = []
    while units(text) > PART:
        end = _fitting(text)
        found.append(text[:end])
        text = text[end:]
    return [one for one in (*found, text) if one.strip()]


def title(text: str, most: int = TITLE) -> str:
    """Return the first line, cut short."""
    line = text.strip().partition("\n")[0].strip()
    return line if len(line) <= most else f"{line[: most - 1]}\N{HORIZONTAL ELLIPSIS}"


def _fitting(text: str) -> int:
    room, end = PART, 0
    for one in text:
        room -= units(one)
        if room < 0:
            break
        end += 1
    head = text[:end]
    places = (head.rfind(mark) + len(mark) for mark in ("\n\n", "\n") if head.rfind(mark) > 0)
    return next(places, end)
