"""What every command opens: settings, the database, and a voice at the command line."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from bot.settings import Settings
from handlers import console, errors
from handlers.i18n import Say, say
from handlers.render import plain
from handlers.screen import Screen
from services.month import Month
from services.store import Store, audit, ring
from services.store.schema import NewerSchemaError, is_current, migrate, revision
from services.store.vault import new_key, unlock

T = TypeVar("T")
DONE, FINDINGS, USAGE, ENVIRONMENT = 0, 1, 2, 3


class UsageError(Exception):
    """An argument cannot be used."""

    def __init__(self, said: Say) -> None:
        super().__init__()
        self.said = said


class EnvironmentError_(UsageError):  # noqa: N801, N818 - the built-in has the name
    """What the command needs around it is not there."""


@dataclass(frozen=True)
class Voice:
    """Speaks to whoever sits at the command line."""

    language: str

    def tell(self, *lines: Say) -> None:
        """Write lines to standard output."""
        for line in lines:
            print(plain(line, self.language), flush=True)

    def note(self, line: Say) -> None:
        """Write a line to standard error: it is no result."""
        sys.stderr.write(plain(line, self.language) + "\n")

    def wrong(self, line: Say, code: int) -> int:
        """Write a line to standard error and return the exit code."""
        self.note(line)
        return code


def is_set_up(settings: Settings) -> bool:
    """Tell whether there is a database to open (a server is taken to be there)."""
    path = settings.database.removeprefix("sqlite:///")
    return not settings.database.startswith("sqlite") or Path(path).exists()


@contextmanager
def found(settings: Settings) -> Iterator[Store]:
    """Open the database in whatever shape it is; EnvironmentError_, KeyUnusableError."""
    if not is_set_up(settings):
        raise EnvironmentError_(say(console.NO_DATABASE))
    unlock(settings.vault())
    store = Store.at(settings.database)
    try:
        if revision(store.writer) is None:
            raise EnvironmentError_(say(console.NO_DATABASE))
        store.call(ring.join)
        store.call(audit.must_open)  # else a wrong key would seal new rows beside the old ones
        yield store
    finally:
        store.close()


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """Open the database of this release's shape; EnvironmentError_, KeyUnusableError."""
    with found(settings) as store:
        if not is_current(store.writer):
            raise EnvironmentError_(say(console.NO_DATABASE))
        yield store


def now(settings: Settings) -> datetime:
    """Return this moment in the outlet's zone."""
    return settings.clock().astimezone(settings.timezone)


def make_folder(settings: Settings) -> None:
    """Make the data folder, for its owner only."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)


def prepare(settings: Settings) -> None:
    """Make the data folder, a key unless there is one, and the tables."""
    make_folder(settings)
    if not settings.data_key and not settings.key_file.exists():
        file = os.open(settings.key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w") as key:
            key.write(new_key())
    bring_up(settings)


def bring_up(settings: Settings) -> None:
    """Bring the database to this release's shape; EnvironmentError_ if it is beyond it."""
    store = Store.at(settings.database)
    try:
        migrate(store.writer)
    except NewerSchemaError as error:
        raise EnvironmentError_(say(console.NEWER_DATABASE)) from error
    finally:
        store.close()


def file_of(name: str) -> Path:
    """Return the file's path; UsageError if there is none."""
    path = Path(name)
    if not path.is_file():
        raise UsageError(say(console.NO_FILE, path=name))
    return path


def text_of(name: str) -> str:
    """Return the file's text; UsageError if there is none or it is not in UTF-8."""
    try:
        return file_of(name).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(say(console.NOT_UTF8, path=name)) from error


def month_of(text: str) -> Month:
    """Read a month; UsageError."""
    try:
        return Month.parse(text)
    except ValueError as error:
        raise UsageError(console.unreadable(text, "2026-10")) from error


def day_of(text: str) -> date:
    """Read a day; UsageError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(console.unreadable(text, "2026-10-01")) from error


def known(ask: Callable[[], T]) -> T:
    """Ask a service; an expected error becomes a sentence about the arguments."""
    try:
        return ask()
    except Exception as error:
        said = errors.words(error)
        if said is None or isinstance(said, Screen):
            raise
        raise UsageError(said) from error
