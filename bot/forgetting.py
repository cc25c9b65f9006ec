"""The commands about a client's records: put away, opened for a reason, erased."""

import os
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from bot.opening import DONE, FINDINGS, UsageError, Voice, now, opened
from bot.settings import Settings
from handlers import console_forgetting as words
from handlers.i18n import say
from services import files
from services.forgetting import acts, subjects, traces
from services.forgetting.subjects import Subject
from services.store import Store
from services.store.cells import Cells


def client(options: Namespace, said: Voice) -> int:
    """Do what is asked for: `seal`, `open` or `erase`."""
    settings, act = Settings.read(), {"seal": _seal, "open": _open, "erase": _erase}
    with opened(settings) as store:
        try:
            subject = _subject(store, options)
            return act[options.action](store, now(settings), subject, options, said)
        except subjects.StillRunningError:
            return said.wrong(say(words.RUNNING), FINDINGS)


def _subject(store: Store, options: Namespace) -> Subject:
    """Return whom it is about; UsageError."""
    if bool(options.number) == bool(options.appointment):
        raise UsageError(say(words.ONE_OF_BOTH))
    try:
        if options.number:
            return store.call(subjects.of_client, options.number)
        return store.call(subjects.of_appointment, options.appointment)
    except subjects.UnknownSubjectError:
        raise UsageError(say(words.UNKNOWN)) from None


def _seal(store: Store, at: datetime, subject: Subject, options: Namespace, said: Voice) -> int:
    said.tell(say(words.SEALED, count=store.call(acts.seal, at, subject, options.reason)))
    return DONE


def _open(store: Store, at: datetime, subject: Subject, options: Namespace, said: Voice) -> int:
    try:
        found = store.call(acts.opened, at, subject, options.reason)
    except acts.NotSealedError:
        return said.wrong(say(words.NOT_SEALED), FINDINGS)
    said.tell(*(say("{place}　{text}", place=one.place, text=one.text) for one in found))
    if options.out:
        for one in found:
            _write(store, one.place, Path(options.out), said)
    return DONE


def _write(store: Store, place: str, folder: Path, said: Voice) -> None:
    """Write a file that was put away, for its owner only."""
    kept = store.call(acts.file_of, place)
    if kept is None:
        return
    number, pieces = kept
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / str(number)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        for piece in range(pieces):
            out.write(store.call(files.piece, number, piece))
    said.tell(say(words.WRITTEN, path=str(path)))


def _erase(store: Store, at: datetime, subject: Subject, options: Namespace, said: Voice) -> int:
    """Erase; copies go first: once the name is gone nobody can look for it."""
    if not options.yes:
        return said.wrong(say(words.SURE), FINDINGS)
    known = store.call(acts.words, subject)
    try:
        store.call(acts.may_erase, at, subject, forced=bool(options.basis))
        telling = store.call(traces.told_apart, subject, known)
        copies = sum(_blot(store, cells, telling) for cells in traces.SEARCHED) if telling else 0
        reason = f"{options.reason} {options.basis or ''}".strip()
        count = store.call(acts.erase, at, subject, reason, forced=bool(options.basis))
    except acts.RetainedError as error:
        return said.wrong(say(words.RETAINED, until=error.until), FINDINGS)
    said.tell(say(words.ERASED, count=count, copies=copies))
    if len(telling) < len(known):
        said.tell(say(words.SHARED))
    return DONE


def _blot(store: Store, cells: Cells, telling: frozenset[str]) -> int:
    after, done = None, 0
    while True:
        found = store.call(traces.search, cells, telling, after)
        if found.rows:
            done += store.call(traces.blot, cells, found.rows, telling)
        after = found.after
        if after is None:
            return done
