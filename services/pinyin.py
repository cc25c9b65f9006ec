"""How well a person's name or 工号 matches what was typed."""

import unicodedata

EXACT, BEGINS, HAS = range(3)


def rank(name: str, number: str, typed: str) -> int | None:
    """Return how far what was typed is from the person; 0 is exact, none is no match."""
    wanted, called, known_by = _plain(typed), _plain(name), _plain(number)
    if not wanted:
        return None
    if wanted in {called, known_by}:
        return EXACT
    if called.startswith(wanted) or known_by.startswith(wanted):
        return BEGINS
    return HAS if wanted in called else None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
