"""Which of the dated backups in a folder are kept: by their names alone."""

from collections.abc import Callable, Iterable
from datetime import datetime

FORM = "xiaoman-%Y-%m-%dT%H%M%S.backup"
DAILY, WEEKLY = 7, 4


def name(now: datetime) -> str:
    """Return the name of a backup made now, in the outlet's zone."""
    return now.strftime(FORM)


def made_at(file: str) -> datetime | None:
    """Return when a backup of that name was made, in the outlet's zone; none if it is no such."""
    try:
        return datetime.strptime(file, FORM)  # noqa: DTZ007 - the outlet's zone is the caller's
    except ValueError:
        return None


def outdated(names: Iterable[str], daily: int = DAILY, weekly: int = WEEKLY) -> list[str]:
    """Return those that need not be kept, oldest first; names that are not ours are never among.

    Kept is the latest of each of the last `daily` days and of the last `weekly` weeks that have
    one: where no new ones come, the old ones stay.
    """
    dated = {file: made for file in names if (made := made_at(file))}
    newest_first = sorted(dated, key=dated.__getitem__, reverse=True)
    kept = _latest(newest_first, daily, lambda file: dated[file].date())
    kept |= _latest(newest_first, weekly, lambda file: dated[file].isocalendar()[:2])
    return [file for file in reversed(newest_first) if file not in kept]


def _latest(newest_first: list[str], most: int, span: Callable[[str], object]) -> set[str]:
    """Return the newest of each of the last spans of time."""
    found: dict[object, str] = {}
    for file in newest_first:
        found.setdefault(span(file), file)
    return set(list(found.values())[:most])
