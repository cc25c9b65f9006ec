"""A calendar file as RFC 5545 wants it: UTC, folded at 75 octets, ended by CR LF."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 75  # octets of a line, without its end
END = "\r\n"


@dataclass(frozen=True)
class Event:
    """One event: on days, both in, or (`start`) at a moment; `length` None: it has none."""

    uid: str
    summary: str
    first: date
    last: date
    start: datetime | None = None
    length: timedelta | None = None


def written(name: str, events: Iterable[Event], now: datetime) -> bytes:
    """Return the file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//xiaoman//calendar//ZH"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]
    lines += [line for one in events for line in _event(one, now)]
    return "".join(f"{folded(line)}{END}" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(one: Event, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(one.uid)}"
    yield f"DTSTAMP:{_moment(now)}"
    if one.start is None:
        yield f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{one.last + timedelta(days=1):%Y%m%d}"  # the day after the last
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART:{_moment(one.start)}"
        if one.length:
            yield f"DTEND:{_moment(one.start + one.length)}"
    yield f"SUMMARY:{escaped(one.summary)}"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Return a text as a value: backslash, semicolon, comma and line ends are written out."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def folded(line: str) -> str:
    """Return a line cut at 75 octets, never within a character; what follows begins blank."""
    pieces, room = [""], LONGEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append("")
            room = LONGEST - 1  # its blank counts
        pieces[-1] += letter
        room -= size
    return f"{END} ".join(pieces)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
