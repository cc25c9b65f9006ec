"""T-X12 in the chat: files built to exhaust the reader are refused quickly and cheaply.

Broken by a check that parses in this process, or one that keeps what it unpacks.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from handlers import facts
from handlers.i18n import SOURCE
from handlers.render import plain
from services.facts import archive
from services.facts.archive import MEGABYTE, TooLargeError
from tests.facts.archives import pack
from tests.facts.test_bombs import BAD, MEMORY, SECONDS, Content, book
from tests.imports.desk import Desk


def words(error: Exception) -> str:
    """Return what is said of a refused file."""
    said = facts.refused(error)
    assert said
    return plain(said, SOURCE)


def worked() -> float:
    """Return the processor's seconds for this process and its children: others may be busy."""
    return sum(os.times()[:4])


def resident(what: str) -> int:
    """Return this process's memory (VmRSS), or the most that it had since `forget` (VmHWM)."""
    found = re.search(rf"{what}:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found
    return int(found[1]) * 1024


def forget() -> None:
    """Let the most memory be counted anew."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")


@pytest.mark.parametrize(("made", "error"), BAD)
async def test_refused_quickly_and_cheaply(
    desk: Desk, tmp_path: Path, made: Callable[[Content], Content], error: str
) -> None:
    content = pack(tmp_path / "bad.xlsx", made(book(tmp_path))).read_bytes()
    assert await desk.sends("坏的.xlsx", content) == ""
    forget()
    before, start = resident("VmRSS"), worked()
    said = await desk.works()
    seconds, most = worked() - start, resident("VmHWM") - before
    assert said == words(getattr(archive, error)(500_000))
    assert seconds <= SECONDS
    assert most <= MEMORY
    assert desk.kept == (0, 0)
    assert await desk.works() == ""


async def test_too_large_a_file_is_not_even_fetched(desk: Desk) -> None:
    said = await desk.sends("a.xlsx", bytes(20 * MEGABYTE + 1))
    assert said == words(TooLargeError(20))
    assert await desk.works() == ""
