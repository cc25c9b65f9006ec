"""A calendar file as RFC 5545 has it (3.1 lines, 3.3.5 moments, 3.3.11 texts, 3.6.1 events).

Read by rules of its own. Broken by folding within a character, by 76 octets, a comma that is not
escaped, LF alone, local time, an end that is the last day itself.
"""

import re
from datetime import date, datetime, timedelta

import pytest

from handlers.agenda.ics import Event, escaped, folded, written
from tests.shanghai import utc

NOW = utc(2026, 10, 9, 9, 0)
LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)", re.DOTALL)
MOMENT = re.compile(r"\d{8}T\d{6}Z")
ESCAPES = {"\\n": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
HARD = "一" * 60 + "，; , \\ \n第二行 🗓" + "a" * 74 + "é" * 40


def lines_of(content: bytes) -> list[str]:
    """Return the content lines, unfolded, having looked at each physical one."""
    assert content.endswith(b"\r\n")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    for one in physical:
        assert len(one) <= 75
        assert b"\r" not in one
        assert b"\n" not in one
        one.decode()  # no character is cut
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def events_of(content: bytes) -> list[dict[str, str]]:
    """Return the events: names with their parameters, values unescaped."""
    lines = lines_of(content)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    head = lines[1 : lines.index("BEGIN:VEVENT")] if "BEGIN:VEVENT" in lines else lines[1:-1]
    assert {"VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"} <= set(head)
    assert sum(one.startswith("PRODID:") for one in head) == 1
    found: list[dict[str, str]] = []
    inside = False
    for line in lines[1 + len(head) : -1]:
        if line == "BEGIN:VEVENT":
            assert not inside
            found.append({})
            inside = True
        elif line == "END:VEVENT":
            assert inside
            inside = False
        else:
            assert inside
            parsed = LINE.fullmatch(line)
            assert parsed, line
            assert parsed[1] + parsed[2] not in found[-1]
            found[-1][parsed[1] + parsed[2]] = unescaped(parsed[3])
    assert not inside
    return found


def unescaped(value: str) -> str:
    bare = re.sub(r"\\[n,;\\]", "", value)
    assert not re.search(r"[\\,;\n\r]", bare), value
    return re.sub(r"\\[n,;\\]", lambda one: ESCAPES[one[0]], value)


def test_days_and_moments() -> None:
    events = [
        Event("leave-1", "事假", date(2026, 10, 13), date(2026, 10, 14)),
        Event(
            "training-2",
            "培训",
            date(2026, 10, 14),
            date(2026, 10, 14),
            utc(2026, 10, 14, 16, 0),
            timedelta(hours=1),
        ),
        Event("report-3", "月报", date(2026, 11, 5), date(2026, 11, 5), utc(2026, 11, 5, 23, 59)),
    ]
    stamp = {"DTSTAMP": "20261009T010000Z"}
    assert events_of(written("小满", events, NOW)) == [
        stamp
        | {
            "UID": "leave-1",
            "DTSTART;VALUE=DATE": "20261013",
            "DTEND;VALUE=DATE": "20261015",
            "TRANSP": "TRANSPARENT",
            "SUMMARY": "事假",
        },
        stamp
        | {
            "UID": "training-2",
            "DTSTART": "20261014T080000Z",
            "DTEND": "20261014T090000Z",
            "SUMMARY": "培训",
        },
        stamp | {"UID": "report-3", "DTSTART": "20261105T155900Z", "SUMMARY": "月报"},
    ]


@pytest.mark.parametrize("cut", range(0, len(HARD), 7))
def test_any_text_comes_back_as_it_was(cut: int) -> None:
    text = HARD[cut:]
    (event,) = events_of(written(text, [Event("u", text, NOW.date(), NOW.date())], NOW))
    assert event["SUMMARY"] == text


def test_lines_are_as_long_as_they_may_be() -> None:
    assert folded("a" * 75) == "a" * 75
    assert folded("a" * 76) == "a" * 75 + "\r\n a"
    assert folded("a" * 150) == "a" * 75 + "\r\n " + "a" * 74 + "\r\n a"
    assert folded("一" * 26) == "一" * 25 + "\r\n 一"
    assert folded("a" + "一" * 25) == "a" + "一" * 24 + "\r\n 一"


def test_line_ends_of_any_kind_are_one() -> None:
    assert escaped("a\r\nb\rc\nd") == "a\\nb\\nc\\nd"


def test_nothing_is_a_calendar_too() -> None:
    assert events_of(written("小满", [], datetime(2026, 10, 9, tzinfo=NOW.tzinfo))) == []
