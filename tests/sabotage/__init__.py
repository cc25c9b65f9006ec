"""Trouble inside the bot's process, steered from outside: it dies at named points, or of poison.

`install` wraps functions of the product; in the product there is nothing of this. It runs when
the process starts (`site/sitecustomize.py`). There is also a kind of notice with any text.
"""

import functools
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from bot.clerk import Clerk
from bot.intake import Intake
from bot.postman import Postman
from handlers import delivery as topic
from handlers.context import Screen
from handlers.i18n import say
from services import accounts, delivery, inbox, timetable
from services.store import CHANGING, Store

POINTS = (
    "tick",
    "received",
    "kept",
    "claimed",
    "in the effect",
    "committed",
    "answered",
    "settling",
    "sent",
)
"""Where it can die, as an update and a notice reach them (a tick comes at the start)."""
PASSED = "passed"
STEERED = "SABOTAGE"
ARMED, CRASHES, AT_ONCE = "crash.armed", "crash.log", "at_once.log"
RAISES, KILLS = "POISON_RAISES", "POISON_KILLS"
"""Environment variables: the account whose choice of English is poison."""
SITE = Path(__file__).parent / "site"
ROOT = SITE.parents[2]
Wrapped = Callable[..., Any]


class PoisonError(Exception):
    """What a poisonous update does."""


def steered(folder: Path) -> dict[str, str]:
    """Return the environment of a process that is to be steered from a folder."""
    return {STEERED: str(folder), "PYTHONPATH": f"{SITE}:{ROOT}"}


def install() -> None:
    """Wrap what trouble is wanted at."""
    _wrap(timetable, "do_next", lambda call: _after(call, "tick", bool))
    _wrap(Intake, "receive", _received)
    _wrap(inbox, "effect", lambda call: _after(call, "in the effect"))
    _wrap(inbox, "settle", lambda call: _after(call, "settling"))
    _wrap(inbox, "claim", lambda call: _passing(call, "claimed"))
    _wrap(inbox, "effect", lambda call: _passing(call, "committed"))
    _wrap(Store, "_within", _committed)
    _wrap(Clerk, "_write", _answered)
    _wrap(Postman, "_write", _sent)
    _wrap(Postman, "at_once", _counted)
    _wrap(accounts, "choose_language", _poisoned)
    topic.NOTICES["text"] = lambda data: Screen(say("{text}", text=data["text"]))


def reached(point: str) -> None:
    """Die here if it is wanted, once."""
    armed = _folder() / ARMED
    try:
        if armed.read_text("utf-8") != point:
            return
        armed.unlink()
    except FileNotFoundError:
        return
    _note(CRASHES, point)
    os.kill(os.getpid(), signal.SIGKILL)


def _wrap(owner: Any, name: str, wrapper: Callable[[Wrapped], Wrapped]) -> None:
    original = getattr(owner, name)
    wrapped = functools.wraps(original)(wrapper(original))
    if original in CHANGING:
        CHANGING.add(wrapped)
    setattr(owner, name, wrapped)


def _after(call: Wrapped, point: str, counts: Callable[[Any], bool] = lambda _: True) -> Wrapped:
    """Die when a service has done its work and its transaction is not committed."""

    def service(*args: Any, **kwargs: Any) -> Any:
        result = call(*args, **kwargs)
        if counts(result):
            reached(point)
        return result

    return service


def _received(call: Wrapped) -> Wrapped:
    async def receive(self: Intake, raws: Any, *more: Any) -> Any:
        if raws:
            reached("received")
        kept = await call(self, raws, *more)
        if raws:
            reached("kept")
        return kept

    return receive


def _committed(call: Wrapped) -> Wrapped:
    """Die when a transaction that claimed updates, or had an effect, is committed."""

    def within(self: Store, work: Callable[[Session], Any], *, changing: bool) -> Any:
        passed: list[str] = []

        def marked(session: Session) -> Any:
            result = work(session)
            passed.extend(session.info.get(PASSED, ()))
            return result

        result = call(self, marked, changing=changing)
        for point in passed:
            reached(point)
        return result

    return within


def _passing(call: Wrapped, point: str) -> Wrapped:
    """Note in its session that a service did something."""

    def service(session: Session, *args: Any, **kwargs: Any) -> Any:
        result = call(session, *args, **kwargs)
        if result or point == "committed":
            session.info.setdefault(PASSED, []).append(point)
        return result

    return service


def _answered(call: Wrapped) -> Wrapped:
    async def write(self: Clerk) -> Any:
        if self.ended.answered:
            reached("answered")
        return await call(self)

    return write


def _sent(call: Wrapped) -> Wrapped:
    async def write(self: Postman, service: Any, *about: Any) -> None:
        if service is delivery.sent:
            reached("sent")
        await call(self, service, *about)

    return write


def _counted(call: Wrapped) -> Wrapped:
    """Note how many notices this process had under way at once, at the most."""
    most = 0

    def at_once(self: Postman) -> int:
        nonlocal most
        allowed = int(call(self))
        if allowed > most:
            most = allowed
            _note(AT_ONCE, f"{os.getpid()} {most}")
        return allowed

    return at_once


def _poisoned(call: Wrapped) -> Wrapped:
    def choose_language(session: Any, telegram_id: int, chosen: str) -> Any:
        if chosen == "en" and str(telegram_id) == os.environ.get(RAISES):
            raise PoisonError
        if chosen == "en" and str(telegram_id) == os.environ.get(KILLS):
            os.kill(os.getpid(), signal.SIGKILL)
        return call(session, telegram_id, chosen)

    return choose_language


def _folder() -> Path:
    return Path(os.environ[STEERED])


def _note(file: str, line: str) -> None:
    with (_folder() / file).open("a", encoding="utf-8") as written:
        written.write(f"{line}\n")
