"""Forms being filled in, kept where a restart does not lose them: one a person, sealed."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.store import changes, talk

P = ParamSpec("P")
T = TypeVar("T")
VERSION_BITS = 40


class DraftChangedError(Exception):
    """The form is no longer as it was drawn: answered further, submitted or cancelled."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that is somebody or something of the house: its code, and what it is called."""

    code: str
    name: str

    @property
    def text(self) -> str:
        """Return it as a draft keeps it: codes have no tabulators."""
        return f"{self.code}\t{self.name}"

    @classmethod
    def read(cls, text: str) -> "Choice":
        """Return the choice that a draft kept."""
        code, _, name = text.partition("\t")
        return cls(code, name)


@dataclass(frozen=True)
class Draft:
    """What was answered so far, and the question gone back to (none: the first open one)."""

    form: str
    version: int
    answers: Mapping[str, str | None] = field(default_factory=dict)
    asking: str | None = None


def current(session: Session, telegram_id: int) -> Draft | None:
    """Return the form that the person is filling in."""
    row = _row(session, telegram_id)
    return None if row is None else Draft(row.form, row.version, **json.loads(row.answers))


@changes
def begin(
    session: Session,
    telegram_id: int,
    form: str,
    now: datetime,
    answers: Mapping[str, str | None] | None = None,
) -> Draft:
    """Begin a form, in place of any other that the person was filling in.

    `answers` are those it begins with. The version starts at random: a card of an earlier form
    never fits this one.
    """
    drop(session, telegram_id)
    row = talk.Draft(telegram_id=telegram_id, form=form, changed_at=now)
    draft = Draft(form, secrets.randbits(VERSION_BITS), answers or {})
    _write(row, draft, now)
    session.add(row)
    return draft


@changes
def keep(session: Session, telegram_id: int, draft: Draft, now: datetime) -> Draft:
    """Keep the draft and return its next version; DraftChangedError if it is not at this one."""
    row = _at_version(session, telegram_id, draft.version)
    later = replace(draft, version=draft.version + 1)
    _write(row, later, now)
    return later


@changes
def drop(session: Session, telegram_id: int) -> str | None:
    """Forget what the person was filling in; return which form it was."""
    row = _row(session, telegram_id)
    if row is None:
        return None
    session.delete(row)
    session.flush()
    return row.form


@changes
def submit(
    session: Session,
    telegram_id: int,
    version: int,
    service: Callable[Concatenate[Session, P], T],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Do what the form is for and end it, both or neither; DraftChangedError."""
    row = _at_version(session, telegram_id, version)
    result = service(session, *args, **kwargs)
    session.delete(row)
    return result


def _row(session: Session, telegram_id: int) -> talk.Draft | None:
    mine = select(talk.Draft).where(talk.Draft.telegram_id == telegram_id)
    return session.scalar(mine)


def _at_version(session: Session, telegram_id: int, version: int) -> talk.Draft:
    mine = select(talk.Draft).where(talk.Draft.telegram_id == telegram_id)
    row = session.scalar(mine.with_for_update())
    if row is None or row.version != version:
        raise DraftChangedError
    return row


def _write(row: talk.Draft, draft: Draft, now: datetime) -> None:
    state = {"answers": dict(draft.answers), "asking": draft.asking}
    row.answers = json.dumps(state, ensure_ascii=False)
    row.version = draft.version
    row.changed_at = now
